import { join } from 'node:path'
import {
  execute,
  type ExecutionResult,
  getOperationAST,
  getVariableValues,
  parse,
  validate,
} from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createContext } from '../../schema/context.ts'
import { schema } from '../../schema/index.ts'
import { type Archive, createGateway, openArchive } from '../../src/index.ts'
import { loadCompiler } from '../../src/server/compile.ts'
import { executeWithin } from '../../src/server/guarded-schema.ts'
import { Run } from '../../src/server/run.ts'
import { createRandom } from '../bench/random.ts'
import { ROOT } from '../support/program.ts'
import {
  type ArgumentValues,
  findValues,
  type RandomQuery,
  writeQuery,
} from '../support/random-query.ts'
import { askNode } from './node-server.ts'

// Another seed is `SEED=1 npx vitest …`; more operations are `OPERATIONS=20000 npx vitest …`.
const SEED = Number(process.env.SEED ?? 1)
const OPERATIONS = Number(process.env.OPERATIONS ?? 2_000)
// Each is asked nineteen times.
const ASKED = Math.ceil(OPERATIONS / 20)

// Equal answers prove little when most are errors or empty, and errors must be compared, too.
const LEAST_DATA = 0.8
const LEAST_ERRORS = 0.03

const UNLIMITED = {
  tokens: 1e6,
  nesting: 1e4,
  directives: 1e6,
  depth: 1e4,
  aliases: 1e6,
  rootFields: 1e6,
  fields: 1e6,
  introspectionDepth: 1e4,
  introspectionFields: 1e6,
  cost: 1e12,
  errors: 1e6,
  milliseconds: 60_000,
  responseBytes: 1e9,
}

const RUN = { ...UNLIMITED, isUnwanted: () => false }

describe(`generated operations with SEED=${SEED}`, () => {
  let archive: Archive
  let random: () => number
  let values: ArgumentValues

  beforeAll(async () => {
    console.log(`SEED=${SEED}`)
    archive = await openArchive(join(ROOT, 'data'), { index: ':memory:' })
    random = createRandom(SEED)
    values = await findValues(schema, async (query) => (await ask({ query, variables: {} })).data)
  })
  afterAll(() => archive.close())

  /** The result of graphql-js. */
  async function ask({ query, variables }: RandomQuery): Promise<ExecutionResult> {
    const args = { schema, document: parse(query), variableValues: variables }
    const contextValue = createContext(archive)
    const run = new Run(RUN)
    const guarded = await executeWithin(run, { ...args, contextValue })
    // The schema as it is can leave rejected promises unhandled, when there are errors.
    if (guarded.errors) return guarded
    const result = await execute({ ...args, contextValue: createContext(archive) })
    expect(JSON.stringify(guarded)).toBe(JSON.stringify(result))
    return result
  }

  function nextQuery(): RandomQuery {
    for (;;) {
      const asked = writeQuery(schema, { random, values, depth: 3 })
      if (validate(schema, parse(asked.query)).length === 0) return asked
    }
  }

  it('give the same bytes when they are compiled', { timeout: 600_000 }, async () => {
    const compile = await loadCompiler(schema)
    const count = { same: 0, failed: 0, left: 0 }
    const shares = new Shares()
    for (let left = OPERATIONS; left > 0; left -= 1) {
      const asked = nextQuery()
      const expected = await ask(asked)
      shares.add(expected)
      const document = parse(asked.query)
      const operation = getOperationAST(document)
      const definitions = operation?.variableDefinitions ?? []
      const { coerced } = getVariableValues(schema, definitions, asked.variables)
      const query = operation && coerced && compile?.(document, operation, coerced)
      if (!query) {
        count.left += 1
        continue
      }
      const run = new Run(RUN)
      const result = await Promise.resolve()
        .then(() => query(run, createContext(archive), coerced))
        .catch((error: unknown) => ({ errors: [error] }))
      const label = JSON.stringify(asked)
      if (expected.errors) {
        expect(result.errors, label).toBeDefined()
        count.failed += 1
      } else {
        expect(JSON.stringify(result), label).toBe(JSON.stringify(expected))
        count.same += 1
      }
    }
    console.log(JSON.stringify(count), String(shares))
    expect(shares.withData).toBeGreaterThan(LEAST_DATA)
    expect(shares.withErrors).toBeGreaterThan(LEAST_ERRORS)
    expect(count.same).toBeGreaterThan(OPERATIONS * 0.7)
    expect(count.left).toBeLessThan(OPERATIONS / 5)
  })

  it('give the same bytes through every door', { timeout: 600_000 }, async () => {
    const direct = createGateway(archive, { limits: UNLIMITED })
    const yoga = createGateway(archive, { limits: UNLIMITED, plugins: [{ onExecute() {} }] })
    const logger = { info() {}, warn() {}, error() {} }
    const uncached = createGateway(archive, { limits: UNLIMITED, logger, plugins: [{}] })
    const doors: readonly [string, (asked: RandomQuery, at: number) => Promise<Response>][] = [
      ['a socket', (asked) => askNode(direct, post(asked))],
      ['fetch', (asked) => direct.fetch(post(asked))],
      ['an address', (asked) => direct.fetch(get(asked))],
      ['an address and a socket', (asked) => askNode(direct, get(asked))],
      ['never the same body', (asked, at) => uncached.fetch(post(asked, { at }))],
      ['Yoga', (asked) => yoga.fetch(post(asked))],
      ['Yoga and a socket', (asked) => askNode(yoga, post(asked))],
    ]
    const shares = new Shares()
    for (let left = ASKED; left > 0; left -= 1) {
      const asked = nextQuery()
      const expected = await ask(asked)
      shares.add(expected)
      const text = JSON.stringify(expected)
      for (const round of [1, 2, 3]) {
        for (const [door, open] of round === 3 ? doors.slice(0, 5) : doors) {
          const received = await (await open(asked, round)).text()
          const label = `${door}, round ${round}: ${JSON.stringify(asked)}`
          if (expected.errors) expect(errorsOf(received), label).toEqual(errorsOf(text))
          else expect(received, label).toBe(text)
        }
      }
    }
    console.log(String(shares))
    // A hundred operations have a less certain share.
    expect(shares.withData).toBeGreaterThan(LEAST_DATA - 0.1)
  })
})

/** How many operations have data and no errors, and how many have errors. */
class Shares {
  #operations = 0
  #withData = 0
  #withErrors = 0

  add({ data, errors }: ExecutionResult): void {
    this.#operations += 1
    if (errors) this.#withErrors += 1
    else if (hasValue(data)) this.#withData += 1
  }

  get withData(): number {
    return this.#withData / this.#operations
  }

  get withErrors(): number {
    return this.#withErrors / this.#operations
  }

  toString(): string {
    const percent = (share: number) => `${(100 * share).toFixed(1)} %`
    return `data ${percent(this.withData)}, errors ${percent(this.withErrors)}`
  }
}

/** Whether an answer has a value besides nulls and empty lists. */
function hasValue(value: unknown): boolean {
  if (typeof value !== 'object') return value !== undefined
  return value !== null && Object.values(value).some(hasValue)
}

function post({ query, variables }: RandomQuery, unknown: object = {}): Request {
  return new Request('http://localhost/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { ...variables, ...unknown } }),
  })
}

function get({ query, variables }: RandomQuery): Request {
  const search = new URLSearchParams({ query, variables: JSON.stringify(variables) })
  return new Request(`http://localhost/graphql?${search}`)
}

interface Failed {
  readonly data?: unknown
  readonly errors: readonly {
    readonly message: string
    readonly path?: unknown
    readonly locations?: unknown
  }[]
}

/** Data and errors in any order; the codes of graphql-js's own errors are the server's. */
function errorsOf(text: string): unknown {
  const { data, errors }: Failed = JSON.parse(text)
  return {
    data: JSON.stringify(data),
    errors: errors
      .map(({ message, path, locations }) => JSON.stringify({ message, path, locations }))
      .toSorted(),
  }
}
