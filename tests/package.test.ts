import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { ROOT } from './support/program.ts'

interface Packed {
  readonly files: readonly { readonly path: string }[]
}

/** The paths in the npm package. */
function packedPaths(): string[] {
  const command = ['pack', '--dry-run', '--json', '--ignore-scripts']
  const [packed]: Packed[] = JSON.parse(
    execFileSync('npm', command, {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  )
  return (packed?.files ?? []).map(({ path }) => path)
}

describe('the npm package', { tags: 'long' }, () => {
  let paths: readonly string[]
  beforeAll(() => void (paths = packedPaths()))

  it('contains what the README links to', () => {
    const readme = readFileSync(join(ROOT, 'README.md'), 'utf8')
    const links = Array.from(
      readme.matchAll(/\]\((?<path>[^):#]+)\)/g),
      ({ groups }) => groups?.path,
    )
    const missing = links.filter(
      (link = '') =>
        !paths.some((path) => path === link || path.startsWith(`${link.replace(/\/$/, '')}/`)),
    )
    expect(links.length).toBeGreaterThan(5)
    expect(missing).toEqual([])
  })

  it.each([
    'dist/src/main.js',
    'dist/src/index.js',
    'dist/src/index.d.ts',
    'dist/cli/pressgraph.cjs',
    'LICENSE',
  ])('contains %s', (path) => expect(paths).toContain(path))

  it('contains only the build, documents and sample data', () => {
    const other =
      /^(?:dist\/(?:src|schema|cli)\/.*\.(?:c?js|d\.ts)|dist\/LICENSE-msgpackr|schema\/schema\.graphql|data\/.*|docs\/.*|examples\/(?:(?:extensions\/)?[\w-]+\.js|frontend\/(?:src\/)?(?:gql\/)?[\w.-]+\.(?:tsx?|css|html|json|md))|tests\/questions\/.*\.graphql|tests\/gold\/[A-Z]+\.md|(?:README|CHANGELOG|CONTRIBUTING|SECURITY)\.md|LICENSE|package\.json)$/
    expect(paths.filter((path) => !other.test(path))).toEqual([])
  })

  it('has no scripts that run on install', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
    expect(
      Object.keys(scripts).filter((name) => /^(?:pre|post)?(?:install|prepare)$/.test(name)),
    ).toEqual([])
  })
})
