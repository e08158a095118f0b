import { decodeHTMLStrict } from 'entities'

/** A text whose damage by an earlier conversion is undone, where that is certain. */
export interface RepairedText {
  readonly text: string
  /** Places that were repaired. */
  readonly count: number
  /** The first one: what it was in the file, what it is now, and its offset in the file's text. */
  readonly first: { readonly from: string; readonly to: string; readonly at: number } | null
  /** Damaged places that could not be repaired. */
  readonly lost: number
}

// Windows-1252 from 0x80 to 0x9f; five bytes are undefined and stay control characters.
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'
const UNDEFINED = /[\u0081\u008d\u008f\u0090\u009d]/

const byteOf = new Map([...WINDOWS_1252].map((letter, at) => [letter, 0x80 + at]))

/** What the bytes 0x80 to 0xbf, which continue a UTF-8 sequence, look like in Windows-1252 and Latin-1. */
const CONTINUED = `[\\u0080-\\u00bf${[...WINDOWS_1252].join('')}]`
const DAMAGED_SEQUENCE = new RegExp(
  `[\\u00c2-\\u00df]${CONTINUED}|[\\u00e0-\\u00ef]${CONTINUED}{2}|[\\u00f0-\\u00f4]${CONTINUED}{3}`,
  'g',
)
// Converters drop the undefined bytes: of all marks, only ” contains one.
const CUT_MARK = new RegExp(`â€(?!${CONTINUED})`, 'g')
const LOST = /[ÂÃ](?=[a-z\u00a0-\u00bf])|â€|\ufffd/g
/** Damage without a certain repair, because the text has sound letters, too. */
const SUSPECT = /[ÂÃ][\u0080-\u009f¡-ª¬-º¼-¿]/g
const DAMAGE = new RegExp(`[\\u00c2-\\u00f4]${CONTINUED}|[\\u0080-\\u009f]`)

/**
 * Undo what an earlier conversion did to a text:
 *
 * - UTF-8 that was read as Windows-1252 or Latin-1 and saved again ("â€œ" for “, "Ã«" for ë);
 * - marks of Windows-1252 that were kept as the control characters U+0080 to U+009F;
 * - character references of HTML in a text that is not markup ("&ldquo;").
 *
 * @param mayHaveReferences - false for text whose format has references or needs them as they are
 */
export function repairText(raw: string, mayHaveReferences: boolean): RepairedText {
  const repairs = createRepairs()
  let text = raw
  // A text can be damaged twice.
  for (let pass = 0; pass < 2 && DAMAGE.test(text); pass += 1) text = repairSequences(text, repairs)
  if (repairs.count > 0) {
    text = text.replace(CUT_MARK, (found, at: number) => repairs.record(found, '”', at))
  }
  text = repairControls(text, repairs)
  if (mayHaveReferences && text.includes('&')) text = repairReferences(text, repairs)
  const { count, first } = repairs
  return { text, count, first, lost: text.match(count === 0 ? SUSPECT : LOST)?.length ?? 0 }
}

/** Replace bytes of Windows-1252 marks that stand alone in UTF-8 by the UTF-8 of the marks. */
export function repairStrayMarks(bytes: Uint8Array): {
  readonly bytes: Uint8Array
  readonly count: number
} {
  const parts: Uint8Array[] = []
  let from = 0
  for (let at = 0; at < bytes.length; at += 1) {
    const mark = strayMark(bytes, at)
    if (mark === null) continue
    parts.push(bytes.subarray(from, at), Buffer.from(mark))
    from = at + 1
  }
  const count = parts.length / 2
  return { bytes: count === 0 ? bytes : Buffer.concat([...parts, bytes.subarray(from)]), count }
}

/** Quotation marks, dashes and the ellipsis, between ASCII bytes: no part of a UTF-8 sequence. */
function strayMark(bytes: Uint8Array, at: number): string | null {
  const byte = bytes[at] ?? 0
  if (byte !== 0x85 && (byte < 0x91 || byte > 0x97)) return null
  const isAlone = (bytes[at - 1] ?? 0) < 0x80 && (bytes[at + 1] ?? 0) < 0x80
  return isAlone ? (WINDOWS_1252[byte - 0x80] ?? null) : null
}

interface Repairs {
  count: number
  first: RepairedText['first']
  record(from: string, to: string, at: number): string
}

function createRepairs(): Repairs {
  return {
    count: 0,
    first: null,
    record(from, to, at) {
      this.count += 1
      this.first ??= { from, to, at }
      return to
    },
  }
}

function repairSequences(text: string, repairs: Repairs): string {
  const areLettersCertain = hasOnlyDamagedLetters(text)
  return text.replace(DAMAGED_SEQUENCE, (sequence, at: number) => {
    const repaired = decodeSequence(sequence)
    const isCertain = areLettersCertain || (repaired !== null && PUNCTUATION.test(repaired))
    return repaired !== null && isCertain ? repairs.record(sequence, repaired, at) : sequence
  })
}

/** What "â€…" and "â‚¬" stand for, which no sound text contains. */
const PUNCTUATION = /^[\u2000-\u20cf]$/

/** An accented letter and closing marks, as in sound text: "LIBERTÉ»", "café…”". */
const LETTER_AND_MARKS = /^.[»”’›…–—\u00a0]+$/

/**
 * Whether every accented Latin letter of the text is part of a damaged sequence, and one of the
 * sequences is not a letter before closing marks.
 */
function hasOnlyDamagedLetters(text: string): boolean {
  let isCertain = false
  for (const [sequence] of text.matchAll(DAMAGED_SEQUENCE)) {
    if (decodeSequence(sequence) === null) return false
    if (!LETTER_AND_MARKS.test(sequence)) isCertain = true
  }
  return isCertain && !ACCENTED.test(text.replace(DAMAGED_SEQUENCE, ''))
}

/** Not those that lead a sequence whose undefined last byte was dropped: "Ãlvaro". */
const ACCENTED = /(?![ÂÃ][a-z])[\u00c0-\u00ff]/

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function decodeSequence(sequence: string): string | null {
  const bytes = Array.from(sequence, (letter) => byteOf.get(letter) ?? letter.charCodeAt(0))
  try {
    return utf8.decode(Uint8Array.from(bytes))
  } catch {
    return null
  }
}

function repairControls(text: string, repairs: Repairs): string {
  // U+0085 alone is a line end of mainframes.
  const pattern = /[\u0080-\u0084\u0086-\u009f]/.test(text) ? /[\u0080-\u009f]/g : /(?!)/g
  return text.replace(pattern, (control, at: number) =>
    UNDEFINED.test(control)
      ? control
      : repairs.record(control, WINDOWS_1252[control.charCodeAt(0) - 0x80] ?? control, at),
  )
}

const REFERENCE = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8}\d{0,2});/gi
const MARKUP = /<[a-z!?/]/i

function repairReferences(text: string, repairs: Repairs): string {
  if (MARKUP.test(text) || /^\s*[[{<]/.test(text)) return text
  return text.replace(REFERENCE, (reference, at: number) => {
    const letter = decodeHTMLStrict(reference)
    return letter === reference ? reference : repairs.record(reference, letter, at)
  })
}
