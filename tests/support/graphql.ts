import { type ExecutionResult, getOperationAST, getVariableValues, graphql, parse } from 'graphql'
import { expect } from 'vitest'
import { type Context, createContext, type ServedArchive } from '../../schema/context.ts'
import { schema } from '../../schema/index.ts'
import { loadCompiler } from '../../src/server/compile.ts'
import { Run } from '../../src/server/run.ts'
import { isRepeated } from './cases.ts'

/** An answer as JSON, so that tests compare plain data. */
export interface Answer {
  // The shape is the query's; tests say what they expect of it.
  readonly data: Readonly<Record<string, unknown>> | null
  readonly errors?: readonly { readonly message: string; readonly extensions?: object }[]
}

/**
 * Answer a document by the schema alone, without a server in between, and verify for all or some
 * documents that the compiled query gives the same answer.
 */
export async function ask(
  archive: ServedArchive,
  source: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Answer> {
  const answer = await askGraphqlJs(archive, source, variables)
  if (!answer.errors && isRepeated(source)) {
    const data = await askCompiled(archive, source, variables)
    if (data) expect(data).toEqual(answer.data)
  }
  return answer
}

/** Execute a document with graphql-js. */
export async function askGraphqlJs(
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

const compiler = loadCompiler(schema)
const RUN = { milliseconds: 10_000, responseBytes: 1e9, isUnwanted: () => false }

/** Answer a valid document without errors by compiling it; null for what cannot be compiled. */
export async function askCompiled(
  archive: ServedArchive,
  source: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Answer['data']> {
  const document = parse(source)
  const operation = getOperationAST(document)
  const definitions = operation?.variableDefinitions ?? []
  const { coerced = {} } = getVariableValues(schema, definitions, variables)
  const compile = await compiler
  const query = operation && compile?.(document, operation, coerced)
  const result = await query?.(new Run(RUN), createContext(archive), coerced)
  return result?.data && !result.errors ? JSON.parse(JSON.stringify(result.data)) : null
}
