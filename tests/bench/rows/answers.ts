import { isDeepStrictEqual } from 'node:util'
import { type Bench, median, type Row } from '../bench.ts'
import { hasOtherServers, type Kind } from '../build.ts'
import { ask, load } from '../load.ts'
import { makeQuestions, type Question, repeating, unlike } from '../questions.ts'
import { startSubject, type Subject } from '../subject.ts'

/** Floors and aims of the three questions, in their order. */
const MARKS = [
  { bare: { floor: 0.15, aim: 0.4 }, yoga: { floor: 2.5, aim: 5 } },
  { bare: { floor: 0.06, aim: 0.15 }, yoga: { floor: 2.5, aim: 5 } },
  { bare: { floor: 0.07, aim: 0.2 }, yoga: { floor: 2, aim: 4 } },
]
// Many short loads: a busy moment of the machine then spoils few of them.
const ROUNDS = 12
const LEAST_REQUESTS = 100
const WARM_UP_REQUESTS = 1_000

/** CPU time of three questions, compared with a bare server and other servers of the same store. */
export async function measureAnswers(bench: Bench): Promise<Row[]> {
  const kinds: Kind[] = [
    'bare',
    'adapter',
    'pressgraph',
    'cold',
    'fetch',
    'options',
    'plugin',
    'hook',
    'yoga',
    ...otherServers(),
  ]
  const subjects = new Map<Kind, Subject>()
  try {
    for (const kind of kinds) {
      subjects.set(kind, await startSubject(kind, bench.articles, bench.index))
    }
    return await compare(bench, subjects)
  } finally {
    for (const subject of subjects.values()) subject.stop()
  }
}

function otherServers(): Kind[] {
  return hasOtherServers() ? ['mercurius', 'apollo'] : []
}

async function compare(bench: Bench, subjects: ReadonlyMap<Kind, Subject>): Promise<Row[]> {
  const ours = subjects.get('pressgraph')
  const bare = subjects.get('bare')
  if (!ours || !bare) return []
  const rows: Row[] = []
  const questions = await makeQuestions(ours.port)
  for (const [at, question] of questions.entries()) {
    const body = unlike(question)()
    const answer = await ask(ours.port, body)
    for (const [kind, subject] of subjects) {
      subject.tell({ kind: 'BYTES', bytes: answer })
      // Messages arrive in their order.
      await subject.cpu()
      const given = await ask(subject.port, body)
      // Yoga gives the members of an object in another order.
      if (!isDeepStrictEqual(JSON.parse(given), JSON.parse(answer))) {
        throw new Error(`${kind} gives another answer`)
      }
    }
    if (at === 0) rows.push(await cachedRow(bench, ours, bare, question))
    rows.push(...rowsOf(question, await compareCosts(bench, subjects, question), MARKS[at]))
  }
  return rows
}

/** CPU time of a request, and its ratio to that of ours. */
interface Comparison {
  readonly cpu: number
  readonly ratio: number
}

/**
 * Load each server and ours in turn, and compare the two costs of each pair: other work on the
 * machine slows both. The median of many pairs is the same within a few percent between runs.
 */
async function compareCosts(
  { seconds }: Bench,
  subjects: ReadonlyMap<Kind, Subject>,
  question: Question,
): Promise<ReadonlyMap<Kind, Comparison>> {
  const ours = subjects.get('pressgraph')
  const found = new Map<Kind, Comparison>()
  if (!ours) return found
  const kinds = [...subjects].filter(([, subject]) => subject !== ours)
  // V8 compiles meanwhile.
  for (const subject of subjects.values()) {
    await load(subject, unlike(question), seconds / 3, WARM_UP_REQUESTS)
  }
  const pairs = new Map<Kind, (readonly [number, number])[]>(kinds.map(([kind]) => [kind, []]))
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [kind, subject] of kinds) {
      pairs.get(kind)?.push(await loadBoth(subject, ours, question, seconds / 3 / ROUNDS, round))
    }
  }
  for (const [kind, costs] of pairs) found.set(kind, compared(costs))
  const all = [...pairs.values()].flat()
  found.set('pressgraph', { cpu: median(all.map(([, own]) => own)), ratio: 1 })
  return found
}

/** CPU time of a request by each of two servers, which take turns in being the first. */
async function loadBoth(
  one: Subject,
  other: Subject,
  question: Question,
  seconds: number,
  round: number,
): Promise<readonly [number, number]> {
  const cost = async (subject: Subject) =>
    (await load(subject, unlike(question), seconds, LEAST_REQUESTS)).cpu
  if (round % 2 === 0) return [await cost(one), await cost(other)]
  const last = await cost(other)
  return [await cost(one), last]
}

function compared(pairs: readonly (readonly [number, number])[]): Comparison {
  return {
    cpu: median(pairs.map(([cpu]) => cpu)),
    ratio: median(pairs.map(([cpu, own]) => cpu / own)),
  }
}

async function cachedRow(
  { seconds }: Bench,
  ours: Subject,
  bare: Subject,
  question: Question,
): Promise<Row> {
  const ratios: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const limit = (await load(bare, repeating(question), seconds / ROUNDS)).cpu
    const cached = (await load(ours, repeating(question), seconds / ROUNDS)).cpu
    ratios.push(limit / cached)
  }
  const title = 'bare HTTP ÷ an answer asked before, CPU'
  return { title, figure: median(ratios), better: 'HIGHER', floor: 0.5, aim: 0.9 }
}

function rowsOf(
  { title }: Question,
  costs: ReadonlyMap<Kind, Comparison>,
  marks: (typeof MARKS)[number] | undefined,
): Row[] {
  const relativeTo = (kind: Kind) => costs.get(kind)?.ratio ?? null
  const ratioOf = (kind: Kind) => costs.get(kind)?.ratio ?? Number.NaN
  const microseconds = (kind: Kind) => `${costs.get(kind)?.cpu.toFixed(0)} µs`
  const withoutAdapter = ratioOf('fetch') - ratioOf('adapter') + ratioOf('bare')
  const missing = hasOtherServers() ? '' : 'cd tests/bench && npm install'
  return [
    {
      title: `bare HTTP ÷ ${title}, CPU`,
      figure: relativeTo('bare'),
      better: 'HIGHER',
      ...marks?.bare,
      note: `${microseconds('pressgraph')} of ${microseconds('bare')}`,
    },
    {
      title: '  nothing in the read cache ÷ all of it',
      figure: relativeTo('cold'),
      better: 'LOWER',
      note: microseconds('cold'),
    },
    {
      title: '  fetch behind an adapter ÷ handle',
      figure: relativeTo('fetch'),
      better: 'LOWER',
      floor: 1.25,
      aim: 1.15,
      note: `${withoutAdapter.toFixed(2)} without what the adapter adds to bare HTTP`,
    },
    {
      title: '  with context, authorize and onAnswer ÷ without',
      figure: relativeTo('options'),
      better: 'LOWER',
      floor: 1.15,
    },
    {
      title: '  with a plugin that does nothing ÷ without',
      figure: relativeTo('plugin'),
      better: 'LOWER',
      floor: 1.3,
      aim: 1.1,
      note: 'the same code: how far it is from 1, so far may the rows beside it be off',
    },
    {
      title: '  with a plugin whose hook does nothing ÷ without',
      figure: relativeTo('hook'),
      better: 'LOWER',
    },
    { title: '  plain Yoga ÷ ours', figure: relativeTo('yoga'), better: 'HIGHER', ...marks?.yoga },
    {
      title: '  Mercurius with JIT ÷ ours',
      figure: relativeTo('mercurius'),
      better: 'HIGHER',
      floor: 1,
      aim: 1.3,
      note: missing,
    },
    {
      title: '  Apollo Server ÷ ours',
      figure: relativeTo('apollo'),
      better: 'HIGHER',
      note: missing,
    },
  ]
}
