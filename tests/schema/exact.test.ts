import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Archive } from '../../src/archive/archive.ts'
import { openArchive } from '../../src/open-archive.ts'
import { openSampleArchive } from '../support/archive.ts'
import { askGraphqlJs } from '../support/graphql.ts'

const FIXTURES = join(import.meta.dirname, '../fixtures/articles')
const SPAN = '{ exact start end }'
const QUERY = `query ($after: String) { articles(first: 20, after: $after, orderBy: [PATH_ASC]) {
  pageInfo { endCursor hasNextPage }
  nodes {
    path body
    paragraphs { text span ${SPAN} occurrences ${SPAN} }
    published { literal ${SPAN} doubts { span ${SPAN} } }
    sources { evidence ${SPAN} }
    pictures { occurrences ${SPAN} }
    problems { span ${SPAN} }
    dates(first: 100) { nodes { span ${SPAN} } }
    quotations(first: 100) { nodes {
      content ${SPAN} mention ${SPAN} cue { span ${SPAN} } relays { span ${SPAN} }
      occurrences ${SPAN} paragraph { span ${SPAN} }
    } }
  }
} }`

interface Page {
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean }
  readonly nodes: readonly { readonly path: string; readonly body: string }[]
}

interface Served {
  readonly exact: string
  readonly start: number
  readonly end: number
}

/** Every span anywhere in an answer. */
function spansIn(value: unknown): Served[] {
  if (Array.isArray(value)) return value.flatMap(spansIn)
  if (typeof value !== 'object' || value === null) return []
  const inner = Object.values(value).flatMap(spansIn)
  return isSpan(value) ? [value, ...inner] : inner
}

function isSpan(value: object): value is Served {
  return 'exact' in value && 'start' in value && 'end' in value
}

describe('every exact text that is served', () => {
  async function expectExact(archive: Archive): Promise<void> {
    const wrong: string[] = []
    let count = 0
    for (let after: string | null = null, isOver = false; !isOver;) {
      const answer = await askGraphqlJs(archive, QUERY, { after })
      expect(answer.errors).toBeUndefined()
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the answer to this query
      const { pageInfo, nodes } = (answer.data ?? {}).articles as Page
      for (const node of nodes) {
        for (const { exact, start, end } of spansIn(node)) {
          count += 1
          if (node.body.slice(start, end) !== exact) wrong.push(`${node.path}:${start}: ${exact}`)
        }
      }
      after = pageInfo.endCursor
      isOver = !pageInfo.hasNextPage
    }
    expect(wrong).toEqual([])
    expect(count).toBeGreaterThan(1_000)
  }

  it('is the slice of the body that its span names, in the sample archive', async () => {
    await expectExact(await openSampleArchive())
  })

  it('is that slice in the articles of the fixtures, too', { tags: 'long' }, async () => {
    const archive = await openArchive(FIXTURES, { index: ':memory:' })
    onTestFinished(() => archive.close())
    await expectExact(archive)
  })
})
