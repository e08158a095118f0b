import type { DateWords } from '../../languages/date-words.ts'
import type { Article } from '../../model/article.ts'
import type { Span } from '../../model/span.ts'
import { directionOf, type Direction } from './direction.ts'
import { cueSets, guardOf, type CueSets } from './false-friends.ts'
import { compileGrammar, type State } from './grammar.ts'
import { findExpressions } from './match.ts'
import { joinNumbers } from './numbers.ts'
import { findRanges, type RangedExpression } from './ranges.ts'
import { findTokens } from './tokens.ts'

/** An expression of time where it stands, before it has a value. */
export interface Place extends RangedExpression {
  readonly span: Span
  /** Which way the words around it point. */
  readonly direction: Direction | null
}

/** A language's words, made ready once. */
interface Prepared {
  readonly grammar: State
  readonly cues: CueSets
}

const prepared = new WeakMap<DateWords, Prepared>()

/** Find the expressions of an article's paragraphs, in reading order; its stamp is none. */
export function findPlaces({ body, paragraphs, stamp }: Article, words: DateWords): Place[] {
  const { grammar, cues } = prepare(words)
  const literal = stamp?.literal
  return paragraphs.flatMap(({ span }) => {
    const tokens = joinNumbers(findTokens(body, span.start, span.end), words.numbers)
    const expressions = findExpressions(tokens, grammar, guardOf(tokens, cues))
    return findRanges(tokens, expressions, cues).flatMap((expression) => {
      const start = tokens[expression.first]?.start ?? span.start
      const end = tokens[expression.end - 1]?.end ?? span.end
      if (literal && start < literal.end && literal.start < end) return []
      const direction = directionOf(tokens, expression, cues)
      return [{ ...expression, span: { start, end }, direction }]
    })
  })
}

function prepare(words: DateWords): Prepared {
  const known = prepared.get(words)
  if (known) return known
  const made = { grammar: compileGrammar(words), cues: cueSets(words.cues) }
  prepared.set(words, made)
  return made
}
