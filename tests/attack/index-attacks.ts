import { spawnSync } from 'node:child_process'
import { copyFileSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRandom } from '../bench/random.ts'
import { article, writeFiles } from '../support/archive.ts'
import { type Attack, MAIN, runPressgraph } from './attack.ts'
import { exportAt } from './export.ts'

const SAMPLES = join(import.meta.dirname, '../../data')

const ABORT = join(import.meta.dirname, 'abort-at-opening.js')

const QUERY = `{
  archive { articleCount quotationCount speakerCount sourceCount }
  articles(first: 100) { nodes { path headline body quotations(first: 50) { nodes { text speaker { name } } } } }
  quotations(first: 100, orderBy: [CONFIDENCE_DESC]) { totalCount nodes { text confidence } facets(by: KIND) { value count } }
  speakers(first: 100, orderBy: [QUOTATIONS_DESC]) { nodes { name aliases } }
  dates(first: 100, orderBy: [DATE_ASC]) { nodes { value span { exact } } }
}`

const FLIPS = { short: 60, long: 300 }

const NEWS = {
  'a.txt': article('The ferry is late', '2031-05-02 08:00:00', '"We wait," said Mara Oduya.'),
  'b.txt': article('The quay is wet', '2031-05-03 09:00:00', '"It rained," said Ada Lind.'),
}

function ask(index: string): string {
  const { end, out, err } = runPressgraph('query', SAMPLES, QUERY, '--index', index)
  return end === 0 ? out : `exit ${end}: ${err.trim()}`
}

/** The answer of an index after damage, compared with that of a new one. */
function afterDamage(folder: string, damage: (index: string) => void): string {
  const index = join(folder, 'news.sqlite')
  const right = ask(index)
  damage(index)
  const answer = ask(index)
  return answer === right ? 'the right answer' : `another answer: ${answer.slice(0, 200)}`
}

function overwrite(path: string, at: number, bytes: Uint8Array): void {
  const content = readFileSync(path)
  content.set(bytes, at)
  writeFileSync(path, content)
}

export const indexAttacks: readonly Attack[] = [
  {
    name: 'the index lacks its version',
    wanted: 'the right answer',
    run: (folder) => afterDamage(folder, (index) => overwrite(index, 60, Buffer.alloc(4))),
  },
  {
    name: 'the index lost its second half',
    wanted: 'the right answer',
    run: (folder) =>
      afterDamage(folder, (index) => truncateSync(index, readFileSync(index).length / 2)),
  },
  {
    name: 'the index has other bytes in the middle',
    wanted: 'the right answer',
    run: (folder) =>
      afterDamage(folder, (index) => overwrite(index, 200_000, Buffer.alloc(100_000, 0xa5))),
  },
  {
    name: 'the index is a file of zeros',
    wanted: 'the right answer',
    run: (folder) => afterDamage(folder, (index) => writeFileSync(index, Buffer.alloc(8192))),
  },
  {
    name: 'the index is a text',
    wanted: 'exit 3, the file unchanged',
    run(folder) {
      const index = join(folder, 'notes.txt')
      writeFileSync(index, 'Notes of the harbour')
      const { end } = runPressgraph('query', SAMPLES, QUERY, '--index', index)
      const isSame = readFileSync(index, 'utf8') === 'Notes of the harbour'
      return `exit ${end}, the file ${isSame ? 'unchanged' : 'changed'}`
    },
  },
  {
    name: 'the path of the index is empty',
    wanted: 'exit 3',
    run: () => `exit ${runPressgraph('query', SAMPLES, QUERY, '--index', '').end}`,
  },
  {
    name: 'the native library crashes when it opens the index',
    wanted: 'SIGABRT, then the right answer and a notice',
    run(folder) {
      const index = join(folder, 'news.sqlite')
      const right = ask(index)
      const env = { ...process.env, ABORT_BIRTH: String(statSync(index).birthtimeMs) }
      const args = ['--import', ABORT, MAIN, 'query', SAMPLES, QUERY, '--index', index]
      const first = spawnSync(process.execPath, args, { env })
      const { stdout, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' })
      const answer = stdout === right ? 'the right answer' : `another answer: ${stdout}`
      const notice = /a process ended while it opened it/.test(stderr) ? ' and a notice' : stderr
      return `${first.signal}, then ${answer}${notice}`
    },
  },
  {
    name: 'a byte of the index is another, at random places',
    wanted: '0 wrong answers, 0 failures',
    async run(folder, isLong) {
      const news = join(folder, 'news')
      const good = join(folder, 'good.sqlite')
      const index = join(folder, 'news.sqlite')
      writeFiles(news, NEWS)
      const right = await exportAt(news, good)
      const { length } = readFileSync(good)
      const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
      const random = createRandom(seed)
      console.log(`      SEED=${seed}`)
      const got = { wrong: 0, failed: 0 }
      for (let flip = 0; flip < (isLong ? FLIPS.long : FLIPS.short); flip += 1) {
        for (const part of ['-wal', '-shm']) rmSync(index + part, { force: true })
        for (const part of ['', '-sums']) copyFileSync(good + part, index + part)
        const at = Math.floor(random() * length)
        const before = readFileSync(index)[at] ?? 0
        // A file without our application id is another program's.
        if (at >= 68 && at < 72) continue
        overwrite(index, at, Uint8Array.of(before ^ (1 << Math.floor(random() * 8))))
        const answer = await exportAt(news, index).catch(() => null)
        if (answer === null) got.failed += 1
        else if (answer !== right) got.wrong += 1
      }
      return `${got.wrong} wrong answers, ${got.failed} failures`
    },
  },
]
