// The whole gateway in node:http, GraphiQL included.
import { createServer } from 'node:http'
import { createGateway, openArchive } from 'pressgraph'

const archive = await openArchive('data')
const gateway = createGateway(archive)
const server = createServer(gateway.handle).listen(process.env.PORT ?? 4000, () => {
  console.log(`http://localhost:${server.address().port}/graphql`)
})
