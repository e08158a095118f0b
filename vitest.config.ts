import { createRequire } from 'node:module'
import { defineConfig } from 'vitest/config'

const require = createRequire(import.meta.url)

const packages = ['**/node_modules/**']

// Tests that start processes or threads, or that wait for file watchers.
const system = [
  'tests/cli/{main,serve}.test.ts',
  'tests/archive/watch.test.ts',
  'tests/store/{sqlite,postgres}.test.ts',
  'tests/{examples,live,nginx,package,readme}.test.ts',
  'tests/mcp/mcp.test.ts',
]

// Tests that compare thousands of operations.
const sweeps = ['tests/schema/sweep.test.ts', 'tests/server/differential.test.ts']

// Tests that kill, fill and hang threads and processes, and of the largest files that are read.
const faults = [
  'tests/archive/{hostile-yaml,limits,safety}.test.ts',
  'tests/cli/{indexers,offload,workers}.test.ts',
]

const browser = ['tests/browser/**/*.test.ts']

// Tests of whole archives and servers, in this process.
const integration = [
  'tests/{export,loaders,pages,schema,server,testing}/**/*.test.ts',
  'tests/archive/!(decode|repair-text).test.ts',
  'tests/cli/!(layout).test.ts',
  'tests/*.test.ts',
]

// `--mode full` generates every case: see tests/support/cases.ts.
export default defineConfig(({ mode }) => ({
  // Two copies of graphql (ESM and CommonJS) would refuse each other's types.
  resolve: { alias: [{ find: /^graphql$/, replacement: require.resolve('graphql') }] },
  test: {
    env: { TZ: 'Pacific/Chatham', FULL: mode === 'full' ? '1' : '' },
    // A busy machine needs many times as long as an idle one.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
    // The default leaves one processor free; many tests wait for processes and need little of it.
    maxWorkers: '100%',
    // Transformed modules are kept in node_modules for the next run and for the other projects.
    experimental: { fsModuleCache: true },
    server: { deps: { inline: [/@pothos/, /graphql-jit/, /\/graphql-yoga\//, /@graphql-tools/] } },
    tags: [
      {
        name: 'timing',
        description: 'Compares the time of a long input with that of a short one.',
      },
      {
        name: 'long',
        description: 'Takes seconds and is much like a test without the tag; not in `npm test`.',
      },
    ],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: [...packages, ...integration, ...system, ...sweeps, ...faults, ...browser],
          // Test files that run in the same worker share imported modules.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: integration,
          exclude: [...packages, ...system, ...sweeps, ...faults],
          isolate: false,
        },
      },
      { extends: true, test: { name: 'sweeps', include: sweeps } },
      {
        extends: true,
        test: {
          name: 'system',
          include: system,
          isolate: false,
          globalSetup: 'tests/support/build.ts',
        },
      },
      {
        extends: true,
        test: {
          name: 'faults',
          include: faults,
          globalSetup: 'tests/support/build.ts',
          testTimeout: 180_000,
        },
      },
      { extends: true, test: { name: 'browser', include: browser } },
      // The tests of the server through a socket instead of `fetch`.
      {
        extends: true,
        test: {
          name: 'sockets',
          include: ['tests/server/*.test.ts'],
          exclude: [
            'tests/server/{differential,lanes,kept-answers,audits,graphiql,direct,filtered-archive,guarded-schema,listen}.test.ts',
          ],
          env: { ENTRANCE: 'node' },
          isolate: false,
        },
      },
    ],
  },
}))
