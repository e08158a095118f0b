import type { Bench, Row } from '../bench.ts'
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
// Many short rounds: a busy moment of the machine then spoils some of them, for all servers.
const ROUNDS = 8

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
    bare.tell({ kind: 'BYTES', bytes: await ask(ours.port, unlike(question)()) })
    if (at === 0) rows.push(await cachedRow(bench, ours, bare, question))
    const costs = await costsOf(bench, subjects, question)
    rows.push(...rowsOf(question, costs, MARKS[at]))
  }
  return rows
}

/**
 * CPU time of a request: the least of several rounds, since other load on the machine only adds to it
 * (caches of the processor, hyperthreads). The first round compiles, and is not counted.
 */
async function costsOf(
  { seconds }: Bench,
  subjects: ReadonlyMap<Kind, Subject>,
  question: Question,
): Promise<ReadonlyMap<Kind, number>> {
  const least = new Map<Kind, number>()
  for (const subject of subjects.values()) await load(subject, unlike(question), seconds / 3)
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [kind, subject] of subjects) {
      const { cpu } = await load(subject, unlike(question), seconds / ROUNDS)
      least.set(kind, Math.min(cpu, least.get(kind) ?? Infinity))
    }
  }
  return least
}

async function cachedRow(
  { seconds }: Bench,
  ours: Subject,
  bare: Subject,
  question: Question,
): Promise<Row> {
  let [limit, cached] = [Infinity, Infinity]
  for (let round = 0; round < ROUNDS; round += 1) {
    limit = Math.min(limit, (await load(bare, repeating(question), seconds / ROUNDS)).cpu)
    cached = Math.min(cached, (await load(ours, repeating(question), seconds / ROUNDS)).cpu)
  }
  const title = 'bare HTTP ÷ an answer asked before, CPU'
  return { title, figure: limit / cached, better: 'HIGHER', floor: 0.5, aim: 0.9 }
}

function rowsOf(
  { title }: Question,
  costs: ReadonlyMap<Kind, number>,
  marks: (typeof MARKS)[number] | undefined,
): Row[] {
  const ours = costs.get('pressgraph') ?? Number.NaN
  const relativeTo = (kind: Kind) => (costs.has(kind) ? (costs.get(kind) ?? 0) / ours : null)
  const microseconds = (kind: Kind) => `${costs.get(kind)?.toFixed(0)} µs`
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
      note: `of it the adapter alone: ${microseconds('adapter')} of bare ${microseconds('bare')}`,
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
      note: 'the same code: a figure far from 1 is noise of the machine',
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
