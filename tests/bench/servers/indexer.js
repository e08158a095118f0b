// Indexes a folder in a process of its own, by the library as it was built, threads and all.
import { openArchive, openPostgresStore } from '../../../dist/src/index.js'

const [folder = '.', index = '', threads] = process.argv.slice(2)
const isDatabase = index.startsWith('postgres:')
const start = performance.now()
const before = process.cpuUsage()
const kept = isDatabase ? { store: await openPostgresStore({ address: index }) } : { index }
await (await openArchive(folder, { ...kept, ...(threads && { threads: Number(threads) }) })).close()
const { user, system } = process.cpuUsage(before)
process.send?.({
  kind: 'INDEXED',
  seconds: (performance.now() - start) / 1000,
  microseconds: user + system,
  peak: process.resourceUsage().maxRSS * 1024,
})
process.disconnect?.()
