// The schema inside a server of your own, with its plugins and its rules.
import { createServer } from 'node:http'
import { createYoga } from 'graphql-yoga'
import { createGateway, openArchive, useLimits, useOneRevision } from 'pressgraph'

const { schema, createContext } = createGateway(await openArchive('data'))
const yoga = createYoga({
  schema,
  context: () => createContext(),
  plugins: [useLimits(), useOneRevision(createContext)],
})
const server = createServer(yoga).listen(process.env.PORT ?? 4000, () => {
  console.log(`http://localhost:${server.address().port}/graphql`)
})
