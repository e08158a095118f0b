// Pressgraph's `fetch` behind an adapter, as in Hono.
import { serve } from '@hono/node-server'
import { createGateway } from '../../../src/gateway.ts'
import { listening } from './child.ts'
import { openServed } from './served.ts'

const gateway = createGateway(await openServed())
serve({ fetch: gateway.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => listening(port))
