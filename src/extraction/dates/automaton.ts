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

/**
 * Merge what begins alike, so that a token takes one step however many patterns it could belong
 * to (the subset construction of automata). Steps that state different things stay apart.
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

/** The steps of each word are merged when it is first met. */
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

/** Edges that take the same tokens and state the same, together. */
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

/** Numbers things so that equal ones have the same: slots by what they state. */
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
