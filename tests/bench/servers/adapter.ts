// The least that an adapter of `fetch` for node:http can do.
import { serve } from '@hono/node-server'
import { listening } from './child.ts'

let bytes = ''
const headers = { 'content-type': 'application/json; charset=utf-8' }
const fetch = async (request: Request) => {
  await request.text()
  return new Response(bytes, { headers })
}
serve({ fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
  listening(port, (order) => {
    if (order.kind === 'BYTES') bytes = order.bytes
  }),
)
