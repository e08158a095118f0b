import { createHash } from 'node:crypto'
import type { Keyset, ListName, ListSet, Order, Window } from '../src/model/lists.ts'
import { InputError } from './errors.ts'

export const DEFAULT_PAGE = 20
export const MAX_PAGE = 100

/** Relay's paging arguments. */
export interface PageArgs {
  readonly first?: number | null | undefined
  readonly after?: string | null | undefined
  readonly last?: number | null | undefined
  readonly before?: string | null | undefined
}

/**
 * Parses paging arguments into a window of a list.
 *
 * @throws {InputError} BAD_PAGE_SIZE outside 0..100 or with both `first` and `last`; BAD_CURSOR for
 *   a cursor of another list, filter, order or owner
 */
export function parseWindow<Field extends string>(
  args: PageArgs,
  order: readonly Order<Field>[],
  fingerprint: () => string,
): Window<Field> {
  if (args.first != null && args.last != null) {
    throw new InputError('BAD_PAGE_SIZE', 'Give either first or last, not both.')
  }
  const backwards = args.last != null
  return {
    order,
    limit: checkPageSize(backwards ? 'last' : 'first', args.last ?? args.first ?? DEFAULT_PAGE),
    after: args.after == null ? null : parseCursor('after', args.after, fingerprint(), order),
    before: args.before == null ? null : parseCursor('before', args.before, fingerprint(), order),
    backwards,
  }
}

/**
 * A digest of a list with its filter, order and owner, so that others refuse its cursors.
 *
 * @param ranking - of the store; part of the digest where the order depends on it
 */
export function fingerprintOf<L extends ListName>(
  set: ListSet<L>,
  order: readonly Order[],
  owner: string,
  ranking: string,
): string {
  const isRanked = order.some(({ field }) => field === 'RELEVANCE')
  return createHash('sha256')
    .update(JSON.stringify([set, order, owner, ...(isRanked ? [ranking] : [])]))
    .digest('base64url')
    .slice(0, 8)
}

export function writeCursor(fingerprint: string, keyset: Keyset): string {
  return Buffer.from(JSON.stringify([fingerprint, ...keyset])).toString('base64url')
}

/**
 * @returns the size, unchanged
 * @throws {InputError} BAD_PAGE_SIZE outside 0..100; sizes are not clamped
 */
export function checkPageSize(name: string, size: number): number {
  if (size >= 0 && size <= MAX_PAGE) return size
  throw new InputError(
    'BAD_PAGE_SIZE',
    `${name} must be between 1 and ${MAX_PAGE} (0 for counts alone), not ${size}.`,
    { limit: MAX_PAGE, value: size },
  )
}

function parseCursor(
  name: string,
  cursor: string,
  fingerprint: string,
  order: readonly Order[],
): Keyset {
  const parts = parseJson(Buffer.from(cursor, 'base64url').toString())
  if (Array.isArray(parts) && parts[0] === fingerprint && parts.length === order.length + 2) {
    const keyset = parts.slice(1)
    if (keyset.every(isKey)) return keyset
  }
  throw new InputError(
    'BAD_CURSOR',
    `${name} is not a cursor of this list under this filter and order. Start without it.`,
  )
}

function isKey(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number'
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
