import type { Run } from './quotation-marks.ts'
import { hashOf, lowered, type Tokens } from './tokens.ts'

/** A map from words to numbers, in which tokens are looked up without allocating strings. */
export interface Lexicon {
  /** The number of the word that a token is, case aside; 0 when it is not listed. */
  valueOf(tokens: Tokens, index: number): number
  /** The number of the word between two offsets of a text, case aside; 0 when it is not listed. */
  valueAt(text: string, start: number, end: number): number
  /** Write `valueOf` of the tokens of a run into a list by token. */
  writeValues(tokens: Tokens, run: Run, list: Int32Array): void
}

/** Create a lexicon. Words are in lower case with straight apostrophes; numbers are not 0. */
export function createLexicon(listed: ReadonlyMap<string, number>): Lexicon {
  const entries = Array.from(listed, ([word, value]) => [enter(word), value] as const)
  const values = new Int32Array(vocabulary.starts.length)
  for (const [number, value] of entries) values[number] = value
  return {
    valueOf: (tokens, index) => values[numberOf(tokens, index)] ?? 0,
    valueAt: (text, start, end) => values[find(hashOf(text, start, end), text, start, end)] ?? 0,
    writeValues: (tokens, { first, end }, list) => {
      const numbers = numbersOf(tokens)
      for (let at = first; at < end; at += 1) list[at] = values[numbers[at] ?? 0] ?? 0
    },
  }
}

/**
 * The words of all lexicons, numbered from 1. A token is looked up here once; every lexicon is then an
 * array indexed by that number.
 */
const vocabulary = {
  /** The characters of all words, concatenated. */
  letters: new Uint16Array(1 << 18),
  /** By number: offset of a word in `letters`. It ends where the next word begins. */
  starts: [0, 0],
  /** Open-addressing hash table of pairs (hash, number); number 0 marks a free slot. */
  table: new Int32Array(2 << 15),
}

/** Add a word to the vocabulary; returns its number. */
function enter(word: string): number {
  const hash = hashOf(word, 0, word.length)
  const known = find(hash, word, 0, word.length)
  if (known !== 0) return known
  const number = write(word)
  if (number * 6 > vocabulary.table.length) grow()
  place(hash, number)
  return number
}

function write(word: string): number {
  const { starts } = vocabulary
  const number = starts.length - 1
  const start = starts[number] ?? 0
  const end = start + word.length
  if (end > vocabulary.letters.length) {
    const { letters } = vocabulary
    vocabulary.letters = new Uint16Array(letters.length * 2)
    vocabulary.letters.set(letters)
  }
  for (let at = start; at < end; at += 1) vocabulary.letters[at] = word.charCodeAt(at - start)
  starts.push(end)
  return number
}

function grow(): void {
  const { table } = vocabulary
  vocabulary.table = new Int32Array(table.length * 2)
  for (let at = 0; at < table.length; at += 2) {
    if (table[at + 1] !== 0) place(table[at] ?? 0, table[at + 1] ?? 0)
  }
}

function place(hash: number, number: number): void {
  const { table } = vocabulary
  let at = slotOf(hash)
  while (table[at + 1] !== 0) at = (at + 2) & (table.length - 1)
  table[at] = hash
  table[at + 1] = number
}

function find(hash: number, text: string, start: number, end: number): number {
  const { table } = vocabulary
  for (let at = slotOf(hash); table[at + 1] !== 0; at = (at + 2) & (table.length - 1)) {
    const number = table[at + 1] ?? 0
    if (table[at] === hash && spells(number, text, start, end)) return number
  }
  return 0
}

/** Whether the text between two offsets spells a word, ignoring ASCII case. */
function spells(number: number, text: string, start: number, end: number): boolean {
  const { letters, starts } = vocabulary
  const from = starts[number] ?? 0
  if (end - start !== (starts[number + 1] ?? 0) - from) return false
  for (let at = start; at < end; at += 1) {
    if (lowered(text.charCodeAt(at)) !== letters[from + at - start]) return false
  }
  return true
}

function slotOf(hash: number): number {
  return ((hash ^ (hash >>> 15)) << 1) & (vocabulary.table.length - 1)
}

/** Vocabulary number of a token; numbers all tokens at the first call. */
function numberOf(tokens: Tokens, index: number): number {
  return numbersOf(tokens)[index] ?? 0
}

function numbersOf(tokens: Tokens): Int32Array {
  const { numbers } = tokens
  if (numbers.known !== vocabulary.starts.length) numberAll(tokens)
  return numbers.list
}

function numberAll({ text, count, starts, ends, hashes, numbers }: Tokens): void {
  const list = new Int32Array(count)
  for (let at = 0; at < count; at += 1) {
    const hash = hashes[at] ?? 0
    if (hash !== 0) list[at] = find(hash, text, starts[at] ?? 0, ends[at] ?? 0)
  }
  numbers.list = list
  numbers.known = vocabulary.starts.length
}
