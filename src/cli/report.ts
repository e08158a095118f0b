import type { Archive } from '../archive/archive.ts'
import type { Problem, Severity } from '../model/problem.ts'
import { type Line, type Style, wrapPieces } from './layout.ts'
import { escapeControls } from './terminal.ts'

/** Counts of an archive's contents and problems. */
export interface ArchiveCounts {
  readonly articles: number
  readonly quotations: number
  readonly speakers: number
  readonly sources: number
  readonly errors: number
  readonly warnings: number
  readonly infos: number
}

export async function countArchive({ store }: Archive): Promise<ArchiveCounts> {
  const record = await store.archive()
  const problems = async (severity: Severity) => {
    const filter = { severities: [severity] }
    const set = { list: 'problems', filter, owner: null, roles: [] } as const
    const [number = 0] = await store.counts(set, [''])
    return number
  }
  return {
    articles: record.articleCount,
    quotations: record.quotationCount,
    speakers: record.speakerCount,
    sources: record.sourceCount,
    errors: await problems('ERROR'),
    warnings: await problems('WARNING'),
    infos: await problems('INFO'),
  }
}

/** A number with its noun: "1 file", "2,000 files". */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`
}

/** "62 articles, 610 quotations, 41 speakers, 12 sources" */
export function formatCounts(counts: ArchiveCounts): string {
  return [
    count(counts.articles, 'article'),
    count(counts.quotations, 'quotation'),
    count(counts.speakers, 'speaker'),
    count(counts.sources, 'source'),
  ].join(', ')
}

/** A line that names the command for the problems; null without errors and warnings. */
export function formatProblems({ errors, warnings }: ArchiveCounts, folder: string): string | null {
  if (errors + warnings === 0) return null
  const found = `${count(errors, 'error')}, ${count(warnings, 'warning')}`
  return `${found}: see "pressgraph check ${escapeControls(folder)}".`
}

/** Why an archive has no articles, and what would help; null when it has some. */
export async function formatEmpty({ store }: Archive, folder: string): Promise<string | null> {
  const { articleCount } = await store.archive()
  if (articleCount > 0) return null
  const { formats } = await store.contents()
  const files = formats.reduce((sum, format) => sum + format.files, 0)
  const nothing = `No article was found in ${escapeControls(folder)}.`
  if (files === 0) return `${nothing} It has no files: is it the right folder?`
  const hints = await hintsByEnding(store)
  const none =
    files === 1 ? 'Its only file cannot be read.' : `None of its ${files} files can be read.`
  return [nothing, none, ...hints, 'README.md lists the formats.'].join(' ')
}

/** Endings whose hints are shown, and problems that are looked at for them. */
const MOST_HINTS = 3
const MOST_LOOKED_AT = 100

async function hintsByEnding(store: Archive['store']): Promise<string[]> {
  const set = { list: 'problems', filter: {}, owner: null, roles: [] } as const
  const order = [{ field: 'PATH', descending: false } as const]
  const window = { order, limit: MOST_LOOKED_AT, after: null, before: null, backwards: false }
  const [page] = await store.pages(set, window, [''])
  const problems = await store.problems(page?.items.map(({ id }) => id) ?? [])
  const endings = new Map<string, Set<string>>()
  for (const problem of problems) {
    const ending = /\.\w{1,8}$/.exec(problem?.path ?? '')?.[0].toLowerCase()
    if (!problem?.hint || ending === undefined) continue
    endings.set(problem.hint, (endings.get(problem.hint) ?? new Set()).add(ending))
  }
  return Array.from(endings, ([hint, names]) => `${[...names].join(', ')}: ${hint}`)
    .filter((line) => line.length < MOST_HINT_LENGTH)
    .slice(0, MOST_HINTS)
}

/** A longer hint lists everything that is read. */
const MOST_HINT_LENGTH = 160

/**
 * A table of files and articles by format, and the commonest problems by code. Empty for an archive
 * of one format without problems.
 */
export async function formatTable({ store }: Archive): Promise<string[]> {
  const { formats, problems: codes } = await store.contents()
  const isMixed = formats.length > 1 || formats.some(({ format }) => format === null)
  const unreadLast = formats.toSorted(
    (a, b) => Number(a.format === null) - Number(b.format === null),
  )
  const rows = unreadLast.map(({ format, files, articles }) => [
    format ?? 'not read',
    files.toLocaleString('en'),
    format === null ? '' : articles.toLocaleString('en'),
  ])
  const table = isMixed ? alignTable([['format', 'files', 'articles'], ...rows]) : []
  const problems = codes
    .slice(0, MOST_CODES)
    .map(({ code, count }) => `${count.toLocaleString('en')} ${code}`)
  return [...table, ...(problems.length > 0 ? [`Problems: ${problems.join(', ')}.`] : [])]
}

const MOST_CODES = 8
/** Numbers to the right. */
function alignTable(rows: readonly (readonly string[])[]): string[] {
  const widths = [0, 1, 2].map((at) => Math.max(...rows.map((row) => (row[at] ?? '').length)))
  return rows.map(([name = '', ...numbers]) =>
    [name.padEnd(widths[0] ?? 0), ...numbers.map((cell, at) => cell.padStart(widths[at + 1] ?? 0))]
      .join('  ')
      .trimEnd(),
  )
}

/** The counts of added, changed and removed articles. */
export function formatChange({
  added,
  changed,
  removed,
}: Readonly<Record<'added' | 'changed' | 'removed', number>>): string {
  if (added + changed + removed === 0) return 'Nothing has changed.'
  return `${count(added, 'article')} added, ${changed} changed, ${removed} removed.`
}

const STYLES: Readonly<Record<Problem['severity'], Style>> = {
  ERROR: 'error',
  WARNING: 'warning',
  INFO: 'info',
}

/**
 * Problems for people: the place in a form that editors can open, then the message, then the hint.
 * A blank line separates files.
 *
 * @param problems - grouped by file
 */
export function listProblems(problems: readonly Problem[], columns: number): Line[] {
  return problems.flatMap((problem, index) => {
    const previous = problems[index - 1]
    const gap: Line[] = previous && previous.path !== problem.path ? [[]] : []
    return [...gap, ...describeProblem(problem, columns)]
  })
}

export function describeProblem(problem: Problem, columns: number): Line[] {
  const { severity, code, message, hint } = problem
  return [
    ...wrapPieces(
      [
        { text: `${placeOf(problem)}: ` },
        { text: severity.toLowerCase(), style: STYLES[severity] },
        { text: ` ${code}`, style: 'faint' },
      ],
      columns,
    ),
    ...wrapPieces([{ text: message }], columns, 2),
    ...(hint === null ? [] : wrapPieces([{ text: `→ ${hint}`, style: 'faint' }], columns, 2)),
  ]
}

function placeOf({ path, line, column }: Problem): string {
  return line === null ? path : `${path}:${line}:${column}`
}
