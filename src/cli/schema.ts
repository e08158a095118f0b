import { Command } from 'commander'
import { addExamples, type CommandContext } from './options.ts'
import { formatJson } from './terminal.ts'

interface SchemaOptions {
  readonly json?: boolean
  readonly corrections?: boolean
}

export function schemaCommand({ terminal }: CommandContext): Command {
  const command = new Command('schema')
    .summary('print the GraphQL schema')
    .description('Print the GraphQL schema in the schema definition language.')
    .option('--json', 'print the result of the introspection query')
    .option('--corrections', 'with what "pressgraph serve --corrections" adds')
    .action(async ({ json = false, corrections = false }: SchemaOptions) => {
      const [{ introspectionFromSchema, lexicographicSortSchema, printSchema }, known] =
        await Promise.all([import('graphql'), import('../../schema/index.ts')])
      const schema = corrections ? known.createSchema(undefined, false, true) : known.schema
      const sorted = lexicographicSortSchema(schema)
      terminal.out.write(
        json ? formatJson(introspectionFromSchema(sorted)) : `${printSchema(sorted)}\n`,
      )
    })
  return addExamples(command, [
    ['pressgraph schema > schema.graphql', 'For an editor or a code generator.'],
    ['pressgraph schema --json > introspection.json', 'For tools that need JSON.'],
  ])
}
