import type { DatePattern, DateSlots } from '../../languages/date-words.ts'
import type { Token } from './tokens.ts'

/** A place in the grammar: which tokens may come next, and the patterns that are complete here. */
export interface Grammar {
  readonly words: NextWords
  readonly tests: readonly Edge[]
  readonly patterns: readonly Ranked[]
}

/** The words that may come next, with the steps that each takes. */
export interface NextWords {
  get(word: string): readonly Edge[] | undefined
  keys(): Iterable<string>
}

/** A place while the patterns are put together. */
export interface State extends Grammar {
  readonly words: Map<string, Edge<State>[]>
  readonly tests: Edge<State>[]
  readonly patterns: Ranked[]
}

/** A pattern with its place in the language's list; the first wins where two end together. */
export interface Ranked {
  readonly pattern: DatePattern
  readonly rank: number
}

/** What a step takes and states. */
export interface Step {
  readonly slots: DateSlots | null
  /** Slots of the other end of a range. */
  readonly isUntil: boolean
  readonly capital: boolean
  /** For classes that are no list of words: a day, a year, a number. */
  readonly read: ((token: Token) => DateSlots | null) | null
}

/**
 * A step to another place, which is made when a text first comes to it: most of the patterns are
 * seldom met, and a short run need not wait for them.
 */
export class Edge<To extends Grammar = Grammar> implements Step {
  readonly slots: DateSlots | null
  readonly isUntil: boolean
  readonly capital: boolean
  readonly read: Step['read']
  readonly #make: () => To
  #to: To | null = null

  constructor({ slots, isUntil, capital, read }: Step, make: () => To) {
    this.slots = slots
    this.isUntil = isUntil
    this.capital = capital
    this.read = read
    this.#make = make
  }

  get to(): To {
    return (this.#to ??= this.#make())
  }
}

export function emptyState(): State {
  return { words: new Map(), tests: [], patterns: [] }
}

/** Give `state` all that `other` allows. */
export function join(state: State, other: State): void {
  for (const [word, edges] of other.words) addEdges(state, word, edges)
  state.tests.push(...other.tests)
  state.patterns.push(...other.patterns)
}

export function addEdges(state: State, word: string, edges: readonly Edge<State>[]): void {
  const known = state.words.get(word)
  if (known) known.push(...edges)
  else state.words.set(word, [...edges])
}
