// npm run attack -- [--long]
import { parseArgs } from 'node:util'
import { runAttacks } from './attack.ts'
import { indexAttacks } from './index-attacks.ts'

const { values } = parseArgs({ options: { long: { type: 'boolean', default: false } } })

const attacks = [...indexAttacks]
const lost = runAttacks(attacks, values.long)
console.log(`\n${attacks.length - lost.length} of ${attacks.length} attacks held`)
process.exitCode = lost.length === 0 ? 0 : 1
