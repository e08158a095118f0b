import type { DateSlots, DateWords } from '../../languages/date-words.ts'
import {
  addEdges,
  determinize,
  Edge,
  emptyState,
  type Grammar,
  join,
  type State,
  type Step,
} from './automaton.ts'
import type { Token } from './tokens.ts'

/** Token classes written with digits, shared by all languages. */
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
  year2: ({ kind, number, word, tight }) =>
    kind === 'NUMBER' && tight && number !== null && word.length === 2 && /^\d\d$/.test(word)
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
  zonehours: ({ word, tight }) =>
    tight && /^\d{1,2}(?::[0-5]\d)?$/.test(word) ? { zoneHours: word } : null,
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

/** A state that is compiled on first use and cached. */
type Lazy = () => State

/** Compile all patterns to an automaton; later states are compiled on first use. */
export function compileGrammar(words: DateWords): Grammar {
  const start = emptyState()
  for (const [rank, pattern] of words.patterns.entries()) {
    const end = emptyState()
    end.patterns.push({ pattern, rank })
    for (const row of pattern.words)
      join(
        start,
        compileRow(row, () => end, words, null),
      )
  }
  return determinize(start)
}

function lazy(make: () => State): Lazy {
  let made: State | null = null
  return () => (made ??= make())
}

/** Compile one row of words. */
function compileRow(row: string, end: Lazy, words: DateWords, slots: DateSlots | null): State {
  const pieces = row.match(PIECE) ?? []
  const compiled = compileChoice(pieces, 0, pieces.length, end, words)
  return slots ? withSlots(compiled, slots) : compiled
}

/** Attach the slots of a row to its first edge. */
function withSlots(state: State, slots: DateSlots): State {
  const given = emptyState()
  given.patterns.push(...state.patterns)
  for (const [word, edges] of state.words) {
    const stating = edges.map((edge) => changed(edge, { slots: { ...slots, ...edge.slots } }))
    given.words.set(word, stating)
  }
  given.tests.push(
    ...state.tests.map((edge): Edge<State> => {
      const { read } = edge
      return read ? changed(edge, { read: (token) => merge(slots, read(token)) }) : edge
    }),
  )
  return given
}

function changed(edge: Edge<State>, change: Partial<Step>): Edge<State> {
  const { slots, isUntil, capital, read } = edge
  return new Edge({ slots, isUntil, capital, read, ...change }, () => edge.to)
}

function merge(slots: DateSlots, found: DateSlots | null): DateSlots | null {
  return found && { ...slots, ...found }
}

/** Compile the pieces between two indices, alternatives separated by `|`. */
function compileChoice(
  pieces: readonly string[],
  from: number,
  until: number,
  end: Lazy,
  words: DateWords,
): State {
  const choice = emptyState()
  let begin = from
  for (let at = from; at < until; at = closingOf(pieces, at) + 1) {
    if (pieces[at] !== '|') continue
    join(choice, compileSequence(pieces, begin, at, end, words))
    begin = at + 1
  }
  join(choice, compileSequence(pieces, begin, until, end, words))
  return choice
}

function compileSequence(
  pieces: readonly string[],
  from: number,
  until: number,
  end: Lazy,
  words: DateWords,
): State {
  if (from === until) return end()
  const closing = closingOf(pieces, from)
  const isOptional = pieces[closing + 1] === '?'
  const next = closing + (isOptional ? 2 : 1)
  const rest = lazy(() => compileSequence(pieces, next, until, end, words))
  const item =
    closing > from
      ? compileChoice(pieces, from + 1, closing, rest, words)
      : compilePiece(pieces[from] ?? '', rest, words)
  if (isOptional) join(item, rest())
  return item
}

/** Index of the closing bracket; the index itself for a piece without one. */
function closingOf(pieces: readonly string[], opening: number): number {
  let depth = 0
  for (let at = opening; at < pieces.length; at++) {
    if (pieces[at] === '(') depth += 1
    if (pieces[at] === ')') depth -= 1
    if (depth === 0) return at
  }
  throw new Error(`A bracket is not closed: "${pieces.join(' ')}"`)
}

function compilePiece(piece: string, to: Lazy, words: DateWords): State {
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

function edge(to: Lazy, slots: DateSlots | null, isUntil: boolean, capital: boolean): Edge<State> {
  return new Edge({ slots, isUntil, capital, read: null }, to)
}

/** `{month}`, or `{until.month}` for the other end of a range. */
function compileClass(name: string, to: Lazy, words: DateWords): State {
  const isUntil = name.startsWith('until.')
  const key = isUntil ? name.slice('until.'.length) : name
  const state = emptyState()
  const read = DIGITS[key]
  if (read) {
    state.tests.push(new Edge({ slots: null, isUntil, capital: false, read }, to))
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

/** Require a capital in the first word of a row, for classes of names: "Sat.", not "sat." */
function capitalise(state: State): State {
  for (const [word, edges] of state.words) {
    const named = edges.map((given) => changed(given, { capital: true }))
    state.words.set(word, named)
  }
  return state
}
