import { HALF, readHalf, writeHalf } from '../../identity/half-ids.ts'
import { shortDigest } from '../../identity/short-digest.ts'
import { partsOf } from './keys.ts'

const OURS = /^[\w-]{16}$/

// Around zero, since the engine keeps numbers with their sign.
const MIDDLE = 2 ** 47

/**
 * The second half of an id as a number of six bytes: it settles ties between equals, the same
 * wherever the same article is indexed, and tells the parts of an article apart (`partId`).
 */
export function tieOf(id: string): number {
  return OURS.test(id) ? readHalf(id, HALF) - MIDDLE : shortDigest(id)
}

/** The id of a part of the article `home`. */
export function partIdOf(home: string, tie: number): string {
  return home.slice(0, HALF) + writeHalf(tie + MIDDLE)
}

/** What `partsNamed` looks for: how the id of the article begins, and the part's own half. */
export function halvesOf(id: string): readonly [home: string, tie: number] {
  return OURS.test(id) ? [id.slice(0, HALF), tieOf(id)] : [BEHIND, 0]
}

/**
 * SQL for the parts `t` of articles `a` that a list `j` of `halvesOf` ids names.
 *
 * @param list - the placeholder of its JSON
 */
export function partsNamed(table: string, list: string): string {
  return `json_each(${list}) j CROSS JOIN article a
    ON a.id >= j.value ->> 0 AND a.id < (j.value ->> 0) || '${BEHIND}'
    CROSS JOIN ${table} t NOT INDEXED ON t.key ${partsOf('a.key')} AND t.tie = j.value ->> 1`
}

/** Stands behind all characters of ids. */
const BEHIND = '~'
