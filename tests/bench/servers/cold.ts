import { startServer } from '../../../src/server/listen.ts'
import { listening } from './child.ts'
import { createUncachedHandler, openServed } from './served.ts'

const handler = createUncachedHandler(await openServed())
const { port } = await startServer({ handler, port: 0 })
listening(port)
