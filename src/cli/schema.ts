import { Command } from 'commander'
import type { CommandContext } from './command.ts'
import { formatJson } from './escape.ts'
import { addExamples } from './options.ts'

export function schemaCommand({ terminal }: CommandContext): Command {
  const command = new Command('schema')
    .summary('print the GraphQL schema')
    .description('Print the GraphQL schema in the schema definition language.')
    .option('--json', 'as the answer to the introspection query')
    .action(async ({ json = false }: { json?: boolean }) => {
      const [{ introspectionFromSchema, lexicographicSortSchema, printSchema }, { schema }] =
        await Promise.all([import('graphql'), import('../../schema/index.ts')])
      const sorted = lexicographicSortSchema(schema)
      terminal.out.write(
        json ? formatJson(introspectionFromSchema(sorted)) : `${printSchema(sorted)}\n`,
      )
    })
  return addExamples(command, [
    ['pressgraph schema > schema.graphql', 'Keep it for an editor or a code generator.'],
    ['pressgraph schema --json > introspection.json', 'The same for tools that want JSON.'],
  ])
}
