import { nameKey } from '../../text/names.ts'
import type { Database } from './database.ts'
import { parseStored } from './records.ts'
import { aliasesIn, nameIn } from './records.ts'

// Names that are compared.
const CANDIDATES = 2000
const MOST = 3
/** Names with a smaller share of common trigrams are not similar. */
const SIMILAR = 0.3

/**
 * The names with the most trigrams in common with an unknown one, among those with a word that starts
 * with the same two letters.
 */
export function similarNames(
  database: Database,
  list: 'speakers' | 'sources',
  name: string,
): string[] {
  const table = list === 'speakers' ? 'speaker' : 'source'
  const key = nameKey(name)
  const prefixes = [...new Set(key.split(' ').map((word) => word.slice(0, 2)))].filter(Boolean)
  const sql = `SELECT DISTINCT ${nameIn('t.record')}, ${aliasesIn('t.record')}
    FROM json_each(?1) j
    CROSS JOIN ${table}_label w ON w.whole = 0
      AND w.text >= j.value AND w.text < j.value || char(1114111)
    CROSS JOIN ${table} t ON t.key = w.owner
    LIMIT ${CANDIDATES}`
  const similarity = new Map<string, number>()
  for (const [column, list] of database.all(sql, [JSON.stringify(prefixes)])) {
    const name = String(column)
    const aliases: string[] = parseStored(String(list))
    const similarityOfName = Math.max(
      ...[name, ...aliases].map((each) => similarityOf(key, nameKey(each))),
    )
    if (similarityOfName > (similarity.get(name) ?? SIMILAR)) similarity.set(name, similarityOfName)
  }
  return Array.from(similarity)
    .sort(([a, similarityA], [b, similarityB]) => similarityB - similarityA || (a < b ? -1 : 1))
    .slice(0, MOST)
    .map(([name]) => name)
}

/** The Dice coefficient of the trigrams, 0 to 1. */
function similarityOf(a: string, b: string): number {
  const trigramsOfA = trigramsOf(a)
  const trigramsOfB = trigramsOf(b)
  const common = [...trigramsOfA].filter((trigram) => trigramsOfB.has(trigram)).length
  return (2 * common) / (trigramsOfA.size + trigramsOfB.size)
}

function trigramsOf(name: string): Set<string> {
  const padded = `  ${name} `
  return new Set(Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3)))
}
