import type { DateWords } from '../../languages/date-words.ts'
import type { Article, Paragraph } from '../../model/article.ts'
import type { Span } from '../../model/span.ts'
import { overlaps } from '../../text/spans.ts'
import { createWordTraits, type WordTraits } from '../../text/word-traits.ts'
import type { Grammar } from './automaton.ts'
import { cueSets, type CueSets } from './cue-sets.ts'
import { type Direction, directionOf, directionWords } from './direction.ts'
import { compileGrammar } from './grammar.ts'
import { isTitle } from './guards.ts'
import { createOpenings, findExpressions, type Openings } from './match.ts'
import { joinNumbers, numberTraits } from './numbers.ts'
import { findRanges, type RangedExpression } from './ranges.ts'
import { findTokens } from './tokenizer.ts'
import { tokenIn, type Tokens, Trait } from './tokens.ts'
import { oncePer } from '../../text/once-per.ts'

/** A temporal expression with its span and direction, before it has a value. */
export interface Timex extends RangedExpression {
  readonly span: Span
  /** Where its paragraph begins. */
  readonly paragraph: number
  /** Past or future, by the verbs around it. */
  readonly direction: Direction | null
}

/** The tokens and expressions of a paragraph. */
export interface TimexParagraph {
  readonly tokens: Tokens
  readonly timexes: readonly Timex[]
  /** Token at which the budget of the article ends; null where all tokens are searched. */
  readonly cutAt: number | null
}

/** An article has at most this many expressions; what follows them is not searched. */
export const MOST_TIMEXES = 20_000

/** Tables compiled once for each language. */
interface Prepared {
  readonly grammar: Grammar
  readonly openings: Openings
  readonly cues: CueSets
  readonly listed: WordTraits
}

interface CachedArticle {
  readonly article: Article
  readonly words: DateWords
  readonly found: TimexParagraph[]
}

/** The last article, since `findDoubts` needs the same result right after `findDates`. */
let last: CachedArticle | null = null

/** Find the temporal expressions of all paragraphs, in reading order; the stamp is left out. */
export function findTimexes(article: Article, words: DateWords): TimexParagraph[] {
  if (last?.article === article && last.words === words) return last.found
  const { grammar, openings, cues, listed } = prepare(words)
  const spans = article.paragraphs.map(({ span }) => span)
  let budget = MOST_TIMEXES
  const found = findTokens(article.body, spans, listed).map((single, index): TimexParagraph => {
    const tokens = joinNumbers(single, words.numbers)
    const { expressions, cutAt } = findExpressions(tokens, grammar, openings, cues, budget)
    budget -= expressions.length
    const paragraph = article.paragraphs[index]
    if (expressions.length === 0 || !paragraph) return { tokens, timexes: [], cutAt }
    const ranges = findRanges(tokens, expressions, cues)
    return { tokens, timexes: toTimexes(article, paragraph, tokens, ranges, cues), cutAt }
  })
  last = { article, words, found }
  return found
}

const prepare = oncePer((words: DateWords): Prepared => {
  const grammar = compileGrammar(words)
  const listed = createWordTraits([
    [grammar.words.keys(), Trait.OPENS],
    ...numberTraits(words.numbers),
    [directionWords(words.cues), Trait.DIRECTION],
    [words.doubts.anniversary, Trait.ANNIVERSARY],
  ])
  const openings = createOpenings(grammar)
  return { grammar, openings, cues: cueSets(words.cues), listed }
})

function toTimexes(
  { stamp }: Article,
  { kind, span: { start: paragraph } }: Paragraph,
  tokens: Tokens,
  expressions: readonly RangedExpression[],
  cues: CueSets,
): Timex[] {
  const literal = stamp?.literal
  const timexes: Timex[] = []
  for (const expression of expressions) {
    const { pattern, slots, first, end, opensRange, nextYearMonth } = expression
    const from = tokenIn(tokens, first)?.start ?? 0
    const span = { start: from, end: tokenIn(tokens, end - 1)?.end ?? from }
    if (literal && overlaps(span, literal)) continue
    if (kind !== 'HEADLINE' && isTitle(tokens, expression)) continue
    const direction = directionOf(tokens, expression, cues)
    // To spread the expression would take several times as long as all of the above.
    timexes.push({
      pattern,
      slots,
      first,
      end,
      opensRange,
      nextYearMonth,
      span,
      paragraph,
      direction,
    })
  }
  return timexes
}
