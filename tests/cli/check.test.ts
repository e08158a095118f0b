import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { BRIDGE, call, type Surroundings, writeArchive } from './console.ts'

const BINARY = Buffer.from('%PDF-1.7 of the council')
const WARNING = BRIDGE.replace('2031-05-06', '2031-02-30')

function check(folder: string, args: readonly string[] = [], around: Surroundings = {}) {
  return call(['check', folder, ...args, '--index', ':memory:'], around)
}

describe('check', () => {
  it('says that nothing is wrong', async () => {
    const { exitCode, out, err } = await check(writeArchive({ 'bridge.txt': BRIDGE }))
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' })
    expect(out).toBe('No problems in 1 article.\n')
  })

  it('names place, kind and cure of each problem, and ends with 1 after an error', async () => {
    const folder = writeArchive({ 'a/scan.txt': BINARY, 'b.txt': WARNING })
    const { exitCode, out } = await check(folder)
    expect(exitCode).toBe(1)
    expect(out).toContain(`${join(folder, 'a/scan.txt')}: error BINARY_FILE\n  "a/scan.txt" is not`)
    expect(out).toContain('\n  → Save the article as text')
    expect(out).toMatch(/b\.txt:1:29: warning BAD_DATE\n/)
    expect(out).toMatch(/\n\n1 error, 1 warning, 0 infos in 2 files; 1 article can be asked\.\n$/)
  })

  it('lets warnings pass unless it is strict', async () => {
    const folder = writeArchive({ 'b.txt': WARNING })
    expect((await check(folder)).exitCode).toBe(0)
    expect((await check(folder, ['--strict'])).exitCode).toBe(1)
  })

  it('prints nothing but problems when it is quiet', async () => {
    expect((await check(writeArchive({ 'bridge.txt': BRIDGE }), ['--quiet'])).out).toBe('')
    const { out } = await check(writeArchive({ 'a.txt': BINARY }), ['--quiet'])
    expect(out).toContain('BINARY_FILE')
    expect(out).not.toContain('1 error')
  })

  it('prints the same as JSON', async () => {
    const folder = writeArchive({ 'a.txt': BINARY, 'b.txt': BRIDGE })
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

  it('leaves larger files out', async () => {
    const folder = writeArchive({ 'bridge.txt': BRIDGE })
    const { exitCode, out } = await check(folder, ['--max-bytes', '100'])
    expect(exitCode).toBe(1)
    expect(out).toContain('FILE_TOO_LARGE')
  })

  it('writes in colour for a terminal, and not when told so', async () => {
    const folder = writeArchive({ 'a.txt': BINARY })
    const coloured = '\u001b[1;31merror\u001b[0m'
    expect((await check(folder, [], { isTerminal: true })).out).toContain(coloured)
    expect((await check(folder, ['--color'])).out).toContain(coloured)
    expect((await check(folder, [], { env: { FORCE_COLOR: '1' } })).out).toContain(coloured)
    for (const env of [{ NO_COLOR: '1' }, { TERM: 'dumb' }]) {
      expect((await check(folder, [], { isTerminal: true, env })).out).not.toContain('\u001b')
    }
    const plain = await check(folder, ['--no-color'], { isTerminal: true })
    expect(plain.out).not.toContain('\u001b')
  })

  it.each(['--no-color', '--json'])('obeys no file name with %s', async (option) => {
    const folder = writeArchive({ 'a\u001b[31m\u009b5n\u202e\n.txt': BINARY })
    const { out } = await check(folder, [option])
    expect(out).toContain('BINARY_FILE')
    expect(out).toMatch(/a(\\x1b|\\u001b)\[31m/)
    expect(out).not.toMatch(/[\0-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
  })
})
