import type { StoredProblem } from '../../model/archive.ts'
import type { FileReadings, PreparedFile } from '../store.ts'
import { packFile, packProblem } from './records.ts'
import { INDEX_VERSION } from './schema.ts'
import { type ArticleRows, articleRows, digestOf, problemsOf, severityRank } from './rows.ts'

/** A file's readings as rows of the tables. */
export interface PreparedRows extends PreparedFile {
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

const LAYOUT = `sqlite ${INDEX_VERSION}`

/** Does the work on a file's readings that needs no database, so that threads can share it. */
export function prepare(readings: FileReadings): PreparedRows {
  const { path, file } = readings
  const problems = problemsOf(readings)
  const articles = articlesOf(readings, problems)
  return {
    path,
    preparedFor: LAYOUT,
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

/** @throws {TypeError} for what another store, or another version of this one, prepared */
export function preparedRows(file: PreparedFile): PreparedRows {
  if (isOurs(file)) return file
  throw new TypeError(`"${file.path}" was prepared for "${file.preparedFor}", not for "${LAYOUT}"`)
}

function isOurs(file: PreparedFile): file is PreparedRows {
  return file.preparedFor === LAYOUT
}

/** The rows of a file's articles. Versions of one item share its id; of other articles, the first counts. */
function articlesOf({ readings }: FileReadings, problems: readonly StoredProblem[]): ArticleRows[] {
  const troubles = new Map<string | null, StoredProblem[]>()
  for (const problem of problems) {
    const others = troubles.get(problem.article)
    if (others) others.push(problem)
    else troubles.set(problem.article, [problem])
  }
  const ids = new Set<string>()
  const rows: ArticleRows[] = []
  readings.forEach((reading, item) => {
    const row = articleRows(reading, item, troubles.get(reading.id) ?? [])
    if (row.rank !== '' || !ids.has(row.id)) rows.push(row)
    ids.add(row.id)
  })
  return rows
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
