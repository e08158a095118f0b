// Bundles the command line: hundreds of small modules take longer to find than to run. Beside the
// bundle stands the code that V8 makes of it, so that it need not be compiled at each start.
import { execFileSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { build } from 'esbuild'

const require = createRequire(import.meta.url)
const FOLDER = 'dist/cli'
const BUNDLE = `${FOLDER}/pressgraph.cjs`
const PRODUCTION = { 'process.env.NODE_ENV': '"production"' }
// Threads load these two by their names.
const THREAD_MODULES = ['src/archive/parse-worker.ts', 'src/store/sqlite/prepare.ts']

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  // The first has a native part, the second is a page of 9 MB that is sent as it is.
  external: ['libsql', '@graphql-yoga/render-graphiql'],
  // Two copies of graphql (ESM and CommonJS) would refuse each other's types.
  alias: { graphql: require.resolve('graphql') },
  logLevel: 'warning',
}

rmSync(FOLDER, { recursive: true, force: true })
await build({
  ...common,
  entryPoints: ['src/cli/start.ts'],
  outfile: BUNDLE,
  format: 'cjs',
  define: { ...PRODUCTION, 'import.meta.url': 'BUNDLE_URL' },
  // Code that V8 kept has forgotten how to import; `require` loads what stays outside.
  supported: { 'dynamic-import': false },
  banner: { js: "const BUNDLE_URL = require('node:url').pathToFileURL(__filename).href" },
})
if (THREAD_MODULES.every(existsSync)) {
  // Threads are started with a file of their own, which looks for nothing beside it.
  await build({
    ...common,
    entryPoints: THREAD_MODULES,
    outdir: FOLDER,
    entryNames: '[name]',
    chunkNames: 'thread-[hash]',
    splitting: true,
    format: 'esm',
    define: PRODUCTION,
    banner: {
      js: "import { createRequire } from 'node:module'\nconst require = createRequire(import.meta.url)",
    },
  })
}

const serve = ['serve', 'data', '--index', ':memory:', '--port', '0', '--quiet', '--no-watch']
execFileSync(process.execPath, ['scripts/warm.js', BUNDLE, ...serve], { stdio: 'pipe' })
