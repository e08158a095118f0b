import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeFolder } from '../support/archive.ts'
import { BRIDGE, call } from './console.ts'

describe('index', () => {
  it('prints counts, changes, the path of the index and the time', async () => {
    const folder = makeFolder({ 'news/bridge.txt': BRIDGE, 'news/scan.txt': '%PDF-1.7' })
    const index = join(folder, 'kept/news.sqlite')
    const run = () => call(['index', join(folder, 'news'), '--index', index])
    const first = await run()
    expect({ exitCode: first.exitCode, err: first.err }).toEqual({ exitCode: 0, err: '' })
    expect(first.out).toMatch(/^Indexed .*news in \d+\.\d s: 1 article, \d+ quotations, /)
    expect(first.out).toContain('1 article added, 0 changed, 0 removed.\n')
    expect(first.out).toContain(`1 error, 0 warnings: see "pressgraph check ${folder}/news".\n`)
    expect(first.out).toContain(`The index is ${index}\n`)
    expect(existsSync(index)).toBe(true)
    expect((await run()).out).toContain('Nothing has changed.\n')
  })

  it('ends with files and articles by format and problems by code', async () => {
    const folder = makeFolder({
      'a.txt': BRIDGE,
      'b.md': '---\ntitle: Tea\ndate: 2024-07-15\n---\nThey got it.\n',
      'c.docx': 'PK\u0003\u0004 word/document.xml',
    })
    const { out } = await call(['index', folder, '--index', ':memory:'])
    expect(out).toMatch(/\nformat +files +articles\ndocx +1 +0\nmarkdown +1 +1\ntext +1 +1\n/)
    expect(out).toContain('Problems: 1 DAMAGED_FILE.\n')
  })

  it('prints the counts as JSON', async () => {
    const folder = makeFolder({ 'news/a.txt': BRIDGE, 'news/b.txt': `${BRIDGE}\nMore.\n` })
    const news = join(folder, 'news')
    const index = join(folder, 'news.sqlite')
    const run = async () =>
      JSON.parse((await call(['index', news, '--index', index, '--json'])).out)
    expect(await run()).toMatchObject({
      folder: news,
      index,
      articles: 2,
      errors: 0,
      added: 2,
      changed: 0,
      removed: 0,
      milliseconds: expect.any(Number),
    })
    rmSync(join(news, 'a.txt'))
    writeFileSync(join(news, 'b.txt'), `${BRIDGE}\nAnd more.\n`)
    expect(await run()).toMatchObject({ articles: 1, added: 0, changed: 1, removed: 1 })
  })

  it('reports a folder without articles', async () => {
    const { out } = await call(['index', makeFolder({}), '--index', ':memory:'])
    expect(out).toContain('\nNo article was found in ')
  })

  it('prints nothing with --quiet', async () => {
    const folder = makeFolder({ 'bridge.txt': BRIDGE })
    expect(await call(['index', folder, '--index', ':memory:', '--quiet'])).toEqual({
      exitCode: 0,
      out: '',
      err: '',
    })
  })

  it('logs progress without a terminal only with --verbose', async () => {
    const folder = makeFolder({ 'bridge.txt': BRIDGE })
    const { err } = await call(['index', folder, '--index', ':memory:', '--verbose'])
    expect(err).toMatch(/^Reading .*: 1 file, 1 article, /)
    expect(err).not.toContain('\u001b')
  })

  it('refuses a folder as --index', async () => {
    const folder = makeFolder({ 'bridge.txt': BRIDGE })
    expect(await call(['index', folder, '--index', folder])).toEqual({
      exitCode: 2,
      out: '',
      err: `"${folder}" is a folder; --index names a file, like ${folder}/news.sqlite.\n`,
    })
  })
})
