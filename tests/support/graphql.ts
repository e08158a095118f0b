import { type ExecutionResult, getOperationAST, graphql, parse } from 'graphql'
import { expect } from 'vitest'
import { type Context, createContext, type ServedArchive } from '../../schema/context.ts'
import { schema } from '../../schema/index.ts'
import { planOperation } from '../../src/execution/plan.ts'
import { runPlan } from '../../src/execution/run.ts'

/** An answer as JSON, so that tests compare plain data. */
export interface Answer {
  // The shape is the query's; tests say what they expect of it.
  readonly data: Readonly<Record<string, unknown>> | null
  readonly errors?: readonly { readonly message: string; readonly extensions?: object }[]
}

/**
 * Answer a document by the schema alone, without a server in between, and make sure that the answer
 * at once is the same.
 */
export async function ask(
  archive: ServedArchive,
  source: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Answer> {
  const answer = await askLong(archive, source, variables)
  const data = answer.errors ? null : await askAtOnce(archive, source, variables)
  if (data) expect(data).toEqual(answer.data)
  return answer
}

/** Answer a document as any server of GraphQL would. */
export async function askLong(
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

/** Answer a valid document without errors as the fast lane does; null for what it leaves alone. */
export async function askAtOnce(
  archive: ServedArchive,
  source: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Answer['data']> {
  const document = parse(source)
  const operation = getOperationAST(document)
  const plan = operation && planOperation(schema, document, operation, variables)
  const context = createContext(archive)
  const options = { context, variables, milliseconds: 10_000 }
  const data = plan && (await runPlan(plan, options))
  return data && JSON.parse(data)
}
