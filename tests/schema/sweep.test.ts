import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  getNamedType,
  type GraphQLField,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { schema } from '../../schema/index.ts'
import type { Archive } from '../../src/archive/archive.ts'
import { openArchive } from '../../src/open-archive.ts'
import { numberAt, textAt, textsAt, valueAt, valuesAt } from '../support/answers.ts'
import { makeFolder } from '../support/archive.ts'
import { type Answer, askGraphqlJs } from '../support/graphql.ts'
import { ROOT } from '../support/program.ts'

/** A list field of the schema: `articles` of Query, `quotations` of Article. */
interface List {
  readonly title: string
  readonly owner: string
  readonly field: GraphQLField<unknown, unknown>
}

const LISTS: readonly List[] = Object.values(schema.getTypeMap())
  .filter(isObjectType)
  .flatMap((type) => Object.values(type.getFields()).map((field) => [type.name, field] as const))
  .filter(([, { type }]) => getNamedType(type).name.endsWith('Connection'))
  .map(([owner, field]) => ({ title: `${owner}.${field.name}`, owner, field }))

/** Asks every list in every way that the schema allows: whatever is valid has an answer. */
describe('every list', () => {
  let archive: Archive
  /** Values of filter members whose values must exist: `SpeakerBy.name`. */
  const known = new Map<string, string>()

  beforeAll(async () => {
    const folder = makeFolder({}, afterAll)
    cpSync(join(ROOT, 'data'), folder, { recursive: true })
    const entry = { name: 'Ingrid Solvane', sameAs: ['https://people.example/solvane'] }
    writeFileSync(join(folder, 'speakers.yaml'), JSON.stringify([entry]))
    archive = await openArchive(folder, { index: ':memory:' })
    const found = await answer(`{ speaker(by: { sameAs: "${entry.sameAs[0]}" }) { id name }
      source(by: { name: "Northern Wire" }) { id name } }`)
    known.set('SpeakerBy.id', textAt(found, 'speaker.id'))
    known.set('SpeakerBy.name', textAt(found, 'speaker.name'))
    known.set('SpeakerBy.sameAs', entry.sameAs[0] ?? '')
    known.set('SourceBy.id', textAt(found, 'source.id'))
    known.set('SourceBy.name', textAt(found, 'source.name'))
  })
  afterAll(() => archive.close())

  async function answer(query: string): Promise<Answer> {
    const answered = await askGraphqlJs(archive, query)
    if (answered.errors) throw new Error(`${answered.errors[0]?.message} in ${query}`)
    return answered
  }

  /** The list with each of these arguments, in one operation; of three owners where it has one. */
  async function askAll({ owner, field }: List, asked: readonly string[][]): Promise<void> {
    for (let at = 0; at < asked.length; at += 40) {
      const fields = asked
        .slice(at, at + 40)
        .map(([args, selection], index) => `a${index}: ${field.name}(${args}) { ${selection} }`)
      await answer(`{ ${within(owner, fields.join('\n'))} }`)
    }
  }

  it('is found in the schema', () => {
    expect(LISTS.map(({ title }) => title).toSorted()).toEqual([
      'Archive.problems',
      'Article.dates',
      'Article.quotations',
      'Article.speakers',
      'Query.articles',
      'Query.dates',
      'Query.pictures',
      'Query.quotations',
      'Query.sources',
      'Query.speakers',
      'Source.articles',
      'Source.pictures',
      'Source.relayed',
      'Speaker.articles',
      'Speaker.quotations',
      'Speaker.quotedWith',
    ])
  })

  it.each(LISTS)('$title: each order under each filter', async (list) => {
    const orders = ordersOf(list)
    await askAll(
      list,
      filtersOf(list, known).flatMap((filter, at) => {
        // A filter inside a filter is resolved in one place: some of the orders are enough.
        const isNested = filter.split('{').length > 2
        return orders
          .map((order, index) => ({ order, end: ENDS[(at + index) % 2] }))
          .filter((_, index) => !isNested || index % 4 === at % 4)
          .map(({ order, end }) => [`${end}, orderBy: [${order}], ${filter}`, PAGE])
      }),
    )
  })

  it.each(LISTS)('$title: each pair of orders, from both ends', async (list) => {
    const orders = ordersOf(list)
    const pairs = orders.flatMap((one) => orders.map((other) => `${one}, ${other}`))
    const filters = ['', ...filtersOf(list, known).filter((filter) => filter.includes('words: "h'))]
    await askAll(
      list,
      filters
        .slice(0, 2)
        .flatMap((filter) =>
          pairs.flatMap((pair) =>
            ENDS.map((end) => [`${end}, orderBy: [${pair}], ${filter}`, PAGE]),
          ),
        ),
    )
  })

  it.each(LISTS)('$title: each facet and interval under each filter', async (list) => {
    const counts = countsOf(list)
    await askAll(
      list,
      filtersOf(list, known).map((filter) => [`first: 0, ${filter}`, counts]),
    )
  })

  it.each(LISTS)('$title: pages in each order hold each member once, both ways', async (list) => {
    const { field, owner } = list
    const id = await largestOwner(list)
    const at = id === null ? `${pathTo(owner)}${field.name}` : `node.${field.name}`
    const page = async (args: string) => {
      const selection = `${field.name}(${args}) { totalCount edges { cursor }
        pageInfo { hasNextPage hasPreviousPage } }`
      return id === null
        ? answer(`{ ${within(owner, selection)} }`)
        : answer(`{ node(id: "${id}") { ... on ${owner} { ${selection} } } }`)
    }
    for (const orderBy of ordersOf(list)) {
      const total = numberAt(await page(`first: 0, orderBy: [${orderBy}]`), `${at}.totalCount`)
      const size = Math.min(100, Math.ceil(total / 3))
      const forwards = await walk(async (cursor) => {
        const next = await page(`first: ${size}, orderBy: [${orderBy}]${after(cursor)}`)
        const cursors = textsAt(next, `${at}.edges.cursor`)
        return { cursors, hasMore: valueAt(next, `${at}.pageInfo.hasNextPage`) === true }
      })
      const backwards = await walk(async (cursor) => {
        const next = await page(`last: ${size}, orderBy: [${orderBy}]${before(cursor)}`)
        const cursors = textsAt(next, `${at}.edges.cursor`).toReversed()
        return { cursors, hasMore: valueAt(next, `${at}.pageInfo.hasPreviousPage`) === true }
      })
      expect(new Set(forwards).size).toBe(total)
      expect(forwards).toHaveLength(total)
      expect(backwards.toReversed()).toEqual(forwards)
    }
  })

  /** Id of the member of three owners that has the longest list; null where the owner has none. */
  async function largestOwner({ owner, field }: List): Promise<string | null> {
    if (owner === 'Query' || owner === 'Archive') return null
    const asked = `id ${field.name}(first: 0) { totalCount }`
    const found = await answer(`{ ${within(owner, asked)} }`)
    const ids = textsAt(found, `${pathTo(owner)}id`)
    const totals = valuesAt(found, `${pathTo(owner)}${field.name}.totalCount`).map(Number)
    return ids[totals.indexOf(Math.max(...totals))] ?? null
  }
})

const ENDS = ['first: 3', 'last: 3']
const PAGE = 'totalCount edges { cursor } nodes { __typename } pageInfo { hasNextPage endCursor }'

/** A selection of the fields of a type: of the query itself, of the archive, or of three nodes. */
function within(owner: string, fields: string): string {
  if (owner === 'Query') return fields
  if (owner === 'Archive') return `archive { ${fields} }`
  return `${owner.toLowerCase()}s(first: 3) { nodes { ${fields} } }`
}

/** Where `within` puts the fields in an answer. */
function pathTo(owner: string): string {
  if (owner === 'Query') return ''
  return owner === 'Archive' ? 'archive.' : `${owner.toLowerCase()}s.nodes.`
}

function ordersOf({ field }: List): string[] {
  const type = field.args.find(({ name }) => name === 'orderBy')?.type
  const named = type && getNamedType(type)
  return isEnumType(named) ? named.getValues().map(({ name }) => name) : []
}

/** Every facet and interval of the list, with its count. */
function countsOf({ field }: List): string {
  const type = getNamedType(field.type)
  const fields = isObjectType(type) ? type.getFields() : {}
  const counts = Object.entries({ facets: 'by', timeline: 'interval' }).flatMap(([name, arg]) => {
    const by = fields[name]?.args.find((each) => each.name === arg)?.type
    const values = by && getNamedType(by)
    if (!isEnumType(values)) return []
    return values
      .getValues()
      .map((value) => `${name}${value.name}: ${name}(${arg}: ${value.name}) { count }`)
  })
  return ['totalCount', ...counts].join(' ')
}

/** No filter, each value of each member of the filter, and the list's other arguments. */
function filtersOf({ field }: List, known: ReadonlyMap<string, string>): string[] {
  const paging = ['first', 'after', 'last', 'before', 'orderBy']
  const others = field.args.filter(({ name }) => !paging.includes(name))
  return [
    '',
    ...others.flatMap(({ name, type }) =>
      valuesOf(type, name, known).map((value) => `${name}: ${value}`),
    ),
  ]
}

const SCALARS: Readonly<Record<string, readonly string[]>> = {
  String: ['"harbour"'],
  Boolean: ['true', 'false'],
  Float: ['0.8'],
  Locale: ['"en"'],
  LocalDate: ['"2021-06-01"'],
}

/**
 * Literals of a type: a few for each scalar, list and enum, and for each member of an input object;
 * one for each member of an input object inside another.
 */
function valuesOf(
  type: GraphQLInputType,
  place: string,
  known: ReadonlyMap<string, string>,
  isInside = false,
): string[] {
  if (isNonNullType(type)) return valuesOf(type.ofType, place, known, isInside)
  if (isListType(type)) {
    const values = valuesOf(type.ofType, place, known)
    return ['[]', `[${values[0]}]`, `[${values.join(', ')}]`]
  }
  if (isEnumType(type)) return type.getValues().map(({ name }) => name)
  if (isInputObjectType(type)) {
    const members = Object.values(type.getFields())
    const required = members.filter((member) => isNonNullType(member.type))
    return members.flatMap((member) => {
      const all = valuesOf(member.type, `${type.name}.${member.name}`, known, true)
      const isLeaf = !isInputObjectType(getNamedType(member.type))
      return (isInside && isLeaf ? all.slice(-1) : all).map((value) => {
        const rest = required
          .filter((other) => other !== member)
          .map((other) => `${other.name}: ${valuesOf(other.type, '', known)[0]}`)
        return `{ ${[`${member.name}: ${value}`, ...rest].join(', ')} }`
      })
    })
  }
  const value = known.get(place)
  if (value !== undefined) return [JSON.stringify(value)]
  const values = SCALARS[type.name]
  if (!values) throw new Error(`The sweep has no value of the type ${type.name} for ${place}`)
  if (place.endsWith('.words')) return ['"harbour"', '"\\"the harbour\\""', '"harb*"']
  return [...values]
}

/** Every cursor of a list, page by page. */
async function walk(
  read: (cursor: string | null) => Promise<{ cursors: readonly string[]; hasMore: boolean }>,
): Promise<string[]> {
  const all: string[] = []
  for (let more = true; more;) {
    const { cursors, hasMore } = await read(all.at(-1) ?? null)
    all.push(...cursors)
    more = hasMore
  }
  return all
}

function after(cursor: string | null): string {
  return cursor === null ? '' : `, after: "${cursor}"`
}

function before(cursor: string | null): string {
  return cursor === null ? '' : `, before: "${cursor}"`
}
