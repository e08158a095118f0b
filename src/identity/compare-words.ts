import type { Span } from '../model/span.ts'
import { extentOf } from '../text/spans.ts'
import { withoutAccents } from '../text/words.ts'

/** A stretch of a text; several make up a quotation that a cue splits. */
export interface TextPart {
  readonly text: string
  /** Of its first character in the whole text. */
  readonly start: number
}

/** How words that were given differ from those that are kept. */
export interface WordDifference {
  /** REPLACED: other words. ADDED: only given. DROPPED: only kept. LEFT_OUT: only kept, at a "…". */
  readonly kind: 'REPLACED' | 'ADDED' | 'DROPPED' | 'LEFT_OUT'
  /** In the text that was given; null for words that are only kept. */
  readonly given: Span | null
  /** In the kept text; null for words that are only given. */
  readonly kept: Span | null
  /** Whether a negation is on one side only. */
  readonly isNegation: boolean
}

/** Words that were given, found in a kept text. */
export interface WordComparison {
  /** SAME_WORDS: the same but for marks and case. */
  readonly match: 'EXACT' | 'SAME_WORDS' | 'CUT' | 'ALTERED'
  /** From the first to the last kept word that was found. */
  readonly kept: Span
  readonly differences: readonly WordDifference[]
  /** Words that differ, left-out ones not counted. */
  readonly distance: number
}

/** Share of the words, of the longer side, that are equal in altered words. */
const LEAST_EQUAL = 0.6

/** A negation in so short a gap is dropped, and not left out with what is around it. */
const SHORT_GAP = 3

/**
 * Find words in a text that may hold them with changes.
 *
 * @param given - may have "…" where words are left out
 * @param kept - in the order of the text
 * @returns null when too few words are equal
 */
export function compareWords(given: string, kept: readonly TextPart[]): WordComparison | null {
  const wanted = givenWords(given)
  const words = kept.flatMap(({ text, start }) => wordsOf(text, start))
  if (wanted.words.length === 0 || words.length === 0) return null
  const steps = align(wanted, words)
  const used = trimmed(steps)
  const span = rangeOf(used.flatMap((step) => step.kept ?? []))
  if (!span) return null
  const differences = differencesOf(used)
  const distance = used.filter(({ kind }) => kind === 'OTHER').length
  const equal = used.filter(({ kind }) => kind === 'EQUAL').length
  if (equal < LEAST_EQUAL * (equal + distance)) return null
  return { match: matchOf(given, kept, used, differences), kept: span, differences, distance }
}

/** The pieces of a text between its ellipses, for a search; those at its ends mean nothing. */
export function piecesOf(given: string): string[][] {
  const { words, isAfterEllipsis } = givenWords(given)
  const pieces: string[][] = []
  words.forEach(({ search }, at) => {
    if (at === 0 || isAfterEllipsis.has(at)) pieces.push([])
    // Both words of "don't" are in one word of the index.
    if (search !== null) pieces.at(-1)?.push(search)
  })
  return pieces
}

interface Word extends Span {
  /** Without case, accents and apostrophes. */
  readonly plain: string
  /** As a search finds it; null for the second word of "don't". */
  readonly search: string | null
}

const WORD = /[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{N}\p{M}]+)*/gu
const ELLIPSIS = /[[(]?(?:…|\.{3,}|\. \. \.)[\])]?/g

/** Words with "n't" of their own form. */
const IRREGULAR: Readonly<Record<string, string>> = {
  "won't": 'will',
  "shan't": 'shall',
  "can't": 'can',
}

function wordsOf(text: string, offset: number): Word[] {
  return Array.from(text.matchAll(WORD)).flatMap((match): Word[] => {
    const start = offset + match.index
    const end = start + match[0].length
    const search = match[0]
    const lower = search.toLowerCase().replace(/’/g, "'")
    const verb = IRREGULAR[lower] ?? (lower === 'cannot' ? 'can' : /^(.+)n't$/.exec(lower)?.[1])
    if (verb === undefined) return [{ start, end, plain: fold(lower), search }]
    return [
      { start, end, plain: fold(verb), search },
      { start, end, plain: 'not', search: null },
    ]
  })
}

function fold(word: string): string {
  return withoutAccents(word.replace(/'/g, ''))
}

interface GivenWords {
  readonly words: readonly Word[]
  /** Indexes of the words before which words are left out. */
  readonly isAfterEllipsis: ReadonlySet<number>
}

function givenWords(given: string): GivenWords {
  const words: Word[] = []
  const isAfterEllipsis = new Set<number>()
  let start = 0
  for (const match of [...given.matchAll(ELLIPSIS), null]) {
    const end = match?.index ?? given.length
    words.push(...wordsOf(given.slice(start, end), start))
    if (!match) break
    if (words.length > 0) isAfterEllipsis.add(words.length)
    start = end + match[0].length
  }
  return { words, isAfterEllipsis }
}

/** A step of an alignment: a word of one side, or of both. */
interface Step {
  /** GAP: kept only, at an ellipsis or around the words that were given. */
  readonly kind: 'EQUAL' | 'OTHER' | 'GAP'
  readonly given: Word | null
  readonly kept: Word | null
}

/**
 * The cheapest way from the given words to the kept ones. What is kept before, after and at ellipses
 * costs nothing.
 */
function align({ words, isAfterEllipsis }: GivenWords, kept: readonly Word[]): Step[] {
  const width = kept.length + 1
  const costs = new Uint16Array((words.length + 1) * width)
  const isFree = (row: number) => row === 0 || row === words.length || isAfterEllipsis.has(row)
  const costAt = (row: number, column: number) => costs[row * width + column] ?? 0
  for (let row = 0; row <= words.length; row += 1) {
    for (let column = 0; column < width; column += 1) {
      let cost = row === 0 && column === 0 ? 0 : MOST_COST
      if (row > 0 && column > 0) {
        const isEqual = words[row - 1]?.plain === kept[column - 1]?.plain
        cost = Math.min(cost, costAt(row - 1, column - 1) + (isEqual ? 0 : REPLACE))
      }
      if (row > 0) cost = Math.min(cost, costAt(row - 1, column) + ADD)
      if (column > 0) cost = Math.min(cost, costAt(row, column - 1) + (isFree(row) ? 0 : DROP))
      costs[row * width + column] = cost
    }
  }
  const steps: Step[] = []
  let [row, column] = [words.length, kept.length]
  while (row > 0 || column > 0) {
    const [mine, theirs] = [words[row - 1] ?? null, kept[column - 1] ?? null]
    const cost = costAt(row, column)
    const isEqual = mine !== null && theirs !== null && mine.plain === theirs.plain
    if (mine && theirs && cost === costAt(row - 1, column - 1) + (isEqual ? 0 : REPLACE)) {
      steps.push({ kind: isEqual ? 'EQUAL' : 'OTHER', given: mine, kept: theirs })
      row -= 1
      column -= 1
    } else if (theirs && cost === costAt(row, column - 1) + (isFree(row) ? 0 : DROP)) {
      steps.push({ kind: isFree(row) ? 'GAP' : 'OTHER', given: null, kept: theirs })
      column -= 1
    } else {
      steps.push({ kind: 'OTHER', given: mine, kept: null })
      row -= 1
    }
  }
  return steps.reverse()
}

const MOST_COST = 65_535
// All given words should be found, though kept words are between them: "I like it" in "I do not like it".
const ADD = 4
const DROP = 1
const REPLACE = 4

/** Without the kept words before and after those that were given, but with a negation right before. */
function trimmed(steps: readonly Step[]): readonly Step[] {
  const isInside = ({ kind }: Step) => kind !== 'GAP'
  const start = steps.findIndex(isInside)
  if (start === -1) return []
  const inside = steps.slice(start, steps.findLastIndex(isInside) + 1)
  const [before, first] = [steps[start - 1]?.kept, inside[0]?.kept]
  const isNegated =
    before && first && NEGATES_NEXT.has(before.plain) && first.start - before.end === 1
  return isNegated ? [{ kind: 'OTHER', given: null, kept: before }, ...inside] : inside
}

/** Negations of the words after them. */
const NEGATES_NEXT = new Set([
  'not',
  'never',
  'nicht',
  'nie',
  'ne',
  'jamais',
  'niet',
  'nooit',
  'не',
])

function matchOf(
  given: string,
  kept: readonly TextPart[],
  steps: readonly Step[],
  differences: readonly WordDifference[],
): WordComparison['match'] {
  const isShort = ({ kept }: WordDifference) =>
    steps.filter(({ kind, kept: word }) => kind === 'GAP' && word && kept && isIn(word, kept))
      .length <= SHORT_GAP
  const isAltered = differences.some(
    (each) => each.kind !== 'LEFT_OUT' || (each.isNegation && isShort(each)),
  )
  if (isAltered) return 'ALTERED'
  if (differences.length > 0) return 'CUT'
  const spaced = (text: string) => text.replace(/\s+/g, ' ')
  const words = spaced(given).replace(OUTER_MARKS, '')
  return kept.some(({ text }) => spaced(text).includes(words)) ? 'EXACT' : 'SAME_WORDS'
}

const OUTER_MARKS = /^[\s"“”„«»‘’']+|[\s"“”„«»‘’'.,]+$/g

function isIn(word: Span, span: Span): boolean {
  return word.start >= span.start && word.end <= span.end
}

/** Neighbouring steps of one kind are one difference. */
function differencesOf(steps: readonly Step[]): WordDifference[] {
  const differences: WordDifference[] = []
  let run: Step[] = []
  const finish = () => {
    if (run.length > 0) differences.push(differenceOf(run))
    run = []
  }
  for (const step of steps) {
    if (step.kind === 'EQUAL' || (run[0] && run[0].kind !== step.kind)) finish()
    if (step.kind !== 'EQUAL') run.push(step)
  }
  finish()
  return differences
}

function differenceOf(steps: readonly Step[]): WordDifference {
  const given = steps.flatMap((step) => step.given ?? [])
  const kept = steps.flatMap((step) => step.kept ?? [])
  const count = (words: readonly Word[]) => words.filter(({ plain }) => NEGATIONS.has(plain)).length
  const isGap = steps[0]?.kind === 'GAP'
  return {
    kind: isGap
      ? 'LEFT_OUT'
      : given.length === 0
        ? 'DROPPED'
        : kept.length === 0
          ? 'ADDED'
          : 'REPLACED',
    given: rangeOf(given),
    kept: rangeOf(kept),
    isNegation: count(given) !== count(kept),
  }
}

function rangeOf(words: readonly Word[]): Span | null {
  return words.length === 0 ? null : extentOf(words)
}

/** Words that negate a statement, without accents, in several languages. */
const NEGATIONS = new Set(
  [
    'not no never none nobody nothing nowhere neither nor without',
    'nicht kein keine keinen keinem keiner nie niemals nichts niemand ohne weder',
    'ne pas jamais rien aucun aucune personne sans ni',
    'nunca jamas nada nadie ningun ninguno ninguna tampoco',
    'nao nem nenhum nenhuma ninguem sem',
    'non mai niente nessuno nessuna senza',
    'niet geen nooit niets niemand zonder',
    'не нет никогда ничего никто без ни',
  ]
    .join(' ')
    .split(' '),
)
