// Builds `dist`: the modules with their types, and the command line as one bundle, because finding
// hundreds of small modules takes longer than running them. With `--if-changed` it builds only
// when a source is newer than the bundle.
import { execFile } from 'node:child_process'
import { copyFileSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'

const require = createRequire(import.meta.url)
const BUNDLE = 'dist/cli/pressgraph.cjs'
// Threads load these by their names.
const THREAD_MODULES = [
  'src/archive/parse-worker.ts',
  'src/cli/query-worker.ts',
  'src/store/sqlite/prepare.ts',
  'src/store/postgres/prepare-postgres.ts',
]
const SOURCES = ['src', 'schema', 'scripts', 'package-lock.json', 'tsconfig.build.json']

// Code from V8's cache cannot import, so this module stays outside of the bundle.
const IMPORT_MODULE = { source: 'src/archive/import-module.ts', file: 'import-module.cjs' }

/** @type {import('esbuild').Plugin} */
const importModuleApart = {
  name: 'import module apart',
  setup({ onResolve }) {
    onResolve({ filter: /\/import-module\.ts$/ }, () => ({
      path: `./${IMPORT_MODULE.file}`,
      external: true,
    }))
  },
}

// Two copies of graphql (ESM and CommonJS) would refuse each other's types.
/** @type {import('esbuild').Plugin} */
const oneGraphql = {
  name: 'one graphql',
  setup({ onResolve }) {
    onResolve({ filter: /^graphql$/ }, () => ({ path: require.resolve('graphql') }))
  },
}

if (!process.argv.includes('--if-changed') || isOutdated()) {
  rmSync('dist', { recursive: true, force: true })
  const parts = await Promise.allSettled([emitModules(), bundleThreads()])
  for (const part of parts) if (part.status === 'rejected') throw part.reason
  await bundleMsgpackr()
  // Last, because its time is the time of the build.
  await bundleCommandLine()
}

function isOutdated() {
  const built = statSync(BUNDLE, { throwIfNoEntry: false })?.mtimeMs ?? 0
  // Removing a file changes the time of its folder.
  const paths = SOURCES.flatMap((source) =>
    statSync(source).isFile()
      ? [source]
      : [
          source,
          ...readdirSync(source, { recursive: true }).map((path) => join(source, String(path))),
        ],
  )
  return paths.some((path) => statSync(path).mtimeMs > built)
}

async function emitModules() {
  const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin/tsc')
  await promisify(execFile)(process.execPath, [tsc, '-p', 'tsconfig.build.json']).catch(
    ({ stdout }) => {
      throw new Error(`The types are wrong:\n${stdout}`)
    },
  )
}

async function bundleCommandLine() {
  await build({
    ...commonOptions(),
    entryPoints: [IMPORT_MODULE.source],
    outfile: join(dirname(BUNDLE), IMPORT_MODULE.file),
    format: 'cjs',
  })
  await build({
    ...commonOptions(),
    plugins: [oneGraphql, importModuleApart],
    entryPoints: ['src/cli/start.ts'],
    outfile: BUNDLE,
    format: 'cjs',
    define: { ...commonOptions().define, 'import.meta.url': 'BUNDLE_URL' },
    // `require` loads what is not bundled.
    supported: { 'dynamic-import': false },
    banner: { js: "const BUNDLE_URL = require('node:url').pathToFileURL(__filename).href" },
  })
  // esbuild escapes strings, but not patterns. ASCII is loaded faster, in half of the memory.
  writeFileSync(BUNDLE, readFileSync(BUNDLE, 'utf8').replace(/[^\0-\x7f]/g, escapeUnit))
}

/** @param {string} unit - of UTF-16 */
function escapeUnit(unit) {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}

async function bundleThreads() {
  await build({
    ...commonOptions(),
    entryPoints: THREAD_MODULES,
    outdir: dirname(BUNDLE),
    entryNames: '[name]',
    chunkNames: 'thread-[hash]',
    splitting: true,
    format: 'esm',
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'\nconst require = requireFrom(import.meta.url)",
    },
  })
}

// The library contains msgpackr: its native part, which is not needed, has an install script.
async function bundleMsgpackr() {
  const licence = 'node_modules/msgpackr/LICENSE'
  await build({
    ...commonOptions(),
    entryPoints: ['src/store/msgpackr.ts'],
    outfile: 'dist/src/store/msgpackr.js',
    format: 'esm',
    banner: { js: `/*! msgpackr\n${readFileSync(licence, 'utf8')}*/` },
  })
  copyFileSync(licence, 'dist/LICENSE-msgpackr')
}

/** @returns {import('esbuild').BuildOptions} */
function commonOptions() {
  return {
    bundle: true,
    platform: 'node',
    target: 'node20',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    // libsql has a native part; the page of GraphiQL has 9 MB and is served from its own package.
    external: ['libsql', 'postgres', '@graphql-yoga/render-graphiql'],
    plugins: [oneGraphql],
    alias: { msgpackr: resolve('node_modules/msgpackr/index.js') },
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'warning',
  }
}
