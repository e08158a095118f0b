import type { StoredProblem } from '../../model/archive.ts'
import type { FileReadings } from '../store.ts'
import { packFile, packProblem } from './records.ts'
import { type ArticleRows, articleRows, digestOf, problemsOf, severityRank } from './rows.ts'

/** Readings made ready for the tables: plain data that one thread can hand to another. */
export interface PreparedFile {
  readonly path: string
  /** Empty when the file gave no article. */
  readonly hash: string
  /** Of all that answers can show. */
  readonly digest: string
  readonly record: string | null
  readonly articles: readonly ArticleRows[]
  readonly problems: readonly PreparedProblem[]
}

export interface PreparedProblem {
  readonly id: string
  /** Id of the article. */
  readonly article: string | null
  readonly code: string
  readonly severity: number
  /** What it says, as JSON; the same for many, and so kept once. */
  readonly form: string
  readonly place: string | null
}

/** All the work on a file's readings that needs no tables, for whoever has the time. */
export function prepareFile(readings: FileReadings): PreparedFile {
  const { path, file } = readings
  const problems = problemsOf(readings)
  const articles = articlesOf(readings, problems)
  return {
    path,
    hash: file?.hash ?? '',
    digest: fileDigest(readings, articles, problems),
    record: file && packFile(file),
    articles,
    problems: problems.map((problem) => ({
      id: problem.id,
      article: problem.article,
      code: problem.code,
      severity: severityRank(problem.severity),
      ...packProblem(problem),
    })),
  }
}

/** The rows of a file's articles; of two with one id, which no format should give, the first. */
function articlesOf({ readings }: FileReadings, problems: readonly StoredProblem[]): ArticleRows[] {
  const troubles = new Map<string | null, StoredProblem[]>()
  for (const problem of problems) {
    const others = troubles.get(problem.article)
    if (others) others.push(problem)
    else troubles.set(problem.article, [problem])
  }
  const rows = new Map<string, ArticleRows>()
  readings.forEach((reading, item) => {
    if (rows.has(reading.id)) return
    rows.set(reading.id, articleRows(reading, item, troubles.get(reading.id) ?? []))
  })
  return [...rows.values()]
}

/** Everything that answers can show of a file, its time of modification left out. */
function fileDigest(
  { file }: FileReadings,
  rows: readonly ArticleRows[],
  problems: readonly StoredProblem[],
): string {
  return digestOf(
    JSON.stringify({ ...file, modified: null }),
    JSON.stringify(rows.map(({ id, digest }) => [id, digest])),
    JSON.stringify(problems),
  )
}
