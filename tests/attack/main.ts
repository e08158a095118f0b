// npm run attack -- [--long] [--only WORDS]
import { parseArgs } from 'node:util'
import { runAttacks } from './attack.ts'
import { fileAttacks } from './file-attacks.ts'
import { indexAttacks } from './index-attacks.ts'
import { faultAttacks } from './index-faults.ts'
import { roadAttacks } from './index-roads.ts'
import { requestAttacks, stopServer } from './request-attacks.ts'

const { values } = parseArgs({
  options: { long: { type: 'boolean', default: false }, only: { type: 'string', default: '' } },
})

const attacks = [
  ...fileAttacks,
  ...requestAttacks,
  ...indexAttacks,
  ...faultAttacks,
  ...roadAttacks,
].filter(({ name }) => name.includes(values.only))
const lost = await runAttacks(attacks, values.long)
await stopServer()
console.log(`\n${attacks.length - lost.length} of ${attacks.length} attacks held`)
process.exitCode = lost.length === 0 ? 0 : 1
