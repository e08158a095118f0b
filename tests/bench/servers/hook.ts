// Pressgraph with a plugin whose only hook does nothing.
import { createGateway } from '../../../src/gateway.ts'
import { startServer } from '../../../src/server/listen.ts'
import { listening } from './child.ts'
import { openServed } from './served.ts'

const { handle } = createGateway(await openServed(), { plugins: [{ onExecute() {} }] })
const { port } = await startServer({ handler: { handle }, port: 0 })
listening(port)
