import { nameKey } from '../../text/names.ts'
import type { Dialect } from './dialect.ts'
import { parseStored } from './records.ts'
import { type Steps, all } from './statements.ts'

// Names that are compared.
const CANDIDATES = 2000
const MOST = 3
/** Names with a smaller share of common trigrams are not similar. */
const SIMILAR = 0.3

/**
 * The names with the most trigrams in common with an unknown one, among those with a word that starts
 * with the same two letters.
 */
export function* similarNames(
  dialect: Dialect,
  list: 'speakers' | 'sources',
  name: string,
): Steps<string[]> {
  const { aliasesIn, each, join, json, nameIn, value } = dialect
  const table = list === 'speakers' ? 'speaker' : 'source'
  const key = nameKey(name)
  const prefixes = [...new Set(key.split(' ').map((word) => word.slice(0, 2)))].filter(Boolean)
  const sql = `SELECT DISTINCT ${nameIn('t.record')}, ${aliasesIn('t.record')}
    FROM ${each('?1', 'j')}
    ${join} ${table}_label w ON w.whole = 0
      AND w.text >= ${value('j', 'text')} AND w.text < ${value('j', 'text')} || '\u{10FFFF}'
    ${join} ${table} t ON t.key = w.owner
    LIMIT ${CANDIDATES}`
  const similarity = new Map<string, number>()
  for (const [column, list] of yield* all(sql, [json(prefixes)])) {
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
