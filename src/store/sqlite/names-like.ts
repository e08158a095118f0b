import { nameKey } from '../../text/names.ts'
import type { Database } from './database.ts'
import { aliasesIn, nameIn } from './records.ts'

// As many names as share a beginning with the one that is missing; more are not looked at.
const CANDIDATES = 2000
const MOST = 3
/** Below this share of common letter groups two names are not alike. */
const ALIKE = 0.3

/**
 * The names nearest to one that is not there, by the groups of three letters that both have, among
 * those of which a word begins with the same two letters as one of its words.
 */
export function namesLike(
  database: Database,
  list: 'speakers' | 'sources',
  name: string,
): string[] {
  const table = list === 'speakers' ? 'speaker' : 'source'
  const key = nameKey(name)
  const beginnings = [...new Set(key.split(' ').map((word) => word.slice(0, 2)))].filter(Boolean)
  const sql = `SELECT DISTINCT ${nameIn('t.record')}, ${aliasesIn('t.record')}
    FROM json_each(?1) j
    CROSS JOIN ${table}_label w ON w.whole = 0
      AND w.text >= j.value AND w.text < j.value || char(1114111)
    CROSS JOIN ${table} t ON t.key = w.owner
    LIMIT ${CANDIDATES}`
  const likeness = new Map<string, number>()
  for (const [column, list] of database.all(sql, [JSON.stringify(beginnings)])) {
    const name = String(column)
    const aliases: string[] = JSON.parse(String(list))
    const alike = Math.max(...[name, ...aliases].map((each) => likenessOf(key, nameKey(each))))
    if (alike > (likeness.get(name) ?? ALIKE)) likeness.set(name, alike)
  }
  return Array.from(likeness)
    .sort(([a, alikeA], [b, alikeB]) => alikeB - alikeA || (a < b ? -1 : 1))
    .slice(0, MOST)
    .map(([name]) => name)
}

/** 0 to 1: the share of letter groups in common (Dice). */
function likenessOf(a: string, b: string): number {
  const groupsOfA = groupsOf(a)
  const groupsOfB = groupsOf(b)
  const common = [...groupsOfA].filter((group) => groupsOfB.has(group)).length
  return (2 * common) / (groupsOfA.size + groupsOfB.size)
}

function groupsOf(name: string): Set<string> {
  const padded = `  ${name} `
  return new Set(Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3)))
}
