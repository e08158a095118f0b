// Mercurius with its just-in-time compiler, over the same store and the same loaders.
import fastify from 'fastify'
import mercurius from 'mercurius'
import { schema } from '../../../schema/index.ts'
import { listening } from './child.ts'
import { contextsOf, openServed } from './served.ts'

const app = fastify()
app.register(mercurius, { schema, context: contextsOf(await openServed()), jit: 1 })
await app.listen({ port: 0, host: '127.0.0.1' })
listening(app.server.address().port)
