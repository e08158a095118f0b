import type { Span } from '../model/span.ts'
import { overlaps } from './spans.ts'

/** Somebody with the names that a text uses. */
interface Named {
  readonly id: string
  /** The full name. */
  readonly name: string
  readonly aliases: readonly string[]
}

/** A place of a text with the name of somebody. */
export interface NamePlace extends Span {
  readonly id: string
  readonly isFull: boolean
}

/** All places of names in reading order. A name that several share is nobody's. */
export function findNamePlaces(text: string, people: readonly Named[]): readonly NamePlace[] {
  const owners = new Map<string, { readonly id: string; readonly isFull: boolean } | null>()
  for (const { id, name, aliases } of people) {
    for (const each of [name, ...aliases].map(withBlanks)) {
      const known = owners.get(each)
      if (each !== '' && known?.id !== id)
        owners.set(each, known ? null : { id, isFull: each === withBlanks(name) })
    }
  }
  if (owners.size === 0) return []
  const names = [...owners.keys()].toSorted((a, b) => b.length - a.length)
  const pattern = new RegExp(names.map(patternOf).join('|'), 'gu')
  return Array.from(text.matchAll(pattern)).flatMap(({ 0: exact, index: start }) => {
    const owner = owners.get(withBlanks(exact))
    return owner ? [{ ...owner, start, end: start + exact.length }] : []
  })
}

/**
 * How a text leads from words that stand for somebody ("she") to the name: the words, the nearest
 * place before them with a name ("Roe"), and the first place with the full name.
 *
 * @param places - those with names of the one who is meant
 */
export function findMentionChain(mention: Span, places: readonly NamePlace[]): readonly Span[] {
  const own = places.find((place) => overlaps(place, mention))
  const nearest = own ?? places.findLast(({ end }) => end <= mention.start) ?? places[0]
  const full = nearest?.isFull ? nearest : places.find(({ isFull }) => isFull)
  const named = [nearest, full].filter((place) => place !== undefined)
  return named.reduce<readonly Span[]>(
    (chain, place) => (chain.some((span) => overlaps(span, place)) ? chain : [...chain, place]),
    [mention],
  )
}

function withBlanks(name: string): string {
  return name.trim().replace(/\s+/g, ' ')
}

/** A line may end within a name. In scripts without blanks, a name has letters on both sides. */
function patternOf(name: string): string {
  const words = name.split(' ').map(escape).join('\\s+')
  if (/[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}]/u.test(name)) return words
  return `(?<![\\p{L}\\p{N}])${words}(?![\\p{L}\\p{N}])`
}

function escape(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}
