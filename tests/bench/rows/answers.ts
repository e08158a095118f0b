import { isDeepStrictEqual } from 'node:util'
import { type Bench, median, type Row } from '../bench.ts'
import { hasOtherServers, type Kind } from '../build.ts'
import { ask, load } from '../load.ts'
import { makeQuestions, type Question, repeating, unlike } from '../questions.ts'
import { startSubject, type Subject } from '../subject.ts'

/** How a row compares another server with ours. */
interface Comparison extends Pick<Row, 'title' | 'better' | 'floor' | 'aim' | 'note'> {
  readonly kind: Kind
  /** Marks that differ between the three questions. */
  readonly marks?: readonly Pick<Row, 'floor' | 'aim'>[]
}

/** The rows of each question, by the name that `--against` takes. */
const COMPARISONS: Readonly<Record<string, Comparison>> = {
  same: {
    kind: 'pressgraph',
    title: 'the same code ÷ itself',
    better: 'LOWER',
    note: 'so far from 1 may every row of this question be off',
  },
  bare: {
    kind: 'bare',
    title: 'bare HTTP ÷ ours',
    better: 'HIGHER',
    marks: [
      { floor: 0.15, aim: 0.4 },
      { floor: 0.06, aim: 0.15 },
      { floor: 0.07, aim: 0.2 },
    ],
  },
  cold: { kind: 'cold', title: 'nothing in the read cache ÷ all of it', better: 'LOWER' },
  fetch: {
    kind: 'fetch',
    title: 'fetch behind an adapter ÷ handle',
    better: 'LOWER',
    floor: 1.25,
    aim: 1.15,
  },
  adapter: { kind: 'adapter', title: 'bare HTTP behind an adapter ÷ ours', better: 'LOWER' },
  options: {
    kind: 'options',
    title: 'with context, authorize and onAnswer ÷ without',
    better: 'LOWER',
    floor: 1.15,
  },
  filter: {
    kind: 'filter',
    title: 'with a filter from authorize ÷ without',
    better: 'LOWER',
    floor: 3,
  },
  plugin: {
    kind: 'plugin',
    title: 'with a plugin that does nothing ÷ without',
    better: 'LOWER',
    floor: 1.3,
    aim: 1.1,
  },
  hook: { kind: 'hook', title: 'with a plugin whose hook does nothing ÷ without', better: 'LOWER' },
  yoga: {
    kind: 'yoga',
    title: 'plain Yoga ÷ ours',
    better: 'HIGHER',
    marks: [
      { floor: 2.5, aim: 5 },
      { floor: 2.5, aim: 5 },
      { floor: 2, aim: 4 },
    ],
  },
  mercurius: {
    kind: 'mercurius',
    title: 'Mercurius with JIT ÷ ours',
    better: 'HIGHER',
    floor: 1,
    aim: 1.3,
  },
  apollo: { kind: 'apollo', title: 'Apollo Server ÷ ours', better: 'HIGHER' },
}

const NOT_INSTALLED = 'npm install --prefix tests/bench'
const needsInstall = (kind: Kind) => kind === 'mercurius' || kind === 'apollo'

/** How long two servers are compared. */
interface Extent {
  /** V8 has compiled what a question runs by then. Both servers warm up in turns. */
  readonly warmUp: { readonly turns: number; readonly requests: number }
  /** Of four loads: other, ours, ours, other. A busy moment of the machine spoils few of them. */
  readonly rounds: number
}

const EXTENT: Extent = { warmUp: { turns: 4, requests: 1_500 }, rounds: 9 }
/** Requests of one load, for each question. */
export const REQUESTS = [200, 60, 100]

/**
 * CPU time of three questions, compared with a bare server and other servers of the same store.
 *
 * Each comparison starts two processes, and both get the same requests from their start on: V8
 * compiles for as long as a process is busy, so that the one with more requests is the faster one.
 */
export async function measureAnswers(bench: Bench): Promise<Row[]> {
  const questions = await questionsOf(bench)
  const sections: Row[][] = questions.map(() => [])
  for (const [name, comparison] of Object.entries(COMPARISONS)) {
    if (bench.against && !bench.against.has(name)) continue
    process.stderr.write(`  ${name} …\n`)
    const costs = await compareCosts(bench, comparison.kind, questions)
    questions.forEach(({ title }, at) =>
      sections[at]?.push(rowOf(title, comparison, costs?.[at] ?? null, at)),
    )
  }
  const cached = bench.against ? [] : [await cachedRow(bench, questions)]
  return [...cached, ...sections.flat()]
}

async function questionsOf(bench: Bench): Promise<readonly Question[]> {
  const subject = await startSubject('pressgraph', bench.articles, bench.index)
  try {
    return await makeQuestions(subject.port)
  } finally {
    subject.stop()
  }
}

/** A server and ours, in processes of their own. */
export interface Pair {
  readonly other: Subject
  readonly ours: Subject
}

async function withPair<Result>(
  { articles, index }: Bench,
  kind: Kind,
  measure: (pair: Pair) => Promise<Result>,
): Promise<Result> {
  const other = await startSubject(kind, articles, index)
  const ours = await startSubject('pressgraph', articles, index)
  try {
    return await measure({ other, ours })
  } finally {
    other.stop()
    ours.stop()
  }
}

/** CPU time of a request in µs, and the ratio of the two. */
export interface Costs {
  readonly other: number
  readonly ours: number
  readonly ratio: number
}

/** @returns the costs of each question; null for a server that is not installed */
async function compareCosts(
  bench: Bench,
  kind: Kind,
  questions: readonly Question[],
): Promise<readonly Costs[] | null> {
  if (needsInstall(kind) && !hasOtherServers()) return null
  return withPair(bench, kind, async (pair) => {
    const costs: Costs[] = []
    for (const [at, question] of questions.entries()) {
      await checkAnswers(pair, kind, question)
      costs.push(await compareLoads(pair, (from) => unlike(question, from), REQUESTS[at] ?? 0))
    }
    return costs
  })
}

/** Give the answer to servers that only send bytes, and compare it with that of the others. */
async function checkAnswers({ other, ours }: Pair, kind: Kind, question: Question): Promise<void> {
  const body = unlike(question, 0)()
  const answer = await ask(ours.port, body)
  other.tell({ kind: 'BYTES', bytes: answer })
  // Messages arrive in their order.
  await other.cpu()
  // Yoga gives the members of an object in another order.
  if (!isDeepStrictEqual(JSON.parse(await ask(other.port, body)), JSON.parse(answer))) {
    throw new Error(`${kind} gives another answer`)
  }
}

/** @param bodiesFrom - makes the requests of a load, the same for both servers */
export async function compareLoads(
  { other, ours }: Pair,
  bodiesFrom: (from: number) => () => string,
  requests: number,
  { warmUp, rounds: count }: Extent = EXTENT,
): Promise<Costs> {
  for (let turn = 0; turn < warmUp.turns; turn += 1) {
    for (const subject of [other, ours]) {
      await load(subject, bodiesFrom(turn * warmUp.requests), 0, warmUp.requests)
    }
  }
  const rounds: Costs[] = []
  for (let round = 0; round < count; round += 1) {
    const cost = async (subject: Subject, at: number) =>
      (await load(subject, bodiesFrom((2 * round + at) * requests), 0, requests)).cpu
    const first = await cost(other, 0)
    const both = (await cost(ours, 0)) + (await cost(ours, 1))
    const others = first + (await cost(other, 1))
    rounds.push({ other: others / 2, ours: both / 2, ratio: others / both })
  }
  return {
    other: median(rounds.map((round) => round.other)),
    ours: median(rounds.map((round) => round.ours)),
    ratio: median(rounds.map((round) => round.ratio)),
  }
}

async function cachedRow(bench: Bench, [question]: readonly Question[]): Promise<Row> {
  const title = 'bare HTTP ÷ an answer asked before, CPU'
  const marks = { better: 'HIGHER', floor: 0.5, aim: 0.9 } as const
  if (!question) return { title, figure: null, ...marks }
  return withPair(bench, 'bare', async (pair) => {
    await checkAnswers(pair, 'bare', question)
    const { ratio } = await compareLoads(pair, () => repeating(question), REQUESTS[0] ?? 0)
    return { title, figure: ratio, ...marks }
  })
}

function rowOf(question: string, comparison: Comparison, costs: Costs | null, at: number): Row {
  const { title, better, floor, aim, marks, note } = comparison
  const microseconds = costs && `${costs.other.toFixed(0)} and ${costs.ours.toFixed(0)} µs`
  return {
    title: `${question}: ${title}`,
    figure: costs?.ratio ?? null,
    better,
    ...(floor !== undefined && { floor }),
    ...(aim !== undefined && { aim }),
    ...marks?.[at],
    note: [microseconds ?? NOT_INSTALLED, note].filter(Boolean).join('; '),
  }
}
