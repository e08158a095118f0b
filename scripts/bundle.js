// Bundles the command line into dist/cli: hundreds of small modules take longer to find than to run.
import { createRequire } from 'node:module'
import { build } from 'esbuild'

const require = createRequire(import.meta.url)

await build({
  entryPoints: { main: 'src/main.ts' },
  outdir: 'dist/cli',
  bundle: true,
  // What is imported when it is needed stays apart until then.
  splitting: true,
  chunkNames: '[name]-[hash]',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  define: { 'process.env.NODE_ENV': '"production"' },
  minifySyntax: true,
  legalComments: 'none',
  // The first has a native part, the second is a page of 9 MB that is sent as it is.
  external: ['libsql', '@graphql-yoga/render-graphiql'],
  // Two copies of graphql (ESM and CommonJS) would refuse each other's types.
  alias: { graphql: require.resolve('graphql').replace(/\.js$/, '.mjs') },
  banner: {
    js: "import { createRequire } from 'node:module'\nconst require = createRequire(import.meta.url)",
  },
  logLevel: 'warning',
  logOverride: { 'assign-to-define': 'silent' },
})
