import type { Language } from '../languages/language.ts'
import type { SourceWords } from '../languages/source-words.ts'
import type { Article, Paragraph } from '../model/article.ts'
import type { Settings } from '../model/settings.ts'
import type { Span } from '../model/span.ts'
import { nameKey } from '../text/names.ts'
import { splitSpan } from '../text/spans.ts'
import { creditLineSegments } from './sources/credit-lines.ts'
import { knownDirectory, type Directory } from './sources/directory.ts'
import { oncePer } from '../text/once-per.ts'

/** What tells a source line from prose. */
interface Context {
  readonly body: string
  readonly words: SourceWords
  readonly givenNames: ReadonlyMap<string, unknown>
  readonly known: Directory
  /** Null in a language that has none. */
  readonly release: RegExp | null
}

/** A longer line is prose. */
const MAX_LINE = 160
const MAX_CAPTION = 800
const MAX_SIGN_OFF = 60
const SENTENCE_END = /[.!?…]["'”’)\]]*$/

/**
 * Correct the kinds that a format gives by layout alone, with the words of the language and the
 * known outlets: bylines without "by", picture credits, and sign-offs such as "With inputs from".
 */
export function withParagraphKinds(
  article: Article,
  { outlets }: Pick<Settings, 'outlets'>,
  { sources: words, people }: Language,
): Article {
  const { body } = article
  const context = {
    body,
    words,
    givenNames: people.givenNames,
    known: knownDirectory(outlets),
    release: releasePattern(words),
  }
  const captioned = article.paragraphs.map((paragraph) => captionIn(context, paragraph))
  const isProse = ({ kind, span }: Paragraph) =>
    kind === 'TEXT' &&
    looksLikeProse(body, span) &&
    creditLineSegments(body, span, words).length === 0
  const prose = {
    first: captioned.findIndex(isProse),
    last: captioned.findLastIndex(isProse),
  }
  const paragraphs = captioned.map((paragraph, index) =>
    correctKind(context, paragraph, { isAbove: index < prose.first, isLast: index >= prose.last }),
  )
  if (paragraphs.every((paragraph, index) => paragraph === article.paragraphs[index])) {
    return article
  }
  const byline = paragraphs.find(({ kind }) => kind === 'BYLINE')?.span ?? null
  return { ...article, paragraphs, byline: article.byline ?? byline }
}

/** Notes to editors in brackets are not prose. */
function looksLikeProse(body: string, { start, end }: Span): boolean {
  if (end - start > MAX_LINE) return true
  const line = body.slice(start, end)
  return SENTENCE_END.test(line) && !/^[([].*[)\]]$/s.test(line)
}

/** Where a paragraph is: above all prose, or the last prose or below it. */
interface Place {
  readonly isAbove: boolean
  readonly isLast: boolean
}

function correctKind(context: Context, paragraph: Paragraph, place: Place): Paragraph {
  const { body, words } = context
  const { kind, span } = paragraph
  const line = body.slice(span.start, Math.min(span.end, span.start + MAX_LINE + 1))
  if (kind !== 'TEXT' && kind !== 'CAPTION') return paragraph
  if (place.isAbove && isLabelledByline(line, words)) return { kind: 'BYLINE', span }
  if (kind === 'CAPTION') {
    return place.isLast && isCreditOfText(context, span) ? { kind: 'SIGN_OFF', span } : paragraph
  }
  if (line.length <= MAX_LINE) {
    if (isKnown(context, line)) return outletLine(context, paragraph, place)
    const isByline = (place.isAbove && isAuthorLine(context, line)) || isNameAndTrade(line, words)
    if (isByline) return { kind: 'BYLINE', span }
  }
  // "Words: Ada Lind. Photography: Bo Roe"
  if (place.isAbove && isCreditOfText(context, span)) return { kind: 'SIGN_OFF', span }
  if (!place.isLast) return bracketedCredit(context, span) ?? paragraph
  const isSignOff = creditLineSegments(body, span, words).length > 0 || namesAgency(context, line)
  return isSignOff ? { kind: 'SIGN_OFF', span } : paragraph
}

/** A line with a slash that names reporters or the publisher, and not pictures alone. */
function isCreditOfText({ body, words }: Context, span: Span): boolean {
  const line = body.slice(span.start, span.end).toLowerCase()
  const isOfPicture = words.creditLabels.some((label) => line.startsWith(label))
  return creditLineSegments(body, span, words).some(
    ({ kind }) =>
      kind === 'reporters' || kind === 'inputs' || (kind === 'providers' && !isOfPicture),
  )
}

// "HB/NWA", "NWA/Ada Lind"
const STAFF_AND_AGENCY =
  /^\p{Lu}{2,6}(?:-\p{Lu})?\/(?:[\p{L}\p{N}]{2,6}(?:\/[\p{L}\p{N}\s]{2,12})*|\p{Lu}\p{Ll}+(?:\s\p{L}+){1,3})$/u
// "((ada.lind@northernwire.example; +47 555 0100))"
const MAIL_ADDRESS = /^[([\s]*[^\s@]+@[\p{L}\p{N}.-]+\.\p{L}{2,}(?:\s*;[^@]{1,40})?[)\]\s]*$/u

/** "ONS", "Orrel News Bureau", "Orrel News Desk/Selm Post/kl", "=Toyo Kyodai" below the text. */
function namesAgency({ words }: Context, line: string): boolean {
  if (/^=\s?\p{Lu}[^.!?]{2,40}$/u.test(line)) return true
  if (/^\p{Lu}{3,6}$/u.test(line)) return !words.notNames.has(line.toLowerCase())
  if (STAFF_AND_AGENCY.test(line) || MAIL_ADDRESS.test(line)) return true
  if (line.length > MAX_SIGN_OFF || SENTENCE_END.test(line)) return false
  const parts = line.split(/[\s/]+/)
  if (parts.length < 2 || !parts.every((part) => /^\p{Lu}|^\p{Ll}{1,3}$/u.test(part))) return false
  return parts.some((part) => {
    const word = part.toLowerCase()
    return words.agencyWords.has(word) || words.bodyWords.get(word) === 'WIRE_AGENCY'
  })
}

function caption(span: Span, credit: Span): Paragraph {
  return { kind: 'CAPTION', span, credit }
}

function isKnown({ known }: Context, name: string): boolean {
  // The key has no article, which may be one of the words.
  return !hasMoreWords(name, known.mostWords + 1) && known.byKey.has(nameKey(name))
}

/** Whether more than so many words of a text begin with a letter of ASCII. */
function hasMoreWords(text: string, most: number): boolean {
  let words = 0
  let isBehindBlank = true
  for (let at = 0; at < text.length && words <= most; at += 1) {
    const code = text.charCodeAt(at)
    if (isBehindBlank && isAsciiLetter(code)) words += 1
    isBehindBlank = code === BLANK
  }
  return words > most
}

const BLANK = 32

function isAsciiLetter(code: number): boolean {
  const small = code | 32
  return small >= 97 && small <= 122
}

/** A line that is an outlet's name: above the text who wrote it, below it who sent it. */
function outletLine(
  { body, known }: Context,
  { span }: Paragraph,
  { isAbove, isLast }: Place,
): Paragraph {
  const source = known.byKey.get(nameKey(body.slice(span.start, span.end)))
  if (source?.kind === 'PICTURE_AGENCY') return caption(span, span)
  if (isAbove) return { kind: 'BYLINE', span }
  return isLast ? { kind: 'SIGN_OFF', span } : caption(span, span)
}

/** Length of a line in capitals above a byline: "EXCLUSIVE". */
export function kickerLength(text: string): number {
  return /^\p{Lu}[\p{Lu}\s-]{2,30}\n/u.exec(text)?.[0].length ?? 0
}

/** "By Ada Lind / Harbour Post Staff Writer" is read as a caption with a credit by its slash. */
function isLabelledByline(whole: string, { bylineLabels, definite }: SourceWords): boolean {
  const line = whole.slice(kickerLength(whole))
  const lower = line.toLowerCase()
  const label = bylineLabels.find((each) => lower.startsWith(`${each} `))
  if (label === undefined || line.length > MAX_LINE || SENTENCE_END.test(line)) return false
  const [first = '', second = ''] = line.slice(label.length + 1).split(/\s/)
  const isName = /^\p{Lu}/u.test(first) && /^[\p{Lu}(]|^$/u.test(second)
  return isName && !definite.includes(first.toLowerCase())
}

const PERSON = /^\p{Lu}[\p{L}.’'-]+(?:\s(?:\p{Lu}[\p{L}.’'-]*|de|da|van|von|bin|al|el)){1,3}$/u

/** "Ada Lind/Tor Moe", "AFP, SELM", or one name with a known given name. */
function isAuthorLine(context: Context, line: string): boolean {
  const [first = '', ...more] = line.split(/\s*[/,|]\s*/)
  if (more.length > 0 && isKnown(context, first)) {
    return more.every((piece) => isKnown(context, piece) || /^\p{Lu}[\p{Lu}\s.-]+$/u.test(piece))
  }
  const names = splitSpan(line, { start: 0, end: line.length }, separatorOf(context.words)).map(
    ({ start, end }) => line.slice(start, end),
  )
  if (!names.every((name) => PERSON.test(name) && !isOtherThing(name, context.words))) return false
  const isGiven = (name: string) => {
    return context.givenNames.has(name.split(' ')[0]?.toLowerCase() ?? '')
  }
  if (names.every(isGiven)) return true
  return (/\S\/\S/.test(line) || names.length > 1) && !hasCommonWord(context, line)
}

/** "Climate Change and Food Prices" is a heading: the text has its words in lower case. */
function hasCommonWord({ body }: Context, line: string): boolean {
  const words = line.toLowerCase().split(/[^\p{L}’'-]+/u)
  return words.some(
    (word) => word.length > 3 && new RegExp(`[^\\p{L}]${word}[^\\p{L}]`, 'u').test(body),
  )
}

function separatorOf({ conjunctions }: SourceWords): RegExp {
  return new RegExp(`\\s*[/|]\\s*|,\\s+|\\s(?:${conjunctions.join('|')})\\s`, 'gu')
}

function isOtherThing(name: string, { notNames, otherThings, nameEndings }: SourceWords): boolean {
  return name
    .toLowerCase()
    .split(' ')
    .some((word) => notNames.has(word) || otherThings.has(word) || nameEndings.has(word))
}

/** "Ada Lind, Harbour Post diplomatic correspondent". */
function isNameAndTrade(line: string, { trades }: SourceWords): boolean {
  const [name = '', ...rest] = line.split(/, |\n/)
  const last =
    rest
      .at(-1)
      ?.split(/[\s-]+/)
      .at(-1)
      ?.toLowerCase() ?? ''
  return rest.length === 1 && PERSON.test(name) && trades.includes(last)
}

/** A caption, where a paragraph has a credit without brackets and label that layout shows. */
function captionIn(context: Context, paragraph: Paragraph): Paragraph {
  const { kind, span } = paragraph
  if (kind === 'CAPTION') {
    // The layout takes the words behind a slash for the credit.
    const credit = picturesCredit(context, span)
    return credit ? caption(span, credit) : paragraph
  }
  if (kind !== 'TEXT' || span.end - span.start > MAX_CAPTION) return paragraph
  const credit =
    joinedCredit(context, span) ?? releasedCredit(context, span) ?? labelledCredit(context, span)
  return credit ? caption(span, credit) : paragraph
}

// A name that runs into the first word of the caption: "Harbour ImagesThe ferry sails".
const JOINED = /^(?<name>(?:\p{L}+\s){0,3}\p{L}*\p{Ll})(?=\p{Lu}\p{Ll}*\s\p{Ll})/u

function joinedCredit(context: Context, { start, end }: Span): Span | null {
  if (!mayBeJoined(context.body, start, end)) return null
  const name = JOINED.exec(context.body.slice(start, Math.min(end, start + 80)))?.groups?.name
  return name !== undefined && isKnown(context, name) ? { start, end: start + name.length } : null
}

/** False for nearly all paragraphs: no capital follows a small letter in the first words. */
function mayBeJoined(body: string, start: number, end: number): boolean {
  let blanks = 0
  let isBehindSmall = false
  for (let at = start; at < end && blanks <= 3; at += 1) {
    const code = body.charCodeAt(at)
    if (code >= 128 || (isBehindSmall && code >= 65 && code <= 90)) return true
    isBehindSmall = code >= 97 && code <= 122
    if (code === BLANK || code === LINE_END) blanks += 1
    else if (!isAsciiLetter(code)) return code < BLANK
  }
  return false
}

const LINE_END = 10

/** "… at the gate in this picture released by the Northern Wire on Monday." */
function releasedCredit({ body, release }: Context, { start, end }: Span): Span | null {
  const match = release?.exec(body.slice(start, end))
  const name = match?.groups?.name
  if (!match || name === undefined) return null
  const at = start + match.index + match[0].lastIndexOf(name)
  return { start: at, end: at + name.length }
}

const releasePattern = oncePer((words: SourceWords): RegExp | null => {
  const { determiners, pictures, verbs } = words.releases
  const name = '(?<name>\\p{Lu}[^\\s,.;]*(?:\\s(?:of\\s)?(?:the\\s)?\\(?\\p{Lu}[^\\s,.;]*)*)'
  return verbs.length === 0
    ? null
    : new RegExp(
        `\\b(?:${determiners.join('|')})\\s(?:[\\w-]+\\s){0,3}(?:${pictures.join('|')})\\b` +
          `[^.]{0,60}?\\s(?:${verbs.join('|')})\\s(?:${words.definite.join('|')})?\\s?${name}`,
        'u',
      )
})

// "Pictures: Ada Lind; Tor Moe / Harbour Post": names alone, with a semicolon between them.
const PICTURES = /^(?:\*\s)?\p{L}+s?:\s(?=\p{Lu}[^;:]*;)/u

function picturesCredit({ body }: Pick<Context, 'body'>, { start, end }: Span): Span | null {
  if (end - start > MAX_LINE) return null
  const line = body.slice(start, end)
  const opening = PICTURES.exec(line)
  return opening && !/[.!?]\s/.test(line) ? { start: start + opening[0].length, end } : null
}

/** "… at the gate Image source, Northern Wire": a label that the layout does not set apart. */
function labelledCredit({ body, words }: Context, { start, end }: Span): Span | null {
  const pictures = picturesCredit({ body }, { start, end })
  if (pictures) return pictures
  const text = body.slice(Math.max(start, end - 100), end)
  const lower = text.toLowerCase()
  for (const label of words.sourceLabels) {
    const at = lower.lastIndexOf(label)
    if (at < 0 || /[\p{L}\p{N}]/u.test(text.charAt(at - 1))) continue
    const name = text.slice(at + label.length).replace(/^[,:\s]+/, '')
    if (/^\p{Lu}/u.test(name) && !SENTENCE_END.test(name)) return { start: end - name.length, end }
  }
  return null
}

const BRACKETED = /[.!?"”’]\s\((?<name>\p{Lu}[^()]{1,40})\)$/u

/** "The ferry at the quay. (Unsplash)" between two paragraphs. */
function bracketedCredit(context: Context, span: Span): Paragraph | null {
  const { start, end } = span
  const tail = context.body.slice(Math.max(start, end - 60), end)
  const name = BRACKETED.exec(tail)?.groups?.name
  if (name === undefined || !isKnown(context, name)) return null
  return caption(span, { start: end - 1 - name.length, end: end - 1 })
}
