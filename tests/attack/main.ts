// npm run attack -- [--long] [--only WORDS]
// npm run attack -- churn [--minutes 60] [--articles 50000] [--folder FOLDER]
import { parseArgs } from 'node:util'
import { runAttacks } from './attack.ts'
import { churnAttacks, churnOf } from './churn.ts'
import { fileAttacks } from './file-attacks.ts'
import { folderAttacks } from './folder-attacks.ts'
import { indexAttacks } from './index-attacks.ts'
import { faultAttacks } from './index-faults.ts'
import { roadAttacks } from './index-roads.ts'
import { processAttacks } from './process-attacks.ts'
import { requestAttacks } from './request-attacks.ts'
import { server } from './sample-server.ts'
import { servingAttacks } from './serving-attacks.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    long: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    minutes: { type: 'string', default: '60' },
    articles: { type: 'string', default: '50000' },
    folder: { type: 'string' },
  },
})

const table = [
  ...fileAttacks,
  ...folderAttacks,
  ...requestAttacks,
  ...servingAttacks,
  ...indexAttacks,
  ...faultAttacks,
  ...roadAttacks,
  ...processAttacks,
  ...churnAttacks,
]
const attacks =
  positionals[0] === 'churn'
    ? [churnOf(Number(values.minutes), Number(values.articles), values.folder)]
    : table.filter(
        ({ name, onlyLong = false }) =>
          name.includes(values.only) && (values.long || values.only !== '' || !onlyLong),
      )
const lost = await runAttacks(attacks, values.long)
await server.stop()
console.log(`\n${attacks.length - lost.length} of ${attacks.length} attacks held`)
process.exitCode = lost.length === 0 ? 0 : 1
