import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeFolder } from '../support/archive.ts'
import { BRIDGE, call, type Environment } from './console.ts'

const SAID = '{ quotations { nodes { text speaker { name } article { path } } } }'

function exported(folder: string, args: readonly string[], environment: Environment = {}) {
  return call(['export', folder, ...args, '--index', ':memory:'], environment)
}

const bridges = (count: number) =>
  makeFolder(
    Object.fromEntries(
      Array.from({ length: count }, (_, at) => [`${String(at).padStart(3, '0')}.txt`, BRIDGE]),
    ),
  )

describe('export', () => {
  it('writes a table with the names of the fields, and tells the last cursor', async () => {
    const document = SAID.replace('quotations', 'quotations(orderBy: TEXT_ASC)')
    const { exitCode, out, err } = await exported(bridges(1), [document])
    expect(exitCode).toBe(0)
    expect(out.split('\r\n').slice(0, 2)).toEqual([
      'text,speaker.name,article.path',
      'We will mend every stone of it … It has carried us long enough.,Ada Lind,000.txt',
    ])
    expect(err).toMatch(/^2 rows\. Last cursor: \S+\n$/)
  })

  it('walks all pages', async () => {
    const { out } = await exported(bridges(70), [SAID, '--format', 'jsonl', '--quiet'])
    const rows = out
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line))
    expect(rows).toHaveLength(140)
    expect(new Set(rows.map((row) => JSON.stringify(row)))).toHaveLength(140)
    expect(rows[0]).toEqual({
      text: expect.any(String),
      speaker: { name: 'Ada Lind' },
      article: { path: expect.any(String) },
    })
  })

  it('continues after a cursor without the names of the columns', async () => {
    const folder = bridges(3)
    const all = await exported(folder, ['{ quotations { edges { cursor node { id } } } }'])
    const lines = all.out.trimEnd().split('\r\n')
    const [cursor = ''] = lines[2]?.split(',') ?? []
    const document = '{ quotations(first: 2) { edges { cursor node { id } } } }'
    const rest = await exported(folder, [document, '--after', cursor, '--no-header'])
    expect(rest.out.trimEnd().split('\r\n')).toEqual(lines.slice(3))
  })

  it('writes a file with a byte order mark on request', async () => {
    const folder = bridges(1)
    const file = join(makeFolder({}), 'said.csv')
    const { exitCode, out } = await exported(folder, [SAID, '--bom', '--out', file])
    expect({ exitCode, out }).toEqual({ exitCode: 0, out: '' })
    expect(readFileSync(file, 'utf8')).toMatch(/^\ufefftext,speaker\.name/)
  })

  it('shows progress on a terminal when the rows go to a file', async () => {
    const file = join(makeFolder({}), 'said.csv')
    const { err } = await exported(bridges(1), [SAID, '--out', file], { isTerminal: true })
    expect(err).toMatch(/\r2 rows, \d+ rows\/s\u001b\[K\r\u001b\[K2 rows\./)
  })

  it('does not write Parquet to a terminal', async () => {
    const { exitCode, err } = await exported(bridges(1), [SAID, '--format', 'parquet'], {
      isTerminal: true,
    })
    expect({ exitCode, err }).toEqual({
      exitCode: 2,
      err: 'Parquet is not text: add --out FILE.\n',
    })
  })

  it.each([
    ['{ archive { name } }', 'EXPORT_NO_CONNECTION'],
    ['{ quotations { nodes { txt } } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['{ speaker(by: {name: "Nobody"}) { quotations { nodes { text } } } }', 'NOT_FOUND'],
    ['{ quotations(after: "x") { nodes { text } } }', 'BAD_CURSOR'],
  ])('has exit code 1 and the code of the error for %s', async (document, code) => {
    const { exitCode, out, err } = await exported(bridges(1), [document])
    expect({ exitCode, out }).toEqual({ exitCode: 1, out: '' })
    expect(err).toContain(`(${code})`)
  })

  it('reads document and variables from files', async () => {
    const folder = makeFolder({})
    const document =
      'query Said($of: String!) { quotations(filter: {words: $of}) { nodes { text } } }'
    writeFileSync(join(folder, 'said.graphql'), document)
    const args = [`@${folder}/said.graphql`, '--variables', '{"of": "stone"}']
    const { out } = await exported(bridges(1), args)
    expect(out.trimEnd().split('\r\n')).toHaveLength(2)
  })
})
