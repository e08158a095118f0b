import type { DatePattern, DateSlots, DateWords } from '../../languages/date-words.ts'
import { mergeStates } from './merge.ts'
import type { Token } from './tokens.ts'

/** A place in the grammar: which tokens may come next, and the patterns that are complete here. */
export interface State {
  readonly words: Map<string, Edge[]>
  readonly tests: Edge[]
  readonly patterns: Ranked[]
}

/** A pattern with its place in the language's list; the first wins where two end together. */
export interface Ranked {
  readonly pattern: DatePattern
  readonly rank: number
}

export interface Edge {
  readonly to: State
  readonly slots: DateSlots | null
  /** Slots of the other end of a range. */
  readonly isUntil: boolean
  readonly capital: boolean
  /** For classes that are no list of words: a day, a year, a number. */
  readonly read: ((token: Token) => DateSlots | null) | null
}

/** Classes that every language shares, since they are written with digits. */
const DIGITS: Readonly<Record<string, (token: Token) => DateSlots | null>> = {
  day: ({ kind, number, word }) =>
    number !== null &&
    number >= 1 &&
    number <= 31 &&
    Number.isInteger(number) &&
    (kind === 'ORDINAL' || (kind === 'NUMBER' && word.length <= 2))
      ? { day: number }
      : null,
  ordinalday: ({ kind, number }) =>
    kind === 'ORDINAL' && number !== null && number <= 31 ? { day: number } : null,
  year: ({ kind, number, yearLike }) =>
    kind === 'NUMBER' && yearLike && number !== null && number >= 1000 && number < 2200
      ? { year: number }
      : null,
  oldyear: ({ kind, number, word }) =>
    kind === 'NUMBER' &&
    number !== null &&
    Number.isInteger(number) &&
    number > 0 &&
    word.length <= 4
      ? { year: number }
      : null,
  year2: ({ kind, number, word, glued }) =>
    kind === 'NUMBER' && glued && number !== null && word.length === 2 && /^\d\d$/.test(word)
      ? { year: number }
      : null,
  number: ({ kind, number }) => (kind === 'NUMBER' && number !== null ? { amount: number } : null),
  ordinal: ({ kind, number }) =>
    kind === 'ORDINAL' && number !== null ? { ordinal: number } : null,
  century: ({ kind, number }) =>
    kind === 'ORDINAL' && number !== null && number >= 1 && number <= 22
      ? { century: number }
      : null,
  hour: ({ kind, number, word }) =>
    kind === 'NUMBER' &&
    number !== null &&
    Number.isInteger(number) &&
    number >= 1 &&
    number <= 12 &&
    !word.startsWith('0')
      ? { hour: number }
      : null,
  quarterdigit: ({ kind, word, number }) =>
    kind === 'NUMBER' && number !== null && word.length === 1 && /^[1-4]$/.test(word)
      ? { ordinal: number }
      : null,
  // "7.30" before "p.m."
  pointclock: ({ kind, word }) => {
    if (kind !== 'NUMBER' || !word.includes('.')) return null
    const [, hour, minute] = /^(\d{1,2})\.([0-5]\d)$/.exec(word) ?? []
    return Number(hour) <= 12 ? { hour: Number(hour), minute: Number(minute) } : null
  },
  // The same time elsewhere: "(0735 GMT)"
  othertime: ({ kind, word }) =>
    kind === 'CLOCK' || (kind === 'NUMBER' && word.length === 4 && /^[0-2]\d[0-5]\d$/.test(word))
      ? {}
      : null,
  zonehours: ({ word, glued }) =>
    glued && /^\d{1,2}(?::[0-5]\d)?$/.test(word) ? { zoneHours: word } : null,
  clock: ({ kind, slots }) => (kind === 'CLOCK' ? slots : null),
  military: ({ kind, word }) =>
    kind === 'NUMBER' && word.length === 4 && /^(?:[01]\d|2[0-3])[0-5]\d$/.test(word)
      ? { hour: Number(word.slice(0, 2)), minute: Number(word.slice(2)) }
      : null,
  iso: ({ kind, slots }) => (kind === 'DAY' ? slots : null),
  numeric: ({ kind, slots }) => (kind === 'NUMERIC' ? slots : null),
  decade: ({ kind, slots }) => (kind === 'DECADE' ? slots : null),
}

const PIECE = /\{[\w.]+\}|\$[\w-]+|\\[()]|[()|?]|[^\s(){}|?$\\]+/g

/** Build the network of all patterns. */
export function compileGrammar(words: DateWords): State {
  const start = emptyState()
  for (const [rank, pattern] of words.patterns.entries()) {
    const end = emptyState()
    end.patterns.push({ pattern, rank })
    for (const row of pattern.words) join(start, compileRow(row, end, words, null))
  }
  return mergeStates(start)
}

function emptyState(): State {
  return { words: new Map(), tests: [], patterns: [] }
}

/** Give `state` all that `other` allows. */
function join(state: State, other: State): void {
  for (const [word, edges] of other.words) addEdges(state, word, edges)
  state.tests.push(...other.tests)
  state.patterns.push(...other.patterns)
}

function addEdges(state: State, word: string, edges: readonly Edge[]): void {
  const known = state.words.get(word)
  if (known) known.push(...edges)
  else state.words.set(word, [...edges])
}

/** One row of words, from the end to the beginning, so that each piece knows what follows. */
function compileRow(row: string, end: State, words: DateWords, slots: DateSlots | null): State {
  const pieces = row.match(PIECE) ?? []
  const compiled = compileChoice(pieces, 0, pieces.length, end, words)
  return slots ? withSlots(compiled, slots) : compiled
}

/** Attach what a row of words states to its first step. */
function withSlots(state: State, slots: DateSlots): State {
  const given = emptyState()
  given.patterns.push(...state.patterns)
  const add = (edge: Edge): Edge => ({ ...edge, slots: { ...slots, ...edge.slots } })
  for (const [word, edges] of state.words) given.words.set(word, edges.map(add))
  given.tests.push(
    ...state.tests.map((edge): Edge => {
      const { read } = edge
      if (!read) return edge
      return { ...edge, read: (token) => merge(slots, read(token)) }
    }),
  )
  return given
}

function merge(slots: DateSlots, found: DateSlots | null): DateSlots | null {
  return found && { ...slots, ...found }
}

/** Pieces between two places, perhaps with `|` between alternatives. */
function compileChoice(
  pieces: readonly string[],
  from: number,
  until: number,
  end: State,
  words: DateWords,
): State {
  const choice = emptyState()
  let begin = from
  for (let at = from; at <= until; at++) {
    const closes = at === until || (pieces[at] === '|' && depthAt(pieces, from, at) === 0)
    if (!closes) continue
    join(choice, compileSequence(pieces, begin, at, end, words))
    begin = at + 1
  }
  return choice
}

function depthAt(pieces: readonly string[], from: number, at: number): number {
  let depth = 0
  for (let index = from; index < at; index++) {
    if (pieces[index] === '(') depth += 1
    if (pieces[index] === ')') depth -= 1
  }
  return depth
}

function compileSequence(
  pieces: readonly string[],
  from: number,
  until: number,
  end: State,
  words: DateWords,
): State {
  let state = end
  for (let at = until - 1; at >= from; at--) {
    const optional = pieces[at] === '?'
    if (optional) at -= 1
    const opening = pieces[at] === ')' ? openingOf(pieces, at) : at
    const item =
      opening < at
        ? compileChoice(pieces, opening + 1, at, state, words)
        : compilePiece(pieces[at] ?? '', state, words)
    if (optional) join(item, state)
    state = item
    at = opening
  }
  return state
}

function openingOf(pieces: readonly string[], closing: number): number {
  let depth = 0
  for (let at = closing; at >= 0; at--) {
    if (pieces[at] === ')') depth += 1
    if (pieces[at] === '(') depth -= 1
    if (depth === 0) return at
  }
  throw new Error(`A bracket is not opened: "${pieces.join(' ')}"`)
}

function compilePiece(piece: string, to: State, words: DateWords): State {
  if (piece.startsWith('$')) {
    const row = words.pieces[piece.slice(1)]
    if (row === undefined) throw new Error(`No piece is called "${piece}"`)
    return compileRow(row, to, words, null)
  }
  if (piece.startsWith('{')) return compileClass(piece.slice(1, -1), to, words)
  const state = emptyState()
  addEdges(state, piece.replace('\\', ''), [edge(to, null, false, false)])
  return state
}

function edge(to: State, slots: DateSlots | null, isUntil: boolean, capital: boolean): Edge {
  return { to, slots, isUntil, capital, read: null }
}

/** `{month}`, or `{until.month}` for the other end of a range. */
function compileClass(name: string, to: State, words: DateWords): State {
  const isUntil = name.startsWith('until.')
  const key = isUntil ? name.slice('until.'.length) : name
  const state = emptyState()
  const read = DIGITS[key]
  if (read) {
    state.tests.push({ to, slots: null, isUntil, capital: false, read })
    return state
  }
  const rows = words.classes[key]
  if (!rows) throw new Error(`No class of words is called "${name}"`)
  const capital = words.capitalised.includes(key)
  for (const [row, slots] of Object.entries(rows)) {
    if (/^[^\s?(|{$]+$/.test(row)) addEdges(state, row, [edge(to, slots, isUntil, capital)])
    else {
      const compiled = compileRow(row, to, words, isUntil ? { until: slots } : slots)
      join(state, capital ? capitalise(compiled) : compiled)
    }
  }
  return state
}

/** In classes of names, the first word of a row must be capital too: "Sat.", not "sat." */
function capitalise(state: State): State {
  for (const [word, edges] of state.words) {
    const named = edges.map((given) => ({ ...given, capital: true }))
    state.words.set(word, named)
  }
  return state
}
