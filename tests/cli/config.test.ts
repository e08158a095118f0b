import { execFileSync } from 'node:child_process'
import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { makeFolder } from '../support/archive.ts'
import { BRIDGE, call } from './console.ts'

function configFile(content: unknown): string {
  const text = typeof content === 'string' ? content : JSON.stringify(content, null, 2)
  return join(makeFolder({ 'gateway.json': text }), 'gateway.json')
}

function index(...options: readonly string[]) {
  const folder = makeFolder({ 'bridge.txt': BRIDGE })
  return call(['index', folder, '--index', ':memory:', ...options])
}

afterEach(() => vi.unstubAllEnvs())

describe('--config', () => {
  it('sets the options that the command line does not give', async () => {
    const config = configFile({ maxBytes: 10 })
    expect((await index('--config', config)).out).toContain('0 articles')
    expect((await index('--config', config, '--max-bytes', '1M')).out).toContain('1 article,')
  })

  it('is also named by the environment', async () => {
    vi.stubEnv('PRESSGRAPH_CONFIG', configFile({ maxBytes: '10' }))
    expect((await index()).out).toContain('0 articles')
  })

  it('gives way to the environment', async () => {
    vi.stubEnv('PORT', '1')
    const { err } = await call(['serve', 'nowhere', '--config', configFile({ port: 'x' })])
    expect(err).toContain('port is invalid: Write a number from 0')
    const config = configFile({ port: 70, workers: 2, watch: false, limits: { tokens: 9 } })
    expect((await call(['serve', 'nowhere', '--config', config])).err).not.toContain(
      'configuration',
    )
  })

  it.each<[content: unknown, message: string]>([
    [{ prot: 8080 }, 'prot is not a setting; known settings: '],
    [{ timeZone: 3, quiet: true }, 'quiet is not a setting'],
    [{ __proto__: null, ['__proto__x']: 1 }, '__proto__x is not a setting'],
    [{ limits: { tokns: 1 } }, 'limits.tokns is not a limit; known limits: aliases, '],
    [{ limits: { tokens: 0 } }, 'limits.tokens must be a whole number from 1 (line 3, column 5)'],
    [{ limits: { fieldCosts: { facets: '1' } } }, 'limits.fieldCosts.facets must be a whole'],
    [{ limits: [] }, 'limits must be an object'],
    [{ watch: 'no' }, 'watch must be true or false'],
    [{ host: {} }, 'host must be a string or a number'],
    [{ port: [1, 2] }, 'port must be one value, not a list'],
    [{ maxBytes: 'much' }, 'maxBytes is invalid: Write a number of bytes'],
    ['{ "port": 1, ]', 'it is not JSON (line 1, column 14)'],
    ['[]', 'it must hold one JSON object (line 1, column 1)'],
  ])('refuses %j by name and place', async (content, message) => {
    const path = configFile(content)
    const { exitCode, out, err } = await index('--config', path)
    expect({ exitCode, out }).toEqual({ exitCode: 3, out: '' })
    expect(err).toContain(`Cannot use the configuration "${path}": ${message}`)
  })

  it('refuses a file in the folder of the archive, also by a link', async () => {
    const archive = makeFolder({ 'bridge.txt': BRIDGE })
    const inside = join(archive, 'gateway.json')
    const link = join(makeFolder({}), 'link.json')
    writeFileSync(inside, '{}')
    symlinkSync(inside, link)
    for (const path of [inside, link]) {
      const { exitCode, err } = await call(['index', archive, '--config', path])
      expect(exitCode).toBe(3)
      expect(err).toContain('it is in the folder of the archive')
    }
  })

  it('reads regular files of at most 1 MB', async () => {
    const place = makeFolder({ 'large.json': ' '.repeat(2_000_000) })
    execFileSync('mkfifo', [join(place, 'fifo.json')])
    expect((await index('--config', join(place, 'fifo.json'))).err).toContain('is not a file')
    expect((await index('--config', join(place, 'large.json'))).err).toContain('the limit is')
    expect((await index('--config', place)).err).toContain('is not a file')
    expect((await index('--config', join(place, 'gone'))).err).toContain('it does not exist')
  })
})
