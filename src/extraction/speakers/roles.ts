import type { PeopleWords } from '../../languages/people-words.ts'
import type { Run } from '../../text/quotation-marks.ts'
import { Shape } from '../../text/tokens.ts'
import { POINT } from '../quotations/doc.ts'
import { countriesIn } from './countries.ts'
import {
  hasFlag,
  hasShape,
  isCapitalWord,
  isPossessiveEnding,
  isVerb,
  lowerText,
  markAt,
  type TaggedArticle,
  wordsOf,
} from './tagged-article.ts'
import { Flag } from './word-flags.ts'
import { oncePer } from '../../text/once-per.ts'

/** A role as a noun phrase: "Chinese President", "a teacher from Hill Town". */
export interface Role {
  readonly run: Run
  /** The head noun; "prime-minister" for a compound. */
  readonly head: string
  /** Coordinated head nouns: "founder" of "founder and chief executive". */
  readonly also: readonly string[]
  /** The other words of the phrase, in lower case. */
  readonly others: ReadonlySet<string>
  /** Countries it names, as indices. */
  readonly countries: readonly number[]
}

/** In tokens: the longest role phrase. */
export const LONGEST_ROLE = 14

/** Read a phrase with a role as its head noun ("mayor of Hill Town"); null for others. */
export function readRole(tagged: TaggedArticle, run: Run): Role | null {
  const end = nominalEnd(tagged, run.first, run.end)
  let last = end - 1
  while (last > run.first && markAt(tagged, last) === POINT) last -= 1
  if (
    !hasFlag(tagged, last, Flag.ROLE) &&
    !tagged.words.titles.get(lowerText(tagged, last))?.role
  ) {
    return null
  }
  const words = wordsOf(tagged, run)
  const head = headOf(tagged, words, countWords(tagged, run.first, last + 1))
  const also = joinedRoles(tagged, run.first, last)
  return { run, head, also, others: othersOf(words, head), countries: countriesIn(tagged, words) }
}

function countWords(tagged: TaggedArticle, first: number, end: number): number {
  let count = 0
  for (let at = first; at < end; at += 1) if (markAt(tagged, at) === 0) count += 1
  return count
}

/** The words besides the head noun. */
function othersOf(words: readonly string[], head: string): ReadonlySet<string> {
  const parts = head.includes('-') ? head.split('-') : null
  const others = new Set<string>()
  for (const word of words) {
    if (parts ? !parts.includes(word) : word !== head) others.add(word)
  }
  return others
}

function joinedRoles(tagged: TaggedArticle, first: number, end: number): string[] {
  const joined: string[] = []
  for (let at = first + 1; at < end; at += 1) {
    if (hasFlag(tagged, at, Flag.CONJUNCTION) && hasFlag(tagged, at - 1, Flag.ROLE)) {
      joined.push(lowerText(tagged, at - 1))
    }
  }
  return joined
}

/** @param nominal - number of words up to the head noun, before "of Hill Town" */
function headOf(
  { words: listed }: TaggedArticle,
  words: readonly string[],
  nominal: number,
): string {
  const last = words[nominal - 1] ?? ''
  return compoundAround(listed, words, nominal) ?? listed.titles.get(last)?.role ?? last
}

function compoundAround(
  { compoundRoles }: PeopleWords,
  words: readonly string[],
  nominal: number,
): string | null {
  if (!wordsIn(compoundRoles).has(words[nominal - 1] ?? '')) return null
  const ending = [3, 2].map((count) => words.slice(Math.max(0, nominal - count), nominal))
  const linked = words.slice(nominal - 1, nominal + 2)
  const found = [...ending, linked].find((phrase) => compoundRoles.has(phrase.join(' ')))
  return found ? found.join('-') : null
}

/** Every word of some phrases. */
const wordsIn = oncePer(
  (phrases: ReadonlySet<string>): ReadonlySet<string> =>
    new Set(Array.from(phrases).flatMap((phrase) => phrase.split(' '))),
)

/** End of the noun phrase that begins at a token: before a preposition, verb or mark. */
export function nominalEnd(tagged: TaggedArticle, first: number, limit: number): number {
  let at = first
  while (at < limit && at - first < LONGEST_ROLE) {
    if (markAt(tagged, at) === POINT && hasShape(tagged, at, Shape.TIGHT) && at > first) {
      if (!hasFlag(tagged, at - 1, Flag.TITLE) && !isInitial(tagged, at - 1)) return at
    } else if (markAt(tagged, at) !== 0 && !isPossessiveEnding(tagged, at)) return at
    else if (at > first && endsNominal(tagged, at)) return at
    at += 1
  }
  return at
}

function isInitial(tagged: TaggedArticle, at: number): boolean {
  const { starts, ends } = tagged.doc.tokens
  return (ends[at] ?? 0) - (starts[at] ?? 0) === 1
}

function endsNominal(tagged: TaggedArticle, at: number): boolean {
  if (isCapitalWord(tagged, at)) return false
  if (hasFlag(tagged, at, Flag.CONJUNCTION)) return !hasFlag(tagged, at - 1, Flag.ROLE)
  if (hasFlag(tagged, at, Flag.DEFINITE | Flag.INDEFINITE | Flag.POSSESSIVE)) return true
  if (hasFlag(tagged, at, Flag.QUALIFIER | Flag.ROLE)) return false
  const named = hasFlag(tagged, at - 1, Flag.ROLE) && !hasFlag(tagged, at - 1, Flag.QUALIFIER)
  if (named && isVerb(tagged, at)) return true
  return hasFlag(tagged, at, Flag.PREPOSITION | Flag.RELATIVE | Flag.VERB | Flag.PRONOUN)
}
