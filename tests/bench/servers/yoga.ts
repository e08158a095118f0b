// Plain Yoga over the same store and the same loaders.
import { createServer } from 'node:http'
import { createYoga } from 'graphql-yoga'
import { schema } from '../../../schema/index.ts'
import { listening } from './child.ts'
import { contextsOf, openServed } from './served.ts'

const context = contextsOf(await openServed())
const server = createServer(createYoga({ schema, context, logging: false, graphiql: false }))
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  listening(typeof address === 'object' && address ? address.port : 0)
})
