import { describe, expect, it, onTestFinished } from 'vitest'
import { openArchive } from '../../src/open-archive.ts'
import { article, makeFolder, openFiles, writeFiles } from '../support/archive.ts'
import { exportAll } from './exporting.ts'

const quoting = (at: number) =>
  article(
    `Gate ${at} opens`,
    `2031-05-0${1 + (at % 9)} 07:08:09`,
    `"Gate number ${at} is open," said Ada Lind.`,
    `"We saw gate ${at}," said Bo Marr.`,
  )

const files = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => [`${String(at).padStart(3, '0')}.txt`, quoting(at)]),
  )

const linesOf = (text: string) => text.trimEnd().split('\r\n')

describe('an export', () => {
  it.each([
    ['a lookup above it', '{ speaker(by: {name: "Ada Lind"}) { quotations { nodes { text } } } }'],
    [
      'an alias',
      '{ said: quotations(filter: {speaker: {name: "Ada Lind"}}) { all: nodes { text } } }',
    ],
    [
      'fragments on its way',
      `query { ...Top } fragment Top on Query { ... on Query { speaker(by: {name: "Ada Lind"}) { ...Said } } }
       fragment Said on Speaker { quotations { ...Page } }
       fragment Page on QuotationConnection { nodes { ...Text } pageInfo { hasNextPage } __typename }
       fragment Text on Quotation { text }`,
    ],
    [
      'conditions',
      `query ($yes: Boolean = true, $no: Boolean = false) {
        archive @include(if: $no) { name }
        quotations(first: 7, filter: {speaker: {name: "Ada Lind"}}) @skip(if: $no) {
          totalCount @skip(if: $yes)
          nodes @include(if: $yes) { text id @include(if: $no) }
        }
      }`,
    ],
  ])('walks a connection with %s', async (_title, document) => {
    const { text, rows } = await exportAll(await openFiles(files(120)), { document })
    const [head, ...lines] = linesOf(text)
    expect(head).toBe('text')
    expect(rows).toBe(120)
    expect(new Set(lines)).toHaveLength(120)
  })

  it.each([
    ['EXPORT_NO_CONNECTION', '{ archive { name } }'],
    [
      'EXPORT_SEVERAL_CONNECTIONS',
      '{ a: quotations { nodes { id } } b: articles { nodes { id } } }',
    ],
    ['EXPORT_SEVERAL_CONNECTIONS', '{ articles { nodes { id quotations { nodes { id } } } } }'],
    ['EXPORT_OTHER_FIELD', '{ quotations { nodes { id } } archive { name } }'],
    ['EXPORT_AGGREGATE', '{ quotations { totalCount nodes { id } } }'],
    ['EXPORT_AGGREGATE', '{ quotations { n: facets(by: KIND) { value } nodes { id } } }'],
    ['EXPORT_NO_MEMBERS', '{ quotations { pageInfo { hasNextPage } } }'],
    ['EXPORT_NO_MEMBERS', '{ quotations { nodes { id } edges { cursor } } }'],
    ['EXPORT_NO_MEMBERS', '{ quotations { edges { cursor } } }'],
    ['EXPORT_NO_MEMBERS', '{ quotations { nodes { __typename } } }'],
    ['EXPORT_SAME_COLUMN', '{ quotations { edges { cursor node { cursor: id } } } }'],
    ['EXPORT_BACKWARDS', '{ quotations(last: 3) { nodes { id } } }'],
    ['EXPORT_NO_QUERY', 'subscription { archiveChanged { __typename } }'],
    ['EXPORT_NO_QUERY', 'query A { quotations { nodes { id } } } query B { archive { name } }'],
    ['GRAPHQL_PARSE_FAILED', '{ quotations {'],
    ['GRAPHQL_VALIDATION_FAILED', '{ quotations { nodes { ide } } }'],
    ['BAD_USER_INPUT', 'query ($f: QuotationFilter!) { quotations(filter: $f) { nodes { id } } }'],
    ['TOO_MANY_ALIASES', `{ quotations { nodes { ${manyAliases()} } } }`],
  ])('is refused with %s: %s', async (code, document) => {
    const refused = exportAll(await openFiles({}), { document })
    await expect(refused).rejects.toMatchObject({ extensions: { code } })
  })

  it('passes on the errors of a page', async () => {
    const refused = exportAll(await openFiles({}), {
      document: '{ speaker(by: {name: "Nobody"}) { quotations { nodes { id } } } }',
    })
    await expect(refused).rejects.toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] })
  })

  it('asks for smaller pages where a page would be over a limit', async () => {
    const document = '{ quotations { nodes { text speaker { name } } } }'
    const archive = await openFiles(files(20))
    const { rows, requests } = await exportAll(archive, { document }, { limits: { cost: 60 } })
    expect(rows).toBe(40)
    const sizes = requests.map((body) => Number(JSON.parse(body).variables.exportFirst))
    expect(sizes.slice(0, 4)).toEqual([100, 50, 25, 12])
  })

  it('ends when the archive changes, at a row of the first revision', async () => {
    const { archive, change } = await openChanging()
    const document = '{ quotations(first: 10) { nodes { text } } }'
    const changed = exportAll(archive, { document, onChunk: change })
    await expect(changed).rejects.toMatchObject({ extensions: { code: 'EXPORT_CHANGED' } })
  })

  it('goes on over a change where it is allowed, and says so', async () => {
    const { archive, change } = await openChanging()
    const document = '{ quotations(first: 10, orderBy: TEXT_ASC) { nodes { text } } }'
    const { hasChanged, rows } = await exportAll(archive, {
      document,
      onChunk: change,
      allowChanges: true,
    })
    expect({ hasChanged, rows }).toEqual({ hasChanged: true, rows: 62 })
  })

  it('continues after the cursor of the document, or of the caller', async () => {
    const archive = await openFiles(files(5))
    const all = '{ quotations(orderBy: TEXT_ASC) { edges { cursor node { text } } } }'
    const [, first = '', second = '', ...rest] = linesOf(
      (await exportAll(archive, { document: all })).text,
    )
    const cursorOf = (line: string) => line.split(',')[0] ?? ''
    const document = `{ quotations(orderBy: TEXT_ASC, after: "${cursorOf(first)}") { edges { cursor node { text } } } }`
    const after = await exportAll(archive, { document })
    expect(linesOf(after.text).slice(1)).toEqual([second, ...rest])
    const later = await exportAll(archive, { document, after: cursorOf(second) })
    expect(linesOf(later.text).slice(1)).toEqual(rest)
  })
})

function manyAliases(): string {
  return Array.from({ length: 40 }, (_, at) => `a${at}: text`).join(' ')
}

/** An archive to which the first call of `change` adds an article. */
async function openChanging() {
  const folder = makeFolder(files(30))
  const archive = await openArchive(folder, { index: ':memory:' })
  onTestFinished(() => archive.close())
  let isChanged = false
  const change = async () => {
    if (isChanged) return
    isChanged = true
    writeFiles(folder, { '999.txt': quoting(999) })
    await archive.refresh()
  }
  return { archive, change }
}
