// Pressgraph with options that look at each request.
import { createGateway } from '../../../src/gateway.ts'
import { startServer } from '../../../src/server/listen.ts'
import { listening } from './child.ts'
import { openServed } from './served.ts'

let answers = 0
const { handle } = createGateway(await openServed(), {
  context: ({ header }) => ({ user: header('authorization') }),
  authorize: () => true,
  onAnswer: () => void (answers += 1),
})
const { port } = await startServer({ handler: { handle }, port: 0 })
listening(port)
