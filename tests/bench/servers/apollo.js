// Apollo Server over the same store and the same loaders.
import { ApolloServer } from '@apollo/server'
import { startStandaloneServer } from '@apollo/server/standalone'
import { schema } from '../../../schema/index.ts'
import { listening } from './child.ts'
import { contextsOf, openServed } from './served.ts'

const context = contextsOf(await openServed())
const { url } = await startStandaloneServer(new ApolloServer({ schema }), {
  listen: { port: 0, host: '127.0.0.1' },
  context: async () => context(),
})
listening(Number(new URL(url).port))
