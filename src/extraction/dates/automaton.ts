import type { DatePattern, DateSlots } from '../../languages/date-words.ts'
import type { Token } from './tokens.ts'

/** A pattern that matches a run of tokens. */
export interface Expression {
  readonly pattern: DatePattern
  readonly slots: DateSlots
  /** Index of the first token. */
  readonly first: number
  /** Index after the last token. */
  readonly end: number
}

/** A state of the automaton: the tokens that may come next and the patterns that end here. */
export interface Grammar {
  readonly words: NextWords
  readonly tests: readonly Edge[]
  readonly patterns: readonly Ranked[]
}

/** Edges by word. */
interface NextWords {
  get(word: string): readonly Edge[] | undefined
  keys(): Iterable<string>
}

/** A state of the nondeterministic automaton, while patterns are compiled. */
export interface State extends Grammar {
  readonly words: Map<string, Edge<State>[]>
  readonly tests: Edge<State>[]
  readonly patterns: Ranked[]
}

/** A pattern with its index in the language's list; the lowest wins where two end together. */
interface Ranked {
  readonly pattern: DatePattern
  readonly rank: number
}

/** The tokens that an edge accepts and the slots it fills. */
export interface Step {
  readonly slots: DateSlots | null
  /** Slots of the other end of a range. */
  readonly isUntil: boolean
  readonly capital: boolean
  /** Test of a class without a word list: a day, a year, a number. */
  readonly read: ((token: Token) => DateSlots | null) | null
}

/**
 * An edge whose target is made on first use: most patterns are rare, and a short process should
 * not compile them.
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

/** Add all edges and patterns of `other` to `state`. */
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

/**
 * Determinize the automaton (subset construction), so that a token follows one edge. Edges that
 * fill different slots stay separate.
 */
export function determinize(start: State): Grammar {
  const ids = new Map<State, number>()
  const merged = new Map<string, Grammar>()
  const keyOf = createNumbering()
  const idOf = (state: State): number => {
    const id = ids.get(state) ?? ids.size
    ids.set(state, id)
    return id
  }

  const mergeStates = (states: readonly State[]): Grammar => {
    const key = [...new Set(states.map(idOf))].sort((a, b) => a - b).join(' ')
    const known = merged.get(key)
    if (known) return known
    const ending = new Set(states.flatMap(({ patterns }) => patterns))
    const made: Grammar = {
      words: new LazyWords(wordsOf(states), mergeEdges),
      tests: mergeEdges(states.flatMap(({ tests }) => tests)),
      patterns: [...ending].sort((a, b) => a.rank - b.rank),
    }
    merged.set(key, made)
    return made
  }

  const mergeEdges = (edges: readonly Edge<State>[]): Edge[] =>
    groupAlike(edges, keyOf).flatMap((group) => {
      const [first] = group
      return first ? [new Edge(first, () => mergeStates(group.map(({ to }) => to)))] : []
    })

  return mergeStates([start])
}

/** Merges the edges of a word on first use. */
class LazyWords implements NextWords {
  readonly #unmerged: ReadonlyMap<string, readonly Edge<State>[]>
  readonly #merged: Map<string, readonly Edge[] | null>
  readonly #merge: (edges: readonly Edge<State>[]) => Edge[]

  constructor(
    edges: ReadonlyMap<string, readonly Edge<State>[]>,
    merge: (edges: readonly Edge<State>[]) => Edge[],
  ) {
    this.#unmerged = edges
    this.#merged = new Map(Array.from(edges.keys(), (word) => [word, null]))
    this.#merge = merge
  }

  get(word: string): readonly Edge[] | undefined {
    const known = this.#merged.get(word)
    if (known !== null) return known
    const made = this.#merge(this.#unmerged.get(word) ?? [])
    this.#merged.set(word, made)
    return made
  }

  keys(): Iterable<string> {
    return this.#merged.keys()
  }
}

function wordsOf(states: readonly State[]): ReadonlyMap<string, readonly Edge<State>[]> {
  const [only, ...rest] = states
  if (only && rest.length === 0) return only.words
  const words = new Map<string, Edge<State>[]>()
  for (const state of states) {
    for (const [word, edges] of state.words) {
      const known = words.get(word)
      if (known) known.push(...edges)
      else words.set(word, [...edges])
    }
  }
  return words
}

/** Group edges that accept the same tokens and fill the same slots. */
function groupAlike(
  edges: readonly Edge<State>[],
  keyOf: (value: object | null) => number,
): (readonly Edge<State>[])[] {
  if (edges.length === 1) return [edges]
  const groups = new Map<string, Edge<State>[]>()
  for (const edge of edges) {
    const { read, slots, isUntil, capital } = edge
    const key = `${keyOf(read)} ${keyOf(slots)} ${isUntil} ${capital}`
    const group = groups.get(key)
    if (group) group.push(edge)
    else groups.set(key, [edge])
  }
  return [...groups.values()]
}

/** Give equal values the same number; slots are compared by content. */
function createNumbering(): (value: object | null) => number {
  const known = new Map<object | string | null, number>()
  return (value) => {
    const number = known.get(value)
    if (number !== undefined) return number
    const content = typeof value === 'object' ? JSON.stringify(value) : value
    const made = known.get(content) ?? known.size
    known.set(value, made)
    known.set(content, made)
    return made
  }
}
