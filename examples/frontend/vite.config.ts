import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// The gateway answers requests for `localhost` only, so the proxy names it as the host.
const target = process.env.PRESSGRAPH_URL ?? 'http://localhost:4000'
const proxy = { '/graphql': { target, changeOrigin: true } }

export default defineConfig({
  plugins: [react()],
  server: { proxy },
  preview: { proxy },
})
