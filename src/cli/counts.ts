import type { Archive } from '../archive/archive.ts'
import type { Severity } from '../model/problem.ts'
import { escapeControls } from './escape.ts'

/** How much an archive holds, and how much is wrong with it. */
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

/** Where to read what is wrong; null when nothing is. */
export function formatProblems({ errors, warnings }: ArchiveCounts, folder: string): string | null {
  if (errors + warnings === 0) return null
  const found = `${count(errors, 'error')}, ${count(warnings, 'warning')}`
  return `${found}: see "pressgraph check ${escapeControls(folder)}".`
}

/** What a reading of the folder has changed. */
export function formatChange({
  added,
  changed,
  removed,
}: Readonly<Record<'added' | 'changed' | 'removed', number>>): string {
  if (added + changed + removed === 0) return 'Nothing has changed.'
  return `${count(added, 'article')} added, ${changed} changed, ${removed} removed.`
}
