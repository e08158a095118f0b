import { join } from 'node:path'
import { type Bench, median, type Row } from '../bench.ts'
import { ask, load } from '../load.ts'
import { makeArchive } from '../make-archive.ts'
import { type Question, unlike } from '../questions.ts'
import { indexApart, startSubject, type Subject } from '../subject.ts'

export const NEWEST: Question = questionOf('')
export const RANKED: Question = questionOf(', orderBy: [RELEVANCE]')

const ROUNDS = 3
const SHARE = 10
/** In fewer articles, what a process takes for itself hides what the articles take. */
const WORTH_WEIGHING = 100_000

/**
 * Full text and memory, beside an archive of a tenth of the size: newest first must cost the same
 * however many articles have the word.
 */
export async function measureSearch(bench: Bench): Promise<Row[]> {
  const { articles, index, count } = bench
  const tenth = await indexTenth(bench)
  const subjects = [
    await startSubject('pressgraph', articles, index),
    await startSubject('pressgraph', tenth.articles, tenth.index),
  ] as const
  try {
    const [memory, memoryOfTenth] = await Promise.all(subjects.map(memoryAtFirst))
    const [newest, newestOfTenth] = await costsOf(bench, subjects, NEWEST)
    const [ranked] = await costsOf(bench, subjects, RANKED)
    return [
      {
        title: 'a common word, newest first ÷ in a tenth of the articles, CPU',
        figure: newest / newestOfTenth,
        better: 'LOWER',
        floor: 2,
        aim: 1.1,
        note: `${newest.toFixed(0)} µs of ${newestOfTenth.toFixed(0)}`,
      },
      {
        title: 'a common word, ranked, CPU, ms',
        figure: ranked / 1000,
        better: 'LOWER',
        floor: 60,
        aim: 10,
      },
      {
        title: 'anonymous memory while serving, MB per 100,000 articles',
        figure:
          count < WORTH_WEIGHING || memory == null || memoryOfTenth == null
            ? null
            : ((memory - memoryOfTenth) / (count * (1 - 1 / SHARE))) * 0.1,
        better: 'LOWER',
        floor: 40,
        aim: 5,
        note: count < WORTH_WEIGHING ? `from ${WORTH_WEIGHING} articles on` : '',
      },
    ]
  } finally {
    for (const subject of subjects) subject.stop()
  }
}

async function indexTenth({ scratch, count, seed }: Bench) {
  const articles = join(scratch, 'tenth')
  const index = join(scratch, 'tenth.sqlite')
  makeArchive(articles, Math.ceil(count / SHARE), seed)
  await indexApart(articles, index)
  return { articles, index }
}

/** Memory after a first answer: later, garbage weighs more than what is kept of the articles. */
async function memoryAtFirst(subject: Subject): Promise<number | null> {
  for (const question of [NEWEST, RANKED]) await ask(subject.port, unlike(question)())
  return subject.memory()
}

/** CPU time a request in µs, in the order of the subjects. */
async function costsOf(
  { seconds }: Bench,
  subjects: readonly [Subject, Subject],
  question: Question,
): Promise<readonly [number, number]> {
  const costs: [number[], number[]] = [[], []]
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [at, list] of costs.entries()) {
      const subject = subjects[at]
      if (subject) list.push((await load(subject, unlike(question), seconds / ROUNDS)).cpu)
    }
  }
  return [median(costs[0]), median(costs[1])]
}

/** Words that almost every article has, written in many ways, so that no answer was made before. */
function questionOf(order: string): Question {
  const words = ['bridge', 'budget', 'orchard', 'school', 'tunnel', 'river', 'strike']
  return {
    title: 'words',
    query: `query ($words: String) { articles(filter: { words: $words }, first: 20${order}) {
      nodes { headline published { local } } } }`,
    variables: words.flatMap((word) => spellings(`near ${word}`)).map((each) => ({ words: each })),
  }
}

/** All that differ in capitals only: "river", "River", "rIver", … */
function spellings(word: string): string[] {
  return Array.from({ length: 2 ** word.length }, (_, capitals) =>
    Array.from(word, (letter, at) => ((capitals >> at) & 1 ? letter.toUpperCase() : letter)).join(
      '',
    ),
  )
}
