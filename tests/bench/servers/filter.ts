// Pressgraph whose `authorize` gives a filter, which every article of the bench matches.
import { createGateway } from '../../../src/gateway.ts'
import { startServer } from '../../../src/server/listen.ts'
import { listening } from './child.ts'
import { openServed } from './served.ts'

const { handle } = createGateway(await openServed(), {
  authorize: () => ({ published: { from: '2000-01-01', until: null } }),
})
const { port } = await startServer({ handler: { handle }, port: 0 })
listening(port)
