import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeFolder } from '../support/archive.ts'
import { BRIDGE, call, type Environment } from './console.ts'

const BINARY = Buffer.from('%PDF-1.7 of the council')
const WARNING = BRIDGE.replace('2031-05-06', '2031-02-30')

function check(folder: string, args: readonly string[] = [], environment: Environment = {}) {
  return call(['check', folder, ...args, '--index', ':memory:'], environment)
}

describe('check', () => {
  it('reports an archive without problems', async () => {
    const { exitCode, out, err } = await check(makeFolder({ 'bridge.txt': BRIDGE }))
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' })
    expect(out).toBe('No problems in 1 article.\n')
  })

  it('reports a folder without articles', async () => {
    const folder = makeFolder({ 'logo.png': 'PNG' })
    expect((await check(folder)).out).toContain(`No article was found in ${folder}.`)
  })

  it('prints place, code and hint of each problem, with exit code 1 after an error', async () => {
    const folder = makeFolder({ 'a/scan.txt': BINARY, 'b.txt': WARNING })
    const { exitCode, out } = await check(folder)
    expect(exitCode).toBe(1)
    expect(out).toContain(`${join(folder, 'a/scan.txt')}: error BINARY_FILE\n  "a/scan.txt" is not`)
    expect(out).toContain('\n  → Save the article as text')
    expect(out).toMatch(/b\.txt:1:29: warning BAD_DATE\n/)
    expect(out).toMatch(/\n\n1 error, 1 warning, 0 infos in 2 files; 1 article indexed\.\n$/)
  })

  it('fails on warnings only with --strict', async () => {
    const folder = makeFolder({ 'b.txt': WARNING })
    expect((await check(folder)).exitCode).toBe(0)
    expect((await check(folder, ['--strict'])).exitCode).toBe(1)
  })

  it('prints only problems with --quiet', async () => {
    expect((await check(makeFolder({ 'bridge.txt': BRIDGE }), ['--quiet'])).out).toBe('')
    const { out } = await check(makeFolder({ 'a.txt': BINARY }), ['--quiet'])
    expect(out).toContain('BINARY_FILE')
    expect(out).not.toContain('1 error')
  })

  it('prints problems as JSON', async () => {
    const folder = makeFolder({ 'a.txt': BINARY, 'b.txt': BRIDGE })
    const { exitCode, out } = await check(folder, ['--json'])
    expect(exitCode).toBe(1)
    expect(JSON.parse(out)).toEqual({
      folder,
      revision: expect.any(String),
      articles: 1,
      errors: 1,
      warnings: 0,
      infos: 0,
      problems: [
        {
          code: 'BINARY_FILE',
          severity: 'ERROR',
          message: '"a.txt" is not text but a PDF document.',
          hint: expect.any(String),
          path: 'a.txt',
          span: null,
          line: null,
          column: null,
        },
      ],
    })
  })

  it('skips files larger than --max-bytes', async () => {
    const folder = makeFolder({ 'bridge.txt': BRIDGE })
    const { exitCode, out } = await check(folder, ['--max-bytes', '100'])
    expect(exitCode).toBe(1)
    expect(out).toContain('FILE_TOO_LARGE')
  })

  it('uses colour on a terminal, unless options or environment forbid it', async () => {
    const folder = makeFolder({ 'a.txt': BINARY })
    const coloured = '\u001b[1m\u001b[31merror\u001b[39m\u001b[22m'
    expect((await check(folder, [], { isTerminal: true })).out).toContain(coloured)
    expect((await check(folder, ['--color'])).out).toContain(coloured)
    expect((await check(folder, [], { env: { FORCE_COLOR: '1' } })).out).toContain(coloured)
    for (const env of [{ NO_COLOR: '1' }, { TERM: 'dumb' }]) {
      expect((await check(folder, [], { isTerminal: true, env })).out).not.toContain('\u001b')
    }
    const plain = await check(folder, ['--no-color'], { isTerminal: true })
    expect(plain.out).not.toContain('\u001b')
  })

  it.each(['--no-color', '--json'])(
    'escapes control characters of file names with %s',
    async (option) => {
      const folder = makeFolder({ 'a\u001b[31m\u009b5n\u202e\n.txt': BINARY })
      const { out } = await check(folder, [option])
      expect(out).toContain('BINARY_FILE')
      expect(out).toMatch(/a(\\x1b|\\u001b)\[31m/)
      expect(out).not.toMatch(/[\0-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
    },
  )
})

describe('a folder without readable files', () => {
  it('names the reason and a remedy', async () => {
    const folder = makeFolder({ 'a.pdf': '%PDF-1.7', 'b/c.zip': 'PK', 'd.jpg': 'x' })
    const { out } = await check(folder)
    expect(out).toMatch(/^format {4,6}files {2}articles\nnot read +3$/m)
    const summary = out.slice(out.lastIndexOf('No article')).replace(/\s+/g, ' ')
    expect(summary).toContain(
      `No article was found in ${folder}. None of its 3 files can be read. .pdf: Convert it to text ("pdftotext`,
    )
    expect(summary).toContain('.zip: Unpack it into the archive')
  })

  it('asks for another folder when this one has no files', async () => {
    expect((await check(makeFolder({}))).out).toMatch(/It has no files: is it the right\s+folder\?/)
  })
})

describe('the table at the end', () => {
  it('counts files and articles by format, and problems without notes', async () => {
    const jsonLines = '{"title": "One", "text": "a"}\n{"title": "Two", "text": "b"}\n'
    const folder = makeFolder({ 'a.jsonl': jsonLines, 'b.txt': WARNING, 'c.pdf': '%PDF-1.7' })
    const { out } = await check(folder)
    expect(out).toContain(
      'format      files  articles\njson-lines      1         2\ntext            1         1\nnot read        1\nProblems: 1 BAD_DATE.\n',
    )
  })
})
