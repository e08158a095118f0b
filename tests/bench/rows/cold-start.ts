import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { type Bench, median, type Row } from '../bench.ts'
import { ask } from '../load.ts'
import { portOf } from './processes.ts'

const MAIN = join(import.meta.dirname, '../../../dist/src/main.js')
const BARE = `const server = require('node:http').createServer((request, response) =>
  request.resume().on('end', () => response.end('{"data":{}}')))
server.listen(0, '127.0.0.1', () => console.log('http://localhost:' + server.address().port))`

const QUESTION = JSON.stringify({ query: '{ articles(first: 5) { nodes { headline } } }' })
const RUNS = 7

/**
 * From the start of a process to its first answer, with an index that is ready, and with the compiled
 * code that a server keeps when it stops.
 */
export async function measureColdStart({ articles, index }: Bench): Promise<Row[]> {
  const serve = ['serve', articles, '--index', index, '--port', '0', '--quiet']
  const bare: number[] = []
  const ours: number[] = []
  await timeToAnswer([MAIN, ...serve], 'SIGTERM')
  for (let run = 0; run < RUNS; run += 1) {
    bare.push(await timeToAnswer(['-e', BARE]))
    ours.push(await timeToAnswer([MAIN, ...serve]))
  }
  return [
    {
      title: 'cold start to the first answer ÷ a bare Node server, time',
      figure: median(ours) / median(bare),
      better: 'LOWER',
      floor: 2.5,
      aim: 1.5,
      note: `${median(ours).toFixed(0)} ms of ${median(bare).toFixed(0)}`,
    },
  ]
}

/** Milliseconds. */
async function timeToAnswer(
  args: readonly string[],
  signal: NodeJS.Signals = 'SIGKILL',
): Promise<number> {
  const start = performance.now()
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const port = await portOf(child)
    while (!(await ask(port, QUESTION)).startsWith('{"data"')) await setTimeout(1)
    return performance.now() - start
  } finally {
    child.kill(signal)
    await once(child, 'exit')
  }
}
