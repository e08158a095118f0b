// Pressgraph without what earlier requests have read.
import { createContext } from '../../../schema/context.ts'
import { schema } from '../../../schema/index.ts'
import { createSnapshotSource } from '../../../src/gateway.ts'
import { createHandler } from '../../../src/server/handler.ts'
import { startServer } from '../../../src/server/listen.ts'
import { listening } from './child.ts'
import { openServed } from './served.ts'

const archive = await openServed()
const snapshots = createSnapshotSource(archive)
const { handle } = createHandler({
  schema,
  createContext: () => createContext(archive),
  snapshots: {
    ...snapshots,
    hasRead: () => true,
    begin(caller) {
      const operation = snapshots.begin(caller)
      const context = createContext(archive, { guard: (read) => read() })
      return operation && { ...operation, context }
    },
  },
})
const { port } = await startServer({ handler: { handle }, port: 0 })
listening(port)
