import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeFolder } from '../support/archive.ts'
import { ROOT } from '../support/program.ts'
import { BRIDGE, call } from './console.ts'
import { start } from './process.ts'

const WIRE_COPY = join(ROOT, 'examples/extensions/wire-copy.js')
const FERRY = 'HED Ferry is late\nDAT 2031-05-01\n\n"We waited," Ada Lind said.\n'

describe('pressgraph', () => {
  it('answers a query on the standard output alone', async () => {
    const folder = makeFolder({ 'bridge.txt': BRIDGE })
    const query = ['query', folder, '{ archive { articleCount } }', '--index', ':memory:']
    const { out, err, end } = start(query)
    expect(await end).toBe(0)
    expect(await err).toBe('')
    expect(JSON.parse(await out)).toEqual({ data: { archive: { articleCount: 1 } } })
  })

  it('ends with the code of its command', async () => {
    const file = join(makeFolder({ 'scan.txt': '%PDF-1.7' }), 'scan.txt')
    expect(await start(['explain', file]).end).toBe(1)
    expect(await start(['explain', 'nowhere.txt']).end).toBe(3)
    expect(await start(['explain']).end).toBe(2)
  })

  it('ends quietly when its reader goes away', () => {
    const command = `"${process.execPath}" dist/src/main.js schema | head -n 1`
    const { stdout, stderr } = spawnSync('sh', ['-c', command], { encoding: 'utf8' })
    expect(stdout.split('\n')).toHaveLength(2)
    expect(stderr).toBe('')
  })

  it('serves GraphiQL from its bundle', async () => {
    const folder = makeFolder({ 'bridge.txt': BRIDGE })
    const serve = ['serve', folder, '--port', '0', '--index', ':memory:', '--quiet']
    const { process: server } = start(serve)
    const [said] = await once(server.stdout ?? server, 'data')
    const url = String(said).trim()
    const page = await fetch(url, { headers: { accept: 'text/html' } })
    expect(page.status).toBe(200)
    const script = /src="(?<path>[^"]+)"/.exec(await page.text())?.groups?.path ?? ''
    expect((await fetch(new URL(script, url))).status).toBe(200)
  })

  // Minifying must not change a letter of the patterns.
  it('reads the sample archive from its bundle as from its source', { tags: 'long' }, async () => {
    const command = ['check', 'data', '--index', ':memory:', '--json']
    const bundle = start(command)
    const source = await call(command)
    expect(JSON.parse(await bundle.out)).toEqual(JSON.parse(source.out))
  })

  it('reads files by an extension in its bundle and its threads', () => {
    const many = Array.from({ length: 400 }, (_, day) => [
      `${day}.wire`,
      `${FERRY}\nParagraph ${day}.\n`,
    ])
    const folder = makeFolder({ ...Object.fromEntries(many), 'bridge.txt': BRIDGE })
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ['dist/src/main.js', 'index', folder, '--index', ':memory:', '--extension', WIRE_COPY, '-v'],
      { cwd: ROOT, encoding: 'utf8' },
    )
    expect(stderr).not.toMatch(/main thread|Warning|Error/)
    expect(stdout).toContain('401 articles')
  })

  it('gives the same result with several threads as with one', { tags: 'long' }, async () => {
    // Threads start with 300 files. Every seventh is a copy of the first.
    const texts = Array.from({ length: 320 }, (_, at) => BRIDGE.replace('Ada', `Ada${at % 7}${at}`))
    const files = texts.map((text, at) => [`${at}.txt`, at % 7 === 0 ? BRIDGE : text] as const)
    const folder = makeFolder(Object.fromEntries(files))
    const index = (threads: string) =>
      start(['index', folder, '--index', ':memory:', '--json', '-v', '--threads', threads])
    const [one, three] = [index('1'), index('3')]
    const { milliseconds: _, ...expected } = JSON.parse(await one.out)
    expect(JSON.parse(await three.out)).toMatchObject(expected)
    expect(await three.err).not.toMatch(/one thread|flag/)
  })
})
