import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { makeFolder } from '../support/archive.ts'
import { ROOT } from '../support/program.ts'
import { call } from './console.ts'

const WIRE_COPY = join(ROOT, 'examples/extensions/wire-copy.js')
const FERRY = 'HED Ferry is late\nDAT 2031-05-01\n\n"We waited," Ada Lind said.\n'

/** Index a folder with one article and a file that only the extension reads. */
const index = (...options: readonly string[]) =>
  call(['index', makeFolder({ 'ferry.wire': FERRY }), '--index', ':memory:', ...options])

afterEach(() => vi.unstubAllEnvs())

describe('--extension', () => {
  it('reads files by the format of a module', async () => {
    expect((await index()).out).toContain('0 articles')
    expect((await index('--extension', WIRE_COPY)).out).toContain('1 article,')
    const file = join(makeFolder({ 'ferry.wire': FERRY }), 'ferry.wire')
    const { out } = await call(['explain', file, '--extension', WIRE_COPY])
    expect(out).toContain('ferry.wire: wire-copy, utf-8 (it begins with "HED")')
  })

  it('is also given by the environment and by --config', async () => {
    const config = join(
      makeFolder({ 'c.json': JSON.stringify({ extension: [WIRE_COPY] }) }),
      'c.json',
    )
    expect((await index('--config', config)).out).toContain('1 article,')
    vi.stubEnv('PRESSGRAPH_EXTENSION', WIRE_COPY)
    expect((await index()).out).toContain('1 article,')
  })

  it('cannot be given by the settings file of the archive', async () => {
    const folder = makeFolder({
      'pressgraph.json': JSON.stringify({ extensions: [WIRE_COPY] }),
      'ferry.wire': FERRY,
    })
    const { out, err } = await call(['index', folder, '--index', ':memory:'])
    expect(err).toContain('"extensions" is for the operator to set')
    expect(out).toContain('0 articles')
  })

  it('names a module that is missing, and exits with 3', async () => {
    expect(await index('--extension', 'no-such.js')).toMatchObject({
      exitCode: 3,
      err: 'Cannot use the extension "no-such.js": it does not exist.\n',
    })
  })
})
