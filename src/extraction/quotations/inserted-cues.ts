import { Form, Frame, WordClass } from '../../languages/quotation-words.ts'
import { isTerminal, type Prose, type Sentence } from '../../text/prose.ts'
import type { Run, Stretch } from '../../text/quotation-marks.ts'
import { COMMA, EM_DASH, EN_DASH, entriesAt, formsAt, hasClass, isCapital, isMark } from './doc.ts'
import type { Doc } from './doc.ts'
import { isJoined } from './auxiliaries.ts'

const MAX_CLAUSE_LENGTH = 24
const QUOTING = Frame.QUOTATION | Frame.CLAUSE

/**
 * Split quoted stretches at the reporting clauses inside their marks: « Le pont, a dit Mme Roux,
 * est fermé. » In languages with dialogue dashes, a paragraph that begins with a dash and has an
 * inserted clause is split in the same way.
 */
export function splitAtInsertedCues(doc: Doc): Doc {
  const { cuesInsideMarks, dialogueDashes } = doc.words.order
  if (!cuesInsideMarks) return doc
  const spoken = dialogueDashes ? withDialogue(doc) : doc.prose.quoted.stretches
  const stretches = spoken.flatMap((stretch) => split(doc, stretch))
  const stretchOf = new Int32Array(doc.tokens.count).fill(-1)
  stretches.forEach(({ first, end }, index) => stretchOf.fill(index, first, end))
  const quoted = { ...doc.prose.quoted, stretches }
  const sentences = withBreaks(doc, stretches)
  const prose: Prose = { ...doc.prose, sentences, quoted, stretchOf }
  return { ...doc, prose }
}

/** Sentences may also end inside the marks, after an inserted clause. */
function withBreaks(doc: Doc, stretches: readonly Stretch[]): Sentence[] {
  const breaks = stretches
    .filter(({ opened, first }) => !opened && isTerminal(doc.tokens.codes[first - 1] ?? 0))
    .map(({ first }) => first)
  let next = 0
  return doc.prose.sentences.flatMap((sentence) => {
    const parts: Sentence[] = []
    let { first } = sentence
    for (; (breaks[next] ?? Infinity) < sentence.end; next += 1) {
      const end = breaks[next] ?? first
      if (end > first) parts.push({ ...sentence, first, end })
      first = Math.max(first, end)
    }
    return [...parts, { ...sentence, first }]
  })
}

/** Add the paragraphs that begin with a dialogue dash and have no quotation marks. */
function withDialogue(doc: Doc): Stretch[] {
  const { stretches } = doc.prose.quoted
  const marked = new Set(stretches.map(({ paragraph }) => paragraph))
  const lines = doc.prose.paragraphs.flatMap(({ first, end }, paragraph): Stretch[] => {
    if (!isMark(doc, first, EM_DASH, EN_DASH) || marked.has(paragraph)) return []
    const line = { first, end, paragraph, opened: true, closed: false, carried: false }
    return insertedClauses(doc, line).length > 0 ? [line] : []
  })
  return [...stretches, ...lines].sort((a, b) => a.first - b.first)
}

/** The pieces of a stretch between its inserted clauses, without the marks around the clauses. */
function split(doc: Doc, stretch: Stretch): Stretch[] {
  const pieces: Stretch[] = []
  let first = stretch.first
  for (const clause of insertedClauses(doc, stretch)) {
    const opened = stretch.opened && first === stretch.first
    pieces.push({ ...stretch, first, end: clause.first - 1, opened, closed: false })
    first = clause.end + 1
  }
  if (pieces.length === 0) return [stretch]
  const last = stretch.closed ? stretch.end - 1 : stretch.end
  return first < last ? [...pieces, { ...stretch, first, opened: false, carried: false }] : pieces
}

/**
 * The inserted clauses of a stretch: from the token after a comma to the mark that ends the clause.
 */
function insertedClauses(doc: Doc, { first, end }: Stretch): Run[] {
  const found: Run[] = []
  for (let at = first + 1; at < end; at += 1) {
    if (!isMark(doc, at - 1, COMMA)) continue
    const close = insertedClauseEnd(doc, at, end)
    if (close === null) continue
    found.push({ first: at, end: close })
    at = close
  }
  return found
}

/** The mark that ends the inserted clause at a token; null when there is none. */
function insertedClauseEnd(doc: Doc, from: number, limit: number): number | null {
  const verb = verbOf(doc, from, limit)
  if (verb === null) return null
  const behind = verb + 1
  const joined = isJoined(doc, behind) && hasClass(doc, behind, WordClass.SUBJECT_PRONOUN)
  const own = joined || holdsJoined(doc, from, verb)
  if (!own && !beginsSubject(doc, behind)) return null
  for (let at = behind; at < Math.min(limit, from + MAX_CLAUSE_LENGTH); at += 1) {
    const code = doc.tokens.codes[at] ?? 0
    if (code === COMMA && namesSubject(doc, behind, at)) continue
    if (code === COMMA || isTerminal(code)) return at
    if (at === limit - 1 && code !== 0) return at
  }
  return null
}

/**
 * The cue verb of "a déclaré", "a-t-il dit", "s'est exclamé", "explique"; null when there is none.
 */
function verbOf(doc: Doc, from: number, limit: number): number | null {
  let at = from
  while (hasClass(doc, at, WordClass.PREVERBAL)) at += 1
  const helped = hasClass(doc, at, WordClass.HAVE | WordClass.BE)
  if (helped) at += 1
  if (helped && isJoined(doc, at)) at += 1
  while (at < limit && hasClass(doc, at, WordClass.ADVERB | WordClass.PREVERBAL)) at += 1
  const forms = helped ? Form.PARTICIPLE : Form.PRESENT | Form.PAST
  if (at >= limit || (formsAt(doc, at) & forms) === 0) return null
  return entriesAt(doc, at).some(({ frames }) => (frames & QUOTING) !== 0) ? at : null
}

/** "il" in "a-t-il dit". */
function holdsJoined(doc: Doc, first: number, end: number): boolean {
  for (let at = first + 1; at < end; at += 1) {
    if (isJoined(doc, at) && hasClass(doc, at, WordClass.SUBJECT_PRONOUN)) return true
  }
  return false
}

/** Whether a name in apposition follows the subject: ", répond sa sœur, Claire." */
function namesSubject(doc: Doc, subject: number, comma: number): boolean {
  if (!hasClass(doc, subject, WordClass.DETERMINER) || isCapital(doc, comma - 1)) return false
  let at = comma + 1
  while (isCapital(doc, at)) at += 1
  const code = doc.tokens.codes[at] ?? 0
  return at > comma + 1 && (code === COMMA || isTerminal(code))
}

/** A name, a title, or a determiner with a noun for a speaker. */
function beginsSubject(doc: Doc, from: number): boolean {
  let at = from
  while (hasClass(doc, at, WordClass.TIME)) at += 1
  if (isCapital(doc, at) || hasClass(doc, at, WordClass.TITLE)) return true
  if (!hasClass(doc, at, WordClass.DETERMINER)) return false
  return [1, 2, 3].some((step) => hasClass(doc, at + step, WordClass.VOICE | WordClass.TITLE))
}
