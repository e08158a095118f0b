import type { DateWords } from '../../languages/date-words.ts'
import type { Article, Paragraph } from '../../model/article.ts'
import type { Span } from '../../model/span.ts'
import { createLexicon, type Lexicon } from '../../text/lexicon.ts'
import { directionOf, type Direction } from './direction.ts'
import { cueSets, type CueSets } from './cue-sets.ts'
import { guardOf } from './false-friends.ts'
import { compileGrammar, type State } from './grammar.ts'
import { findExpressions } from './match.ts'
import { joinNumbers, numberStarts } from './numbers.ts'
import { createOpenings, type Openings } from './openings.ts'
import { findRanges, type RangedExpression } from './ranges.ts'
import { isTitle } from './titles.ts'
import { findTokens, type Token } from './tokens.ts'

/** An expression of time where it stands, before it has a value. */
export interface Place extends RangedExpression {
  readonly span: Span
  /** Where its paragraph begins. */
  readonly paragraph: number
  /** Which way the words around it point. */
  readonly direction: Direction | null
}

/** A paragraph as the rules of dates see it. */
export interface TimedParagraph {
  readonly tokens: readonly Token[]
  readonly places: readonly Place[]
}

/** A language's words, made ready once. */
interface Prepared {
  readonly grammar: State
  readonly openings: Openings
  readonly cues: CueSets
  readonly numbers: ReadonlySet<string>
  /** The words with which expressions and spelled numbers begin. */
  readonly openers: Lexicon
}

const prepared = new WeakMap<DateWords, Prepared>()

interface ReadArticle {
  readonly article: Article
  readonly words: DateWords
  readonly found: TimedParagraph[]
}

/** Doubts are looked for right after the dates, in the same paragraphs; one article is kept. */
let last: ReadArticle | null = null

/** Find the expressions of an article's paragraphs, in reading order; its stamp is none. */
export function findPlaces(article: Article, words: DateWords): TimedParagraph[] {
  if (last?.article === article && last.words === words) return last.found
  const { grammar, openings, cues, numbers, openers } = prepare(words)
  const found = article.paragraphs.map(({ kind, span }) => {
    const tokens = joinNumbers(
      findTokens(article.body, span.start, span.end, openers),
      words.numbers,
      numbers,
    )
    const expressions = findExpressions(tokens, grammar, openings, guardOf(tokens, cues))
    const ranges = findRanges(tokens, expressions, cues)
    return { tokens, places: placesOf(article, { kind, span }, tokens, ranges, cues) }
  })
  last = { article, words, found }
  return found
}

function prepare(words: DateWords): Prepared {
  const known = prepared.get(words)
  if (known) return known
  const grammar = compileGrammar(words)
  const numbers = numberStarts(words.numbers)
  const openers = createLexicon(
    new Map([...grammar.words.keys(), ...numbers].map((word) => [word, 1])),
  )
  const openings = createOpenings(grammar)
  const made = { grammar, openings, cues: cueSets(words.cues), numbers, openers }
  prepared.set(words, made)
  return made
}

function placesOf(
  { stamp }: Article,
  { kind, span: { start: paragraph } }: Paragraph,
  tokens: readonly Token[],
  expressions: readonly RangedExpression[],
  cues: CueSets,
): Place[] {
  const literal = stamp?.literal
  return expressions.flatMap((expression) => {
    const start = tokens[expression.first]?.start ?? 0
    const end = tokens[expression.end - 1]?.end ?? start
    if (literal && start < literal.end && literal.start < end) return []
    if (kind !== 'HEADLINE' && isTitle(tokens, expression)) return []
    const direction = directionOf(tokens, expression, cues)
    return [{ ...expression, span: { start, end }, paragraph, direction }]
  })
}
