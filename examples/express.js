// The gateway as a part of an Express application.
import express from 'express'
import { createGateway, openArchive } from 'pressgraph'

const gateway = createGateway(await openArchive('data'))
const app = express()
app.get('/hello', (_request, response) => response.send('The rest of the application'))
app.use('/graphql', gateway.handle)

const server = app.listen(process.env.PORT ?? 4000, () => {
  console.log(`http://localhost:${server.address().port}/graphql`)
})
