import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { openArchive } from '../../src/open-archive.ts'
import { article, writeFiles } from '../support/archive.ts'
import { type Attack, MAIN } from './attack.ts'
import { exportAt, firstDifference } from './export.ts'

const QUERY = `{
  archive { articleCount quotationCount problems(first: 100) { nodes { code path message } } }
  articles(first: 100, orderBy: [PATH_ASC]) {
    nodes { path headline body quotations(first: 50) { nodes { text speaker { name } } } }
  }
  speakers(first: 100, orderBy: [NAME_ASC]) { nodes { name aliases } }
}`

const NEWS = {
  'pressgraph.json': '{ "name": "Harbour papers" }',
  'a.txt': article('The ferry is late', '2031-05-02 08:00:00', '"We wait," said Mara Oduya.'),
  'b.txt': article(
    'The quay is wet',
    '2031-05-03 09:00:00',
    '"It rained," said Ada Lind on Monday.',
  ),
  'c/c.txt': article(
    'The harbour sleeps',
    '2031-05-04 10:00:00',
    'Mara Oduya said the harbour was calm.',
  ),
}

/** Edits, an addition, a deletion, settings and corrections. */
function changeNews(folder: string): void {
  writeFiles(folder, {
    'pressgraph.json': '{ "name": "Quay papers", "timeZone": "Asia/Seoul" }',
    'speakers.yaml': '- name: Mara Oduya\n  aliases: [M. Oduya]\n',
    'a.txt': article('The ferry is early', '2031-05-02 08:00:00', '"We left," said Mara Oduya.'),
    'd.txt': article('A new ferry', '2031-05-05 08:00:00', '"It floats," said Ada Lind.'),
  })
  rmSync(join(folder, 'b.txt'))
}

/** A command on a folder with an index, both in `place`. */
interface Scenario {
  readonly name: string
  readonly prepare: (place: string) => Promise<void>
  readonly command: (place: string) => readonly string[]
}

const folderIn = (place: string) => join(place, 'news')
const indexIn = (place: string) => join(place, 'index', 'news.sqlite')

async function makeNews(place: string): Promise<void> {
  writeFiles(folderIn(place), NEWS)
}

async function makeIndex(place: string): Promise<void> {
  await (await openArchive(folderIn(place), { index: indexIn(place) })).close()
}

const query = (place: string) => ['query', folderIn(place), QUERY, '--index', indexIn(place)]

const SCENARIOS: readonly Scenario[] = [
  { name: 'a first index', prepare: makeNews, command: query },
  {
    name: 'a changed folder',
    async prepare(place) {
      await makeNews(place)
      await makeIndex(place)
      changeNews(folderIn(place))
    },
    command: query,
  },
  {
    name: 'a damaged index',
    async prepare(place) {
      await makeNews(place)
      await makeIndex(place)
      const bytes = readFileSync(indexIn(place))
      writeFileSync(indexIn(place), bytes.fill(0x5a, 4096, 60_000))
    },
    command: query,
  },
  {
    name: 'a correction',
    async prepare(place) {
      await makeNews(place)
      writeFiles(folderIn(place), { 'corrections.yaml': await correctionOf(place, 'a.txt') })
      await makeIndex(place)
    },
    command: (place) => [
      'correct',
      folderIn(place),
      readFileSync(join(place, 'id'), 'utf8'),
      '--speaker',
      'Ada Lind',
      '--index',
      indexIn(place),
    ],
  },
]

/** The correction of a file's quotation; notes the id of another one for `correct`. */
async function correctionOf(place: string, path: string): Promise<string> {
  const archive = await openArchive(folderIn(place), { index: ':memory:' })
  let yaml = ''
  for await (const { article, quotations } of archive.readings()) {
    const [quotation] = quotations
    if (!quotation) continue
    if (article.path === path) {
      yaml = `# Checked by the desk.\n- article: ${path}\n  quotation: ${quotation.id}\n  words: We wait\n  speaker: Ines Roa\n`
    } else writeFileSync(join(place, 'id'), quotation.id)
  }
  await archive.close()
  return yaml
}

type FaultKind = 'KILL' | 'ENOSPC' | 'EIO' | 'EMFILE' | 'BUSY'

interface Fault {
  readonly at: number
  readonly kind: FaultKind
  readonly isLasting: boolean
}

const INJECT = join(import.meta.dirname, 'inject.js')

/** Run a command with a fault; counts the calls that can fail. */
async function runWithFault(place: string, { command }: Scenario, fault: Fault) {
  const count = join(place, 'count')
  const roots = [folderIn(place), join(place, 'index')]
  const env = { ...process.env, FAULT: JSON.stringify({ ...fault, roots, count }) }
  const args = ['--import', INJECT, MAIN, ...command(place)]
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let out = ''
  let err = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
  await once(child, 'close')
  const calls = existsSync(count) ? Number(readFileSync(count, 'utf8')) : 0
  return { end: child.exitCode ?? child.signalCode, out: out.replaceAll(place, ''), err, calls }
}

/** What is wrong after a restart; null when the export is that of a fresh index. */
async function afterRestart(place: string, corrections: readonly string[]): Promise<string | null> {
  const now = correctionsIn(place)
  if (!corrections.includes(now)) return `other corrections: ${JSON.stringify(now)}`
  try {
    const got = await exportAt(folderIn(place), indexIn(place))
    return firstDifference(got, await exportAt(folderIn(place), ':memory:'))
  } catch (error) {
    return `restart fails: ${String(error)}`
  }
}

function correctionsIn(place: string): string {
  const path = join(folderIn(place), 'corrections.yaml')
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}

/**
 * Run a scenario once without a fault, then with each fault, each in a copy of the folder and index.
 *
 * @param judge - what is wrong after the run; null when nothing is
 */
async function runAtEachCall(
  folder: string,
  scenario: Scenario,
  kinds: readonly Omit<Fault, 'at'>[],
  most: number,
  judge: (run: Awaited<ReturnType<typeof runWithFault>>, right: string) => string | null,
): Promise<{ points: number; failures: string[] }> {
  const template = join(folder, scenario.name.replaceAll(' ', '-'))
  mkdirSync(join(template, 'index'), { recursive: true })
  await scenario.prepare(template)
  const whole = join(folder, 'whole')
  copyPlace(template, whole)
  const before = correctionsIn(template)
  const failures: string[] = []
  let points = 0
  for (const kind of kinds) {
    copyPlace(template, whole)
    const right = await runWithFault(whole, scenario, { ...kind, at: 0 })
    const corrections = [before, correctionsIn(whole)]
    const step = Math.max(1, right.calls / most)
    const places = Array.from(
      { length: Math.min(right.calls, most) },
      (_, at) => Math.floor(at * step) + 1,
    )
    points += places.length
    const next = places.values()
    const worker = async (name: string) => {
      for (const at of next) {
        const place = join(folder, name)
        copyPlace(template, place)
        const run = await runWithFault(place, scenario, { ...kind, at })
        // How often files are read depends on their age, so that a run may have fewer calls.
        if (run.end === 0 && run.calls < at) {
          points -= 1
          continue
        }
        const wrong = judge(run, right.out) ?? (await afterRestart(place, corrections))
        const { kind: code, isLasting } = kind
        const where = `${scenario.name}, ${code}${isLasting ? ' for good' : ''} at ${at}`
        if (wrong !== null) failures.push(`${where}: ${wrong}`)
      }
    }
    const workers = Array.from({ length: availableParallelism() }, (_, n) => worker(`place${n}`))
    await Promise.all(workers)
  }
  return { points, failures }
}

function copyPlace(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true })
  cpSync(from, to, { recursive: true, preserveTimestamps: true })
}

const CRASHES = { short: 12, long: Infinity }
const FAULTS = { short: 2, long: Infinity }

export const faultAttacks: readonly Attack[] = [
  ...SCENARIOS.map((scenario): Attack => ({
    name: `the process ends at write n of ${scenario.name}`,
    wanted: 'after each, the export of a fresh index',
    async run(folder, isLong) {
      const most = isLong ? CRASHES.long : CRASHES.short
      const kinds = [{ kind: 'KILL', isLasting: false }] as const
      const judge = (run: { end: unknown; err: string }) =>
        run.end === 'SIGKILL' ? null : `ended with ${String(run.end)}: ${run.err.trim()}`
      const { points, failures } = await runAtEachCall(folder, scenario, kinds, most, judge)
      console.log(`      crash points: ${points - failures.length} of ${points}`)
      return failures.length === 0
        ? 'after each, the export of a fresh index'
        : failures.join('\n      ')
    },
  })),
  ...SCENARIOS.map((scenario): Attack => ({
    name: `call n fails in ${scenario.name}`,
    wanted: 'a coded error or the right answer, and then the export of a fresh index',
    async run(folder, isLong) {
      const most = isLong ? FAULTS.long : FAULTS.short
      const kinds = (['ENOSPC', 'EIO', 'EMFILE', 'BUSY'] as const).flatMap((kind) =>
        [false, true].map((isLasting) => ({ kind, isLasting })),
      )
      const { points, failures } = await runAtEachCall(folder, scenario, kinds, most, judgeFault)
      console.log(`      fault points: ${points - failures.length} of ${points}`)
      return failures.length === 0
        ? 'a coded error or the right answer, and then the export of a fresh index'
        : failures.join('\n      ')
    },
  })),
]

/** Exit codes of the program for what its caller can mend. */
const CODED = [1, 3]

function judgeFault(
  { end, out, err }: { end: unknown; out: string; err: string },
  right: string,
): string | null {
  if (end === 0) {
    // An article that cannot be read is named as a problem.
    return out === right || out.includes('"UNREADABLE_FILE"') ? null : `wrong: ${out.slice(0, 300)}`
  }
  if (CODED.includes(Number(end)) && (err.trim() !== '' || out.includes('"errors"'))) return null
  return `ended with ${String(end)}: ${err.trim().slice(0, 300)}`
}
