import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { BRIDGE, call, writeArchive } from './console.ts'

describe('index', () => {
  it('says what it holds, what has changed, where it is and how long it took', async () => {
    const folder = writeArchive({ 'news/bridge.txt': BRIDGE, 'news/scan.txt': '%PDF-1.7' })
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

  it('counts what was added, changed and removed, as JSON', async () => {
    const folder = writeArchive({ 'news/a.txt': BRIDGE, 'news/b.txt': `${BRIDGE}\nMore.\n` })
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

  it('prints nothing when it is quiet', async () => {
    const folder = writeArchive({ 'bridge.txt': BRIDGE })
    expect(await call(['index', folder, '--index', ':memory:', '--quiet'])).toEqual({
      exitCode: 0,
      out: '',
      err: '',
    })
  })

  it('says how far it has come without a terminal only when asked', async () => {
    const folder = writeArchive({ 'bridge.txt': BRIDGE })
    const { err } = await call(['index', folder, '--index', ':memory:', '--verbose'])
    expect(err).toMatch(/^Reading .*: 1 file, 1 article, /)
    expect(err).not.toContain('\u001b')
  })

  it('asks for a file when the index is given a folder', async () => {
    const folder = writeArchive({ 'bridge.txt': BRIDGE })
    expect(await call(['index', folder, '--index', folder])).toEqual({
      exitCode: 2,
      out: '',
      err: `"${folder}" is a folder; --index names a file, like ${folder}/news.sqlite.\n`,
    })
  })
})
