import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { type Bench, median, type Row } from '../bench.ts'
import { load } from '../load.ts'
import { makeQuestions, unlike } from '../questions.ts'

const MAIN = join(import.meta.dirname, '../../../dist/src/main.js')
const ROUNDS = 3

/** Two processes that answer from one index, against one. The load comes from this machine, too. */
export async function measureProcesses(bench: Bench): Promise<Row[]> {
  const one = await serve(bench, 1)
  const two = await serve(bench, 2)
  try {
    const [, question] = await makeQuestions(one.port)
    if (!question) return []
    const ratios: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const alone = await load(one, unlike(question), bench.seconds / ROUNDS)
      const both = await load(two, unlike(question), bench.seconds / ROUNDS)
      ratios.push(both.perSecond / alone.perSecond)
    }
    const title = 'two workers ÷ one, answers/s'
    return [{ title, figure: median(ratios), better: 'HIGHER', floor: 1.4, aim: 1.9 }]
  } finally {
    one.stop()
    two.stop()
  }
}

async function serve({ articles, index }: Bench, workers: number) {
  const options = ['--index', index, '--port', '0', '--quiet', '--no-watch']
  const args = [MAIN, 'serve', articles, ...options, '--workers', String(workers)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  return { port: await portOf(child), cpu: async () => 0, stop: () => void child.kill() }
}

export function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (text: Buffer) => {
      const port = /:(?<port>\d+)/.exec(text.toString())?.groups?.port
      if (port !== undefined) resolve(Number(port))
    })
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}`)))
  })
}
