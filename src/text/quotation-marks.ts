import { Shape, type Tokens } from './tokens.ts'

/** A run of tokens, `end` excluded. */
export interface Run {
  readonly first: number
  readonly end: number
}

/** Words in quotation marks, the marks included, inside one paragraph. */
export interface Stretch extends Run {
  readonly paragraph: number
  /** False where only a closing mark was found. */
  readonly opened: boolean
  /** False where the speech runs to the end of the paragraph. */
  readonly closed: boolean
  /** The previous paragraph ended inside the same speech, and this one opens it again. */
  readonly carried: boolean
}

/** Quoted text: the outer stretches in reading order, and unbalanced marks. */
export interface QuotedText {
  readonly stretches: readonly Stretch[]
  /** Indexes of tokens that are unbalanced marks and were repaired. */
  readonly unbalanced: readonly number[]
}

const STRAIGHT = 34
const SINGLE = 39
const SINGLE_OPEN = 0x2018
const SINGLE_CLOSE = 0x2019

/** Character codes of marks that end or separate clauses. */
const ENDS: ReadonlySet<number> = new Set([46, 44, 33, 63, 0x2026, 0x2014, 0x2013, 45, 58, 59])

/**
 * Find text in quotation marks: “ ”, " ", '' '', « », „ “, and single marks outside double ones.
 * Inner marks belong to the outer stretch. A stretch without a closing mark runs to the end of its
 * paragraph.
 */
export function findQuotedText(tokens: Tokens, paragraphs: readonly Run[]): QuotedText {
  const stretches: Stretch[] = []
  const unbalanced: number[] = []
  let carry = false
  paragraphs.forEach((run, paragraph) => {
    const next = firstCode(tokens, paragraphs[paragraph + 1])
    const found = stretchesOf(tokens, run, { paragraph, carry, next }, unbalanced)
    const last = found.at(-1)
    carry = last?.closed === false && opensAgain(tokens.codes[last.first] ?? 0, next)
    for (const stretch of found) {
      if (!stretch.closed && !(stretch === last && carry)) unbalanced.push(stretch.first)
    }
    for (const stretch of found) stretches.push(stretch)
  })
  return { stretches, unbalanced: unbalanced.sort((a, b) => a - b) }
}

/** Marks that open text in any language, and those that may close it. */
const PAIRS: ReadonlyMap<number, readonly number[]> = new Map([
  [0x201e, [0x201c, 0x201d, STRAIGHT]],
  [0x201c, [0x201d, 0x201c, STRAIGHT]],
  [0x201d, [0x201d]],
  [0xab, [0xbb]],
  [0xbb, [0xab, 0xbb]],
  [0x300c, [0x300d]],
  [0x300e, [0x300f]],
  [SINGLE_OPEN, [SINGLE_CLOSE]],
  [STRAIGHT, [STRAIGHT]],
])

/** Marks whose form says that they open, whatever stands beside them. */
const ALWAYS_OPENING: ReadonlySet<number> = new Set([0x201e, 0xab, 0x300c, 0x300e])

/**
 * Find text in the quotation marks of any language: „ “, » «, « », 「 」, ” ”, “ ”, " ". Where a mark
 * both opens and closes, the blanks beside it tell which. A mark without a partner opens nothing,
 * unless the next paragraph opens with it, too.
 */
export function findTextInAnyMarks(tokens: Tokens, paragraphs: readonly Run[]): QuotedText {
  const stretches: Stretch[] = []
  const unbalanced: number[] = []
  let carried = false
  paragraphs.forEach((run, paragraph) => {
    const next = firstCode(tokens, paragraphs[paragraph + 1])
    const withoutPartner = new Set<number>()
    let isOpenAtEnd = false
    for (let at = run.first; at < run.end; at += 1) {
      const code = tokens.codes[at] ?? 0
      if (code === 0 || !PAIRS.has(code) || withoutPartner.has(code)) continue
      if (!opensInAny(tokens, run, at)) continue
      const end = endInAny(tokens, run, at)
      const closed = end > 0
      if (!closed) {
        withoutPartner.add(code)
        isOpenAtEnd = next === code
        if (!isOpenAtEnd) {
          unbalanced.push(at)
          continue
        }
      }
      const opening = { first: at, end: closed ? end : run.end, paragraph, opened: true, closed }
      stretches.push({ ...opening, carried: carried && at === run.first })
      at = opening.end - 1
    }
    carried = isOpenAtEnd
  })
  return { stretches, unbalanced }
}

function opensInAny(tokens: Tokens, run: Run, at: number): boolean {
  const code = tokens.codes[at] ?? 0
  if (at + 1 >= run.end) return false
  if (ALWAYS_OPENING.has(code)) return true
  // "他说：“我们等了。”": Chinese has no blanks.
  if (code === 0x201c) return !looksClosing(tokens, run, at)
  return looksOpening(tokens, run, at)
}

/** End of the text that a mark opens; 0 when its paragraph does not close it. */
function endInAny(tokens: Tokens, run: Run, open: number): number {
  const code = tokens.codes[open] ?? 0
  const closing = PAIRS.get(code) ?? []
  for (let at = open + 2; at < run.end; at += 1) {
    const mark = tokens.codes[at] ?? 0
    if (mark !== 0 && closing.includes(mark) && closesInAny(tokens, run, code, at)) return at + 1
  }
  return 0
}

function closesInAny(tokens: Tokens, run: Run, open: number, at: number): boolean {
  const code = tokens.codes[at] ?? 0
  if (code === STRAIGHT) return !looksOpening(tokens, run, at)
  const isSameForm = code === open || code === 0xab || isSingle(code)
  return !isSameForm || looksClosing(tokens, run, at)
}

/** Character code of the mark that a paragraph begins with; 0 for a word or nothing. */
function firstCode(tokens: Tokens, run: Run | undefined): number {
  return run && run.first < run.end ? (tokens.codes[run.first] ?? 0) : 0
}

/** A speech over several paragraphs opens each of them with the same kind of mark. */
function opensAgain(code: number, next: number): boolean {
  return isSingle(code) ? next === code : next === STRAIGHT || isOpening(next)
}

/** A paragraph with what its neighbours say about open speech. */
interface Place {
  readonly paragraph: number
  /** The previous paragraph ended inside a speech. */
  readonly carry: boolean
  /** Character code of the mark that the next paragraph begins with; 0 for none. */
  readonly next: number
}

/** The outer stretches of one paragraph. */
function stretchesOf(
  tokens: Tokens,
  run: Run,
  { paragraph, carry, next }: Place,
  unbalanced: number[],
): readonly Stretch[] {
  if (!holdsMarks(tokens, run)) return NONE
  const found: Stretch[] = []
  const singles = closingSingles(tokens, run, next)
  let from = run.first
  for (let at = run.first; at < run.end; at += 1) {
    const code = tokens.codes[at] ?? 0
    if (code === 0 || isInch(tokens, run, at)) continue
    const nickname = nicknameEnd(tokens, run, at)
    if (nickname > 0) {
      at = nickname - 1
      continue
    }
    const end = opens(tokens, run, at)
      ? doubleEnd(tokens, run, at)
      : isSingle(code)
        ? (singles.get(at) ?? 0)
        : 0
    if (end > 0) {
      const closed = end <= run.end && end - 1 > at && isClosingAt(tokens, end - 1)
      const carried = carry && at === run.first
      found.push({ first: at, end, paragraph, opened: true, closed, carried })
      at = end - 1
      from = end
    } else if (code === STRAIGHT || isClosing(code)) {
      unbalanced.push(at)
      const first = found.length > 0 ? from : run.first
      if (found.length === 0 && at > first) {
        found.push({ first, end: at + 1, paragraph, opened: false, closed: true, carried: false })
      }
      from = at + 1
    }
  }
  return found
}

const NONE: readonly Stretch[] = []

function holdsMarks({ codes }: Tokens, { first, end }: Run): boolean {
  for (let at = first; at < end; at += 1) {
    const code = codes[at] ?? 0
    if (code === 0 || code === 44 || code === 46) continue
    if (code === STRAIGHT || isSingle(code) || isOpening(code) || isClosing(code)) return true
  }
  return false
}

function isOpening(code: number): boolean {
  return code === 0x201c || code === 0x201e || code === 0xab
}

function isClosing(code: number): boolean {
  return code === 0x201d || code === 0xbb
}

function isSingle(code: number): boolean {
  return code === SINGLE || code === SINGLE_OPEN || code === SINGLE_CLOSE
}

function isClosingAt(tokens: Tokens, at: number): boolean {
  const code = tokens.codes[at] ?? 0
  return code === STRAIGHT || code === 0x201c || isClosing(code) || isSingle(code)
}

/**
 * Whether a straight mark means inches: behind feet (6'7"), or behind a small number where it can
 * neither close a quotation nor open one.
 */
function isInch(tokens: Tokens, run: Run, at: number): boolean {
  if (tokens.codes[at] !== STRAIGHT || at === run.first || !isTight(tokens, at)) return false
  const start = tokens.starts[at] ?? 0
  const before = INCHES.exec(tokens.text.slice(Math.max(0, start - 8), start))
  if (!before) return false
  if (before.groups?.feet !== undefined) return true
  return !isOpenAt(tokens, run, at) || closesLater(tokens, run, at)
}

const INCHES = /(?:^|[\s"“(])(?:(?<feet>\d{1,2}['’])\s?)?\d{1,2}(?:\.\d)?$/u

/** Whether a double mark before a token opens a quotation that nothing has closed yet. */
function isOpenAt(tokens: Tokens, run: Run, at: number): boolean {
  for (let token = at - 1; token >= run.first; token -= 1) {
    const code = tokens.codes[token] ?? 0
    if (isOpening(code)) return true
    if (isClosing(code)) return false
    if (code === STRAIGHT) return looksOpening(tokens, run, token)
  }
  return false
}

/** Whether the next double mark closes, so that this one did not. */
function closesLater(tokens: Tokens, run: Run, at: number): boolean {
  for (let token = at + 1; token < run.end; token += 1) {
    const code = tokens.codes[token] ?? 0
    if (isOpening(code)) return false
    if (isClosing(code)) return true
    if (code === STRAIGHT) return !looksOpening(tokens, run, token)
  }
  return false
}

/** In tokens: the longest nickname. */
const LONGEST_NICKNAME = 4

/**
 * The token behind a nickname in marks: Ludo "The Kettle" Marrash; or -1. A name stands on both
 * sides, and no mark of a sentence inside.
 */
function nicknameEnd(tokens: Tokens, run: Run, open: number): number {
  const code = tokens.codes[open] ?? 0
  if (code !== STRAIGHT && !isOpening(code) && !isSingle(code)) return -1
  if (open <= run.first || isTight(tokens, open) || !isName(tokens, open - 1)) return -1
  for (let at = open + 1; at < Math.min(run.end - 1, open + 2 + LONGEST_NICKNAME); at += 1) {
    if (isClosingAt(tokens, at)) {
      return at > open + 1 && isName(tokens, at + 1) && !isTight(tokens, at + 1) ? at + 1 : -1
    }
    if ((tokens.codes[at] ?? 0) !== 0) return -1
    if (!isName(tokens, at) && at === open + 1) return -1
  }
  return -1
}

function isName(tokens: Tokens, at: number): boolean {
  return ((tokens.shapes[at] ?? 0) & Shape.CAPITAL) !== 0
}

/** A double mark that can open: curly, or straight with no word directly before it. */
function opens(tokens: Tokens, run: Run, at: number): boolean {
  const code = tokens.codes[at] ?? 0
  if (isOpening(code)) return at + 1 < run.end
  return code === STRAIGHT && at + 1 < run.end && !looksClosing(tokens, run, at)
}

/** `word" ` or `word."`: no blank before, a blank or a mark after. */
function looksClosing(tokens: Tokens, run: Run, at: number): boolean {
  if (at === run.first || !isTight(tokens, at)) return false
  if (isBracketOrDash(tokens.codes[at - 1] ?? 0)) return false
  return at + 1 >= run.end || !isTight(tokens, at + 1) || (tokens.codes[at + 1] ?? 0) !== 0
}

/** `"word`: a blank or a bracket before, none after. */
function looksOpening(tokens: Tokens, run: Run, at: number): boolean {
  if (at + 1 >= run.end || !isTight(tokens, at + 1)) return false
  return at === run.first || !isTight(tokens, at) || isBracketOrDash(tokens.codes[at - 1] ?? 0)
}

function isTight(tokens: Tokens, at: number): boolean {
  return ((tokens.shapes[at] ?? 0) & Shape.TIGHT) !== 0
}

function isBracketOrDash(code: number): boolean {
  return (
    code === 40 ||
    code === 91 ||
    code === 0x2014 ||
    code === 0x2013 ||
    code === 0x2015 ||
    code === 45
  )
}

/** End of the stretch that a double mark opens; the paragraph's end when nothing closes it. */
function doubleEnd(tokens: Tokens, run: Run, open: number): number {
  const code = tokens.codes[open] ?? 0
  if (code !== STRAIGHT) return curlyEnd(tokens, run, open)
  for (let at = open + 1; at < run.end; at += 1) {
    const next = tokens.codes[at] ?? 0
    if (next === STRAIGHT && isInch(tokens, run, at)) continue
    if (next === STRAIGHT)
      return looksOpening(tokens, run, at) ? sentenceBreak(tokens, open, at) : at + 1
    if (isClosing(next)) return at + 1
  }
  return run.end
}

/** „ is closed by “, « by », “ by ”; a second “ before any ” nests when enough closing marks follow. */
function curlyEnd(tokens: Tokens, run: Run, open: number): number {
  const low = tokens.codes[open] === 0x201e
  let depth = 1
  for (let at = open + 1; at < run.end; at += 1) {
    const code = tokens.codes[at] ?? 0
    if (code === 0 || isInch(tokens, run, at)) continue
    if (low && (code === 0x201c || code === 0x201d)) return at + 1
    if (isClosing(code)) depth -= 1
    else if (isOpening(code)) {
      if (depth === 1 && looksClosing(tokens, run, at)) return at + 1
      if (!closesTwice(tokens, run, at)) return sentenceBreak(tokens, open, at)
      depth += 1
    } else if (code === STRAIGHT && depth === 1 && looksClosing(tokens, run, at)) return at + 1
    if (depth === 0) return at + 1
  }
  return run.end
}

/** Whether two closing marks follow an inner opening mark before the next opening mark. */
function closesTwice(tokens: Tokens, run: Run, open: number): boolean {
  let closings = 0
  for (let at = open + 1; at < run.end; at += 1) {
    const code = tokens.codes[at] ?? 0
    if (isOpening(code)) return closings > 1
    if (isClosing(code)) closings += 1
    if (closings > 1) return true
  }
  return false
}

/** End of the first sentence, for a stretch that has a second opening mark before a closing one. */
function sentenceBreak(tokens: Tokens, open: number, limit: number): number {
  for (let at = open + 1; at < limit; at += 1) {
    const code = tokens.codes[at] ?? 0
    if ((code === 46 || code === 33 || code === 63) && !isTight(tokens, at + 1)) return at + 1
  }
  return limit
}

/**
 * The single marks of a paragraph that open a quotation, each with its end. Apostrophes look the
 * same: a mark closes for sure after a point or comma, and perhaps after a word; after a word in
 * "s" it may be a plural's ("the workers' rights"), so a later, surer one is preferred. What stays
 * open runs to the end when the next paragraph opens it again.
 */
function closingSingles(tokens: Tokens, run: Run, next: number): Map<number, number> {
  const ends = new Map<number, number>()
  let open = -1
  let weak = -1
  let depth = 0
  const close = (mark: number) => {
    if (open >= 0 && mark > open + 1) ends.set(open, mark + 1)
    open = -1
    weak = -1
  }
  for (let at = run.first; at < run.end; at += 1) {
    const code = tokens.codes[at] ?? 0
    if (code === 0) continue
    if (open < 0 && (isOpening(code) || code === STRAIGHT))
      depth = code === STRAIGHT ? 1 - depth : 1
    else if (open < 0 && isClosing(code)) depth = 0
    if (!isSingle(code) || depth > 0) continue
    if (opensSingle(tokens, run, at)) {
      if (open >= 0 && weak >= 0) close(weak)
      if (open < 0) open = at
    } else if (open >= 0 && code !== SINGLE_OPEN && closesSingle(tokens, run, at)) {
      if (!isPlural(tokens, at) || at + 1 >= run.end || tokens.codes[at + 1] !== 0) close(at)
      else if (weak < 0) weak = at
    }
  }
  if (weak >= 0) close(weak)
  if (open >= 0 && next === SINGLE_OPEN && tokens.codes[open] === next) ends.set(open, run.end)
  return ends
}

function opensSingle(tokens: Tokens, run: Run, at: number): boolean {
  const next = tokens.shapes[at + 1] ?? 0
  if (at + 1 >= run.end || !(next & Shape.TIGHT)) return false
  if (next & Shape.DIGIT && tokens.codes[at] !== SINGLE_OPEN) return false
  if (at > run.first && isTight(tokens, at) && !isBracketOrDash(tokens.codes[at - 1] ?? 0))
    return false
  return tokens.codes[at] !== SINGLE_CLOSE
}

function closesSingle(tokens: Tokens, run: Run, at: number): boolean {
  if (!isTight(tokens, at)) return false
  return at + 1 >= run.end || !isTight(tokens, at + 1) || tokens.codes[at + 1] !== 0
}

/** Whether the mark directly follows a word in "s", not a full stop or comma. */
function isPlural(tokens: Tokens, at: number): boolean {
  if (ENDS.has(tokens.codes[at - 1] ?? 0)) return false
  return (tokens.text.charCodeAt((tokens.starts[at] ?? 0) - 1) | 32) === 115
}
