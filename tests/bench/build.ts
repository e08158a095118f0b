import { createRequire } from 'node:module'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { build, type Plugin } from 'esbuild'

const require = createRequire(import.meta.url)

/** A kind of server process, `servers/KIND.ts` or `.js`. */
export type Kind =
  | 'adapter'
  | 'apollo'
  | 'bare'
  | 'cold'
  | 'fetch'
  | 'filter'
  | 'hook'
  | 'mercurius'
  | 'options'
  | 'plugin'
  | 'pressgraph'
  | 'yoga'

const oneGraphql: Plugin = {
  name: 'one graphql',
  setup({ onResolve }) {
    onResolve({ filter: /^graphql$/ }, () => ({ path: require.resolve('graphql') }))
  },
}

const built = new Map<Kind, Promise<string>>()

/**
 * Bundle a server, because code compiled while it is loaded runs slower than a build. All servers
 * use one copy of graphql.
 *
 * @returns the file to start
 */
export function buildServer(kind: Kind): Promise<string> {
  const file = built.get(kind) ?? bundle(kind)
  built.set(kind, file)
  return file
}

async function bundle(kind: Kind): Promise<string> {
  const entry = ['ts', 'js']
    .map((extension) => join(import.meta.dirname, 'servers', `${kind}.${extension}`))
    .find((file) => existsSync(file))
  const outfile = join(import.meta.dirname, 'dist', `${kind}.mjs`)
  await build({
    entryPoints: entry === undefined ? [] : [entry],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: ['libsql', 'postgres', '@graphql-yoga/render-graphiql'],
    plugins: [oneGraphql],
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'\nconst require = requireFrom(import.meta.url)",
    },
    logLevel: 'error',
  })
  return outfile
}

/** Whether Mercurius and Apollo Server are installed. */
export function hasOtherServers(): boolean {
  return existsSync(join(import.meta.dirname, 'node_modules/mercurius'))
}
