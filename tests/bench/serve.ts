// A server in a process of its own, so that its CPU time is its own.
import { createServer } from 'node:http'
import { createGateway, openArchive } from '../../src/index.ts'
import { startServer } from '../../src/server.ts'

/** What the parent asks for, and what it is told. */
export type Order = { readonly kind: 'CPU' } | { readonly kind: 'BYTES'; readonly bytes: string }
export type News =
  | { readonly kind: 'PORT'; readonly port: number }
  | { readonly kind: 'CPU'; readonly microseconds: number; readonly rss: number }

const tell = (news: News) => process.send?.(news)
const [folder, index] = process.argv.slice(2)

if (folder !== undefined) {
  const archive = await openArchive(folder, { index })
  const { handle } = createGateway(archive)
  const { port } = await startServer({ handler: { handle }, port: 0 })
  tell({ kind: 'PORT', port })
} else {
  let bytes = ''
  process.on('message', (order: Order) => {
    if (order.kind === 'BYTES') bytes = order.bytes
  })
  const bare = createServer((request, response) => {
    request.resume().on('end', () => {
      response.setHeader('content-type', 'application/json; charset=utf-8').end(bytes)
    })
  })
  bare.listen(0, '127.0.0.1', () => {
    const address = bare.address()
    if (typeof address === 'object' && address) tell({ kind: 'PORT', port: address.port })
  })
}

process.on('message', (order: Order) => {
  if (order.kind !== 'CPU') return
  const { user, system } = process.cpuUsage()
  tell({ kind: 'CPU', microseconds: user + system, rss: process.memoryUsage().rss })
})
process.on('disconnect', () => process.exit())
