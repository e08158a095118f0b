// The least that a Node server can do: read the request, send bytes.
import { createServer } from 'node:http'
import { listening } from './child.ts'

let bytes = ''
const server = createServer((request, response) => {
  request.resume().on('end', () => {
    response.setHeader('content-type', 'application/json; charset=utf-8').end(bytes)
  })
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  listening(typeof address === 'object' && address ? address.port : 0, (order) => {
    if (order.kind === 'BYTES') bytes = order.bytes
  })
})
