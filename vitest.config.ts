import { createRequire } from 'node:module'
import { defineConfig } from 'vitest/config'

const require = createRequire(import.meta.url)

export default defineConfig({
  // Two copies of graphql (ESM and CommonJS) would refuse each other's types.
  resolve: { alias: [{ find: /^graphql$/, replacement: require.resolve('graphql') }] },
  test: {
    env: { TZ: 'Pacific/Chatham' },
    // One fewer is the default, which leaves one alone of two cores; many tests wait for others.
    maxWorkers: '100%',
    server: { deps: { inline: [/@pothos/, /\/graphql-yoga\//, /@graphql-tools/] } },
    projects: [
      { extends: true, test: { name: 'all', include: ['tests/**/*.test.ts'] } },
      // Over sockets plain questions are answered at once, through `fetch` the long way.
      {
        extends: true,
        test: {
          name: 'sockets',
          include: ['tests/server/*.test.ts'],
          exclude: [
            'tests/server/{lanes,kept-answers,audits,graphiql,document-cache,listen}.test.ts',
          ],
          env: { ENTRANCE: 'node' },
        },
      },
    ],
  },
})
