import { type ExecutionResult, graphql } from 'graphql'
import { type Context, createContext, type ServedArchive } from '../../schema/context.ts'
import { schema } from '../../schema/index.ts'

/** An answer as JSON, so that tests compare plain data. */
export interface Answer {
  // The shape is the query's; tests say what they expect of it.
  readonly data: Readonly<Record<string, unknown>> | null
  readonly errors?: readonly { readonly message: string; readonly extensions?: object }[]
}

/** Answer a document by the schema alone, without a server in between. */
export async function ask(
  archive: ServedArchive,
  source: string,
  variables: Readonly<Record<string, unknown>> = {},
  contextValue: Context = createContext(archive),
): Promise<Answer> {
  const result: ExecutionResult = await graphql({
    schema,
    source,
    contextValue,
    variableValues: variables,
  })
  return JSON.parse(JSON.stringify(result))
}
