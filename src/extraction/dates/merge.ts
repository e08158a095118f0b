import { Edge, type State } from './states.ts'

/**
 * Merge what begins alike, so that a token takes one step however many patterns it could belong
 * to (the subset construction of automata). Steps that state different things stay apart.
 */
export function mergeStates(start: State): State {
  const ids = new Map<State, number>()
  const merged = new Map<string, State>()
  const keyOf = createNumbering()
  const idOf = (state: State): number => {
    const id = ids.get(state) ?? ids.size
    ids.set(state, id)
    return id
  }

  const mergeAll = (states: readonly State[]): State => {
    const key = [...new Set(states.map(idOf))].sort((a, b) => a - b).join(' ')
    const known = merged.get(key)
    if (known) return known
    const ending = new Set(states.flatMap(({ patterns }) => patterns))
    const patterns = [...ending].sort((a, b) => a.rank - b.rank)
    const made: State = { words: new Map(), tests: [], patterns }
    merged.set(key, made)
    for (const [word, edges] of wordsOf(states)) made.words.set(word, mergeEdges(edges))
    made.tests.push(...mergeEdges(states.flatMap(({ tests }) => tests)))
    return made
  }

  const mergeEdges = (edges: readonly Edge[]): Edge[] =>
    groupAlike(edges, keyOf).flatMap((group) => {
      const [first] = group
      return first ? [new Edge(first, () => mergeAll(group.map(({ to }) => to)))] : []
    })

  return mergeAll([start])
}

function wordsOf(states: readonly State[]): Map<string, Edge[]> {
  const words = new Map<string, Edge[]>()
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
function groupAlike(edges: readonly Edge[], keyOf: (value: object | null) => number): Edge[][] {
  if (edges.length === 1) return [[...edges]]
  const groups = new Map<string, Edge[]>()
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
