// The gateway as a fetch handler, here below Hono; Bun and Deno take the same one.
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { createGateway, openArchive } from 'pressgraph'

const gateway = createGateway(await openArchive('data'))
const app = new Hono()
app.get('/hello', (context) => context.text('The rest of the application'))
app.all('/graphql/*', (context) => gateway.fetch(context.req.raw))

serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 4000) }, ({ port }) => {
  console.log(`http://localhost:${port}/graphql`)
})
