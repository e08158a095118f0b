import { Command } from 'commander'
import { CommandError, exitCodes } from './failures.ts'
import {
  addExamples,
  addGeneralOptions,
  type CommandContext,
  type GeneralOptions,
  storeOption,
} from './options.ts'
import { formatJson } from './terminal.ts'

interface StoreOptions extends GeneralOptions {
  readonly store?: string
}

export function storeCommand({ terminal }: CommandContext): Command {
  const command = new Command('store')
    .summary('show, migrate or vacuum the tables of a store in PostgreSQL')
    .description(
      'Show, migrate or vacuum the tables of a store in PostgreSQL. "migrate" makes tables of this version from those of an earlier one; when readings are stored in another form, index the folder again afterwards. "vacuum" frees the room of deleted rows and renews the statistics of the planner.',
    )
    .argument('<action>', '"status", "migrate" or "vacuum"')
    .option('--json', 'print the status as JSON')
    .addOption(storeOption())
    .action(async (action: string, { store: address, json }: StoreOptions) => {
      if (address === undefined) {
        const message = 'Name the database with --store, or set PRESSGRAPH_STORE.'
        throw new CommandError(message, exitCodes.usage)
      }
      const { describeStore, migrateStore, vacuumStore } =
        await import('../store/postgres/maintenance.ts')
      switch (action) {
        case 'migrate':
          await migrateStore(address)
          break
        case 'vacuum':
          await vacuumStore(address)
          break
        case 'status':
          break
        default: {
          const message = `"${action}" is not an action. The actions are status, migrate and vacuum.`
          throw new CommandError(message, exitCodes.usage)
        }
      }
      const status = await describeStore(address)
      if (json) terminal.out.write(formatJson(status))
      else
        for (const [name, value] of Object.entries(status))
          terminal.out.write(`${name}: ${value ?? '-'}\n`)
    })
  addGeneralOptions(command)
  return addExamples(command, [
    ['pressgraph store status --store postgres://desk@db/news', 'Version, revision and size.'],
    ['PRESSGRAPH_STORE=postgres://desk@db/news pressgraph store vacuum', 'After large changes.'],
  ])
}
