import { createRequire } from 'node:module'
import { defineConfig } from 'vitest/config'

const require = createRequire(import.meta.url)

export default defineConfig({
  // Two copies of graphql (ESM and CommonJS) would refuse each other's types.
  resolve: { alias: [{ find: /^graphql$/, replacement: require.resolve('graphql') }] },
  test: {
    include: ['tests/**/*.test.ts'],
    env: { TZ: 'Pacific/Chatham' },
    server: { deps: { inline: [/@pothos/, /\/graphql-yoga\//, /@graphql-tools/] } },
  },
})
