import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRandom } from '../bench/random.ts'
import { type Attack, runPressgraph } from './attack.ts'

const SAMPLES = join(import.meta.dirname, '../../data')

const QUERY = `{
  archive { articleCount quotationCount speakerCount sourceCount }
  articles(first: 100) { nodes { path headline body quotations(first: 50) { nodes { text speaker { name } } } } }
  quotations(first: 100, orderBy: [CONFIDENCE_DESC]) { totalCount nodes { text confidence } facets(by: KIND) { value count } }
  speakers(first: 100, orderBy: [QUOTATIONS_DESC]) { nodes { name aliases } }
  dates(first: 100, orderBy: [DATE_ASC]) { nodes { value span { exact } } }
}`

const FLIPS = { short: 20, long: 300 }

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
    name: 'a byte of the index is another, at random places',
    wanted: '0 wrong answers, 0 failures',
    run(folder, isLong) {
      const good = join(folder, 'good.sqlite')
      const index = join(folder, 'news.sqlite')
      const right = ask(good)
      const { length } = readFileSync(good)
      const random = createRandom(1)
      const got = { wrong: 0, failed: 0 }
      for (let flip = 0; flip < (isLong ? FLIPS.long : FLIPS.short); flip += 1) {
        copyFileSync(good, index)
        const at = Math.floor(random() * length)
        const before = readFileSync(index)[at] ?? 0
        overwrite(index, at, Uint8Array.of(before ^ (1 << Math.floor(random() * 8))))
        const answer = ask(index)
        if (answer.startsWith('exit ')) got.failed += 1
        else if (answer !== right) got.wrong += 1
      }
      return `${got.wrong} wrong answers, ${got.failed} failures`
    },
  },
]
