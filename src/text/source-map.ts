import iconv from 'iconv-lite'
import type { SourceMap, SourceStretch } from '../model/article.ts'
import type { Span } from '../model/span.ts'
import { createTextIndex, type Position, positionAt } from './lines.ts'

/** A decoded text before its line ends, control characters and manifests were normalised. */
export interface TextOrigin {
  readonly raw: string
  readonly encoding: string
  /** Bytes before the first character of `raw`: a byte order mark. */
  readonly skip: number
  /** Whether encoding `raw` gives back the bytes of the file. */
  readonly isExact: boolean
}

/** A place in a file: line and column count from 1, bytes from 0; `byteEnd` is excluded. */
export interface SourcePlace {
  readonly line: number
  readonly column: number
  readonly byteStart: number
  readonly byteEnd: number
}

/** Some words of a body and where they begin in the text of the file. */
export interface Anchor {
  readonly body: Span
  /** Offset in the text of the file. */
  readonly at: number
}

// "C2PATXT\0" in variation selectors, behind U+FEFF, and the manifest behind it.
const SELECTOR = '(?:[\\ufe00-\\ufe0f]|\\udb40[\\udd00-\\uddef])'
const MAGIC = [...'C2PATXT'].map((letter) => selectorOf(letter.charCodeAt(0))).join('')
// The armoured block of front matter, behind a comment mark and on lines of its own.
const ARMOUR =
  '(?:# ?|// ?|<!-- ?)?-----BEGIN C2PA MANIFEST-----[^-]{0,2000000}-----END C2PA MANIFEST-----(?: ?-->)?\\r?\\n?'
const MANIFEST = `\\ufeff${MAGIC}\\ufe00${SELECTOR}*|${ARMOUR}`
// Terminal colours ("ESC[31m") whole, so that no "[31m" stays behind; then any other control
// character but tab and line feed.
const CONTROL = '\\u001b\\[[0-9;?]*[ -/]*[@-~]|[\\0-\\u0008\\u000e-\\u001f\\u007f-\\u009f]'
const LINE_END = '\\r\\n?|[\\v\\f\\u0085\\u2028]'

const controls = new RegExp(CONTROL)
const edits = new RegExp(`${LINE_END}|\\u2029|${MANIFEST}|${CONTROL}`, 'g')

function selectorOf(byte: number): string {
  return byte < 16 ? String.fromCodePoint(0xfe00 + byte) : String.fromCodePoint(0xe0100 + byte - 16)
}

/** The text with LF line ends, without control characters and without manifests. */
export function normalizeText(raw: string): {
  readonly text: string
  /** Control characters that were taken out. */
  readonly controls: number
  /** Whether a C2PA manifest was taken out. */
  readonly hasManifest: boolean
} {
  let removed = 0
  let hasManifest = false
  const text = raw.replace(edits, (found) => {
    const replacement = replacementOf(found)
    if (replacement === '' && isManifest(found)) hasManifest = true
    else if (replacement === '') removed += 1
    return replacement
  })
  return { text, controls: removed, hasManifest }
}

function isManifest(found: string): boolean {
  return found.startsWith('\ufeff') || found.includes('C2PA MANIFEST')
}

function replacementOf(found: string): string {
  if (found === '\u2029') return '\n\n'
  return /^(?:\r\n?|[\v\f\u0085\u2028])$/.test(found) ? '\n' : ''
}

/** Where the first control character stands, counted in lines of the text. */
export function findControl(raw: string): Position {
  const lined = raw.replace(
    edits,
    (found) => replacementOf(found) || (isManifest(found) ? '' : found),
  )
  return positionAt(lined, lined.search(controls))
}

/**
 * Map the anchored words of a body to the file.
 *
 * White space may differ in length and kind, as where wrapped lines are joined; where anything
 * else differs, the rest of the anchored words has no place.
 *
 * @param text - the normalised text of the file
 */
export function createSourceMap(
  body: string,
  anchors: readonly Anchor[],
  text: string,
  origin: TextOrigin | null,
): SourceMap | null {
  if (!origin?.isExact) return null
  const runs = anchors.flatMap((anchor) => alignRuns(body, anchor, text))
  const locate = createLocator(text, origin)
  const stretches = runs.flatMap(({ body: span, at }) => locate(span, at))
  if (stretches.length === 0) return null
  return { encoding: origin.encoding, stretches: stretches.sort(([a], [b]) => a - b) }
}

/** The map of a body that is the text of the file. */
export function wholeSourceMap(body: string, origin: TextOrigin | null): SourceMap | null {
  return createSourceMap(body, [{ body: { start: 0, end: body.length }, at: 0 }], body, origin)
}

/** The verbatim runs of some words. */
function alignRuns(body: string, { body: span, at }: Anchor, text: string): Anchor[] {
  const length = span.end - span.start
  if (text.startsWith(body.slice(span.start, span.end), at)) return [{ body: span, at }]
  const runs: Anchor[] = []
  let [here, there, run] = [span.start, at, 0]
  const close = () => {
    if (run > 0) runs.push({ body: { start: here - run, end: here }, at: there - run })
    run = 0
  }
  while (here < span.start + length && there < text.length) {
    if (body[here] === text[there]) {
      here += 1
      there += 1
      run += 1
      continue
    }
    close()
    const [blanksHere, blanksThere] = [blanksAt(body, here), blanksAt(text, there)]
    // Blanks of one side may already be passed: "a  b" and "a b".
    if (blanksHere + blanksThere === 0) break
    here += blanksHere
    there += blanksThere
  }
  close()
  return runs
}

function blanksAt(text: string, at: number): number {
  let end = at
  while (end < text.length && /\s/.test(text.charAt(end))) end += 1
  return end - at
}

/** Finds the stretches of runs. */
function createLocator(text: string, origin: TextOrigin) {
  const { shifts, byteAt, lineOf } = indexOf(text, origin)
  return (span: Span, at: number): SourceStretch[] => {
    const end = at + span.end - span.start
    const stretches: SourceStretch[] = []
    for (let from = at; from < end;) {
      const index = lastBefore(shifts, from, (shift) => shift.text)
      const shift = shifts[index]
      const to = Math.min(end, shifts[index + 1]?.text ?? end)
      const rawAt = shift ? shift.raw + (from - shift.text) : from
      const start = span.start + (from - at)
      const { line, lineStart } = lineOf(from)
      stretches.push([start, start + (to - from), line, from - lineStart + 1, byteAt(rawAt)])
      from = to
    }
    return stretches
  }
}

/** Lines, bytes and shifts of a file, counted once for all of its articles. */
interface FileIndex {
  readonly text: string
  readonly shifts: readonly Shift[]
  /** The byte of an offset in `raw`. */
  byteAt(rawOffset: number): number
  /** The line of an offset in `text`. */
  lineOf(offset: number): { readonly line: number; readonly lineStart: number }
}

const indexes = new WeakMap<TextOrigin, FileIndex>()

function indexOf(text: string, origin: TextOrigin): FileIndex {
  const known = indexes.get(origin)
  if (known?.text === text) return known
  const index = {
    text,
    shifts: origin.raw === text ? [] : shiftsOf(origin.raw),
    byteAt: createByteCounter(origin),
    lineOf: createLineCounter(text),
  }
  indexes.set(origin, index)
  return index
}

function createLineCounter(text: string): FileIndex['lineOf'] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return (offset) => {
    const index = lastBefore(starts, offset, (start) => start)
    return { line: index + 1, lineStart: starts[index] ?? 0 }
  }
}

/** Characters between two offsets whose bytes are kept. */
const BYTE_STEP = 2048

function createByteCounter({ raw, encoding, skip }: TextOrigin): FileIndex['byteAt'] {
  const first = { at: 0, byte: skip }
  const marks = [first]
  return (offset) => {
    const wanted = Math.floor(offset / BYTE_STEP)
    while (marks.length <= wanted) {
      const last = marks.at(-1) ?? first
      const at = beforeHalf(raw, marks.length * BYTE_STEP)
      marks.push({ at, byte: last.byte + encodedLength(raw.slice(last.at, at), encoding) })
    }
    const mark = marks[wanted] ?? first
    return mark.byte + encodedLength(raw.slice(mark.at, offset), encoding)
  }
}

/** The offset, or the one before it where it splits a pair of surrogates. */
function beforeHalf(text: string, offset: number): number {
  return /[\udc00-\udfff]/.test(text.charAt(offset)) ? offset - 1 : offset
}

/** From `text` on, the text of the file equals `raw` from `raw` on, up to the next shift. */
interface Shift {
  readonly text: number
  readonly raw: number
}

function shiftsOf(raw: string): Shift[] {
  const shifts: Shift[] = [{ text: 0, raw: 0 }]
  let difference = 0
  for (const { 0: found, index } of raw.matchAll(edits)) {
    difference += replacementOf(found).length - found.length
    const end = index + found.length
    shifts.push({ text: end + difference, raw: end })
  }
  return shifts
}

/** The last of some ascending offsets that is not behind `at`; -1 when there is none. */
function lastBefore<Item>(items: readonly Item[], at: number, offsetOf: (item: Item) => number) {
  let [low, high] = [0, items.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const item = items[middle]
    if (item !== undefined && offsetOf(item) <= at) low = middle + 1
    else high = middle
  }
  return low - 1
}

function encodedLength(text: string, encoding: string): number {
  return encoding === 'utf-8' ? Buffer.byteLength(text) : iconv.encode(text, encoding).length
}

type Locate = (span: Span) => SourcePlace | null

const locators = new WeakMap<SourceMap, { readonly body: string; readonly locate: Locate }>()

/** The place of a span in the file; null when its ends are not verbatim there. */
export function sourceOf(body: string, map: SourceMap | null, span: Span): SourcePlace | null {
  if (!map) return null
  const known = locators.get(map)
  if (known?.body === body) return known.locate(span)
  const locate = createPlaceFinder(body, map)
  locators.set(map, { body, locate })
  return locate(span)
}

/** Counts lines and bytes of the body once for all spans. */
function createPlaceFinder(body: string, { encoding, stretches }: SourceMap): Locate {
  const index = createTextIndex(body)
  const byteAt = createByteCounter({ raw: body, encoding, skip: 0, isExact: true })
  const stretchAt = (offset: number) => {
    const found = stretches[lastBefore(stretches, offset, ([start]) => start)]
    return found && offset < found[1] ? found : null
  }
  return (span) => {
    const first = stretchAt(span.start)
    const last = stretchAt(span.end - 1)
    if (!first || !last) return null
    const [start, , line, column, byte] = first
    const from = index.positionAt(start)
    const to = index.positionAt(span.start)
    return {
      line: line + to.line - from.line,
      column: to.line === from.line ? column + span.start - start : to.column,
      byteStart: byte + byteAt(span.start) - byteAt(start),
      byteEnd: last[4] + byteAt(span.end) - byteAt(last[0]),
    }
  }
}
