// The gateway as a part of a Fastify application.
import fastify from 'fastify'
import { createGateway, openArchive } from 'pressgraph'

const gateway = createGateway(await openArchive('data'))
const app = fastify()
app.get('/hello', () => 'The rest of the application')
app.register(async (part) => {
  // The gateway reads bodies itself, under its own limits.
  part.removeAllContentTypeParsers()
  part.addContentTypeParser('*', (_request, _payload, done) => done(null))
  const serve = (request, reply) => {
    reply.hijack()
    return gateway.handle(request.raw, reply.raw)
  }
  part.all('/graphql', serve)
  part.all('/graphql/*', serve)
})

await app.listen({ port: Number(process.env.PORT ?? 4000) })
console.log(`http://localhost:${app.server.address().port}/graphql`)
