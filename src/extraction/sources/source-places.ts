import type { SourceWords } from '../../languages/source-words.ts'
import type { Article, Paragraph } from '../../model/article.ts'
import type { SourceKind } from '../../model/source.ts'
import type { Span } from '../../model/span.ts'
import { trimSpan } from '../../text/lines.ts'
import { splitSpan } from '../../text/spans.ts'
import { findDatelineParts } from '../datelines.ts'
import { creditLineSegments, type CreditLineKind } from './credit-lines.ts'
import { namesAgency } from './names-by-form.ts'
import { oncePer } from '../../text/once-per.ts'

/**
 * A place that is reserved for sources. ADDRESSED: the address of a site behind "told". INPUT: "With inputs from …". PROVIDER: "Provided by …".
 */
export interface SourcePlace {
  readonly kind: 'DATELINE' | 'SIGN_OFF' | 'BYLINE' | 'RIGHTS' | 'INPUT' | 'PROVIDER' | 'ADDRESSED'
  /** The name alone. */
  readonly span: Span
  /** The name with its brackets or dash. */
  readonly evidence: Span
  /** A person or a place may stand there too, so that only a known outlet counts. */
  readonly knownOnly?: true
}

/** The kind of a source that only its place shows. */
export const defaultKindByPlace: Readonly<Record<SourcePlace['kind'], SourceKind>> = {
  DATELINE: 'WIRE_AGENCY',
  SIGN_OFF: 'WIRE_AGENCY',
  BYLINE: 'PUBLISHER',
  RIGHTS: 'PUBLISHER',
  INPUT: 'PUBLISHER',
  PROVIDER: 'PUBLISHER',
  ADDRESSED: 'PUBLISHER',
}

/** Find the places of an article that are reserved for sources, in reading order. */
export function findSourcePlaces(article: Article, words: SourceWords): SourcePlace[] {
  const { body, paragraphs } = article
  const lastText = paragraphs.findLast(({ kind }) => kind === 'TEXT')
  const inParagraphs = paragraphs.flatMap((paragraph) => {
    if (paragraph.kind === 'SIGN_OFF') return findInSignOff(body, paragraph.span, words)
    if (paragraph.kind === 'BYLINE') return findInByline(body, paragraph.span, words)
    return paragraph === lastText ? findAtEnd(body, paragraph.span, words) : []
  })
  const interviewed = findInterviewers(article, words).map(({ outlet }): SourcePlace => ({
    kind: 'PROVIDER',
    span: outlet,
    evidence: outlet,
  }))
  return [
    ...findInDateline(article, words),
    ...inParagraphs,
    ...interviewed,
    ...findSites(body, words),
  ].sort((one, other) => one.span.start - other.span.start)
}

const sitePatternOf = oncePer(
  ({ addressed, aired, written, reportedBy }: SourceWords) =>
    new RegExp(
      `\\b(?:${[...addressed, ...aired, ...written, ...reportedBy].join('|')})\\s` +
        `(?:[\\p{Ll}-]+\\s){0,3}(?<site>[\\p{Ll}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)*\\.\\p{L}{2,})\\b`,
      'dgu',
    ),
)

/** What each site has; much faster to search for than the words before it. */
const SITE_ENDING = /\.\p{L}{2}/u

/** "told northernscores.example": small letters, so that no name shows it. */
function findSites(body: string, words: SourceWords): SourcePlace[] {
  if (!SITE_ENDING.test(body)) return []
  return Array.from(body.matchAll(sitePatternOf(words))).flatMap(({ indices }): SourcePlace[] => {
    const site = indices?.groups?.site
    if (!site) return []
    const span = { start: site[0], end: site[1] }
    return [{ kind: 'ADDRESSED', span, evidence: span }]
  })
}

/** The person who asks the questions of an interview, and the medium that prints it. */
export interface Interviewer {
  readonly person: Span
  readonly outlet: Span
}

const INTERVIEW_TURN = /^(?:Q|[\p{Lu}“"][^:.\n]{1,40})\s?:\s\S/u
/** Fewer turns are announcements. */
const MIN_TURNS = 3
const INTRODUCTION_PARAGRAPHS = 4

/** "She spoke to Ada Lind of the Harbour Post", "to the Harbour Post's Ada Lind", above the turns. */
export function findInterviewers(
  { body, paragraphs }: Article,
  { interviewed, definite, possessive }: SourceWords,
): Interviewer[] {
  const texts = paragraphs.filter(({ kind }) => kind === 'TEXT' || kind === 'BYLINE')
  const isTurn = ({ span }: Paragraph) => {
    const start = body.slice(span.start, Math.min(span.end, span.start + 60))
    return start.includes(':') && INTERVIEW_TURN.test(start)
  }
  if (texts.length < MIN_TURNS || texts.filter(isTurn).length < MIN_TURNS) return []
  const name = (group: string) =>
    `(?<${group}>\\p{Lu}[\\p{L}’'-]*(?:\\s(?:\\p{L}{2,3}\\s)?\\p{Lu}[\\p{L}’'-]*){0,3}?)`
  const start = `\\b(?:${interviewed.verbs.join('|')})\\s(?:${interviewed.with.join('|')})\\s`
  const article = `(?:(?:${definite.join('|')})\\s)?`
  const forms = [
    `${start}${article}${name('outlet')}[’']${possessive}\\s${name('person')}(?=[\\s.,]|$)(?!\\s\\p{Lu})`,
    `${start}${name('person')}\\s(?:${interviewed.of.join('|')})\\s${article}${name('outlet')}(?=[\\s.,]|$)(?!\\s\\p{Lu})`,
  ].map((form) => new RegExp(form, 'ud'))
  return texts.slice(0, INTRODUCTION_PARAGRAPHS).flatMap(({ span }) => {
    const text = body.slice(span.start, span.end)
    const groups = forms.map((form) => form.exec(text)?.indices?.groups).find((each) => each)
    const { person, outlet } = groups ?? {}
    if (!person || !outlet) return []
    const at = ([from, to]: [number, number]) => ({
      start: span.start + from,
      end: span.start + to,
    })
    return [{ person: at(person), outlet: at(outlet) }]
  })
}

function findInDateline(article: Article, words: SourceWords): SourcePlace[] {
  const parts = findDatelineParts(article, words)
  if (!parts) return []
  const { agency, place, date } = parts
  // "AFP - Three ferries sank"
  if (!agency && place && !date) {
    return [{ kind: 'DATELINE', span: place, evidence: place, knownOnly: true }]
  }
  if (!agency) return []
  // "AP/Northern Wire" names two.
  return splitSpan(article.body, agency, /\//g)
    .filter((span) => !words.notNames.has(textOf(article.body, span).toLowerCase()))
    .map((span) => ({
      kind: SITE.test(article.body.slice(span.start, span.end)) ? 'PROVIDER' : 'DATELINE',
      span,
      evidence: parts.agencyEvidence ?? agency,
    }))
}

/** The address of a site, as a name: "Harbour.example". */
const SITE = /^[\p{L}\p{N}-]+(?:\.\p{L}{2,})+$/u

// The copyright sign and word are the same in every language; labels like "by" are not.
const RIGHTS =
  /^(?:©|\(c\)|copyright)[\s©]*(?:\(c\)\s*)?(?:\d{4}(?:[-–]\d{4})?,?\s*)?(?<name>[^.,;|]{2,60}?)(?:\s\d{4})?(?=[.,;|]|\s[-–—]\s|$)/iu
const SIGN_OFF = /^(?:[([](?<bracketed>[^()[\]]{1,80})[)\]]|(?:--?|[—–/=])\s*(?<dashed>.{1,60}))$/u

function findInSignOff(body: string, span: Span, words: SourceWords): SourcePlace[] {
  const segments = creditLineSegments(body, span, words)
  if (segments.length > 0) {
    return segments.flatMap(({ kind, names }) => {
      const place = placeBySegment[kind]
      if (place === null) return []
      return names
        .filter((name) => kind !== 'senders' || !isInitialsOfStaff(body, span, name))
        .map((name) => ({ ...place, span: name, evidence: name }))
    })
  }
  const line = body.slice(span.start, span.end)
  const rights = withoutLabel(RIGHTS.exec(line)?.groups?.name ?? '', words)
  if (rights) {
    const start = span.start + line.indexOf(rights)
    return [
      {
        kind: 'RIGHTS',
        span: trimSpan(body, { start, end: start + rights.length }),
        evidence: span,
      },
    ]
  }
  const groups = SIGN_OFF.exec(line)?.groups
  const inner = groups?.bracketed ?? groups?.dashed
  if (inner) return namesIn(body, span, span.start + line.indexOf(inner), inner, words)
  const mail = MAIL_HOST.exec(line)
  if (mail?.groups?.host !== undefined) {
    const start = span.start + mail.index + mail[0].indexOf(mail.groups.host)
    const host = { start, end: start + mail.groups.host.length }
    return [{ kind: 'SIGN_OFF', span: host, evidence: span, knownOnly: true }]
  }
  const parts = splitSpan(body, span, /\//g).filter(
    ({ start, end }) => !words.notNames.has(body.slice(start, end).toLowerCase()),
  )
  const [first] = parts
  // "Northern News Desk/Selm Post/kl"
  const isList = first !== undefined && parts.length > 1 && namesAgency(textOf(body, first), words)
  return parts
    .filter((part) => !isInitialsOfStaff(body, span, part))
    .map((name) => ({
      kind: 'SIGN_OFF',
      span: name,
      evidence: span,
      ...(isList ? {} : { knownOnly: true as const }),
    }))
}

// "((ada.lind@northernwire.example; +47 555 0100))"
const MAIL_HOST =
  /^[([\s]*[\p{L}\p{N}._%+-]+@(?:[\p{L}\p{N}-]+\.)*?(?<host>[\p{L}\p{N}-]+)\.(?:\p{L}{2,3}\.)?\p{L}{2,}\b[^@]*$/u

const textOf = (body: string, { start, end }: Span) => body.slice(start, end)

/** "HB" of "HB/NWA": initials that the rest of the article does not have. */
function isInitialsOfStaff(body: string, line: Span, { start, end }: Span): boolean {
  const name = body.slice(start, end)
  const others =
    /\p{L}+(?=\/$)/u.exec(body.slice(line.start, start)) ??
    /(?<=^\/)\p{L}+/u.exec(body.slice(end, line.end))
  const isBesideInitials = others !== null && /^(?:\p{Lu}{1,4}|\p{Ll}{1,3})$/u.test(others[0])
  if (/^\p{Ll}{1,3}$/u.test(name)) return true
  if (!/^\p{L}{1,3}$/u.test(name) || !isBesideInitials) return false
  const elsewhere = new RegExp(`(?<![\\p{L}\\p{N}])${name}(?![\\p{L}\\p{N}])`, 'u')
  return name.length < 3 || !elsewhere.test(body.slice(0, line.start))
}

/** Reporters may be agencies; editors are never sources. */
const placeBySegment: Readonly<
  Record<CreditLineKind, Pick<SourcePlace, 'kind' | 'knownOnly'> | null>
> = {
  reporters: { kind: 'INPUT', knownOnly: true },
  editors: null,
  inputs: { kind: 'INPUT' },
  providers: { kind: 'PROVIDER' },
  senders: { kind: 'SIGN_OFF', knownOnly: true },
  pictures: null,
}

function withoutLabel(name: string, { bylineLabels }: SourceWords): string {
  const label = bylineLabels.find((each) => name.toLowerCase().startsWith(`${each} `))
  return label ? name.slice(label.length).trimStart() : name
}

const AT_END =
  /[.!?"”’']\s*(?<evidence>(?:\((?<round>[^()]{2,60})\)|\[(?<square>[^[\]]{2,60})\]|(?:--|[—–])\s?(?<dashed>\p{Lu}[^.!?]{1,40})|(?<=\s)(?<bare>\p{Lu}[\p{L}/-]{1,20})))$/u

/** Find the agency at the end of the last paragraph: "…as it was." (Yonhap), "…as it was. PTI". */
function findAtEnd(body: string, { start, end }: Span, words: SourceWords): SourcePlace[] {
  const tail = body.slice(Math.max(start, end - 80), end)
  const groups = AT_END.exec(tail)?.groups
  const inner = groups?.round ?? groups?.square ?? groups?.dashed ?? groups?.bare
  if (!groups?.evidence || !inner) return []
  const evidence = { start: end - groups.evidence.length, end }
  if (groups.bare) {
    const isAbbreviation = /^\p{Lu}{3,6}$/u.test(groups.bare)
    if (isAbbreviation) return namesIn(body, evidence, evidence.start, inner, words)
    return [{ kind: 'SIGN_OFF', span: evidence, evidence, knownOnly: true }]
  }
  return namesIn(body, evidence, body.indexOf(inner, evidence.start), inner, words)
}

/** The names inside a sign-off; "(END)" and "(Applause)" have none. */
function namesIn(
  body: string,
  evidence: Span,
  start: number,
  inner: string,
  { notNames }: SourceWords,
): SourcePlace[] {
  return splitSpan(body, { start, end: start + inner.length }, /\/|,\s/g)
    .filter(({ start, end }) => {
      const name = body.slice(start, end)
      return !notNames.has(name.toLowerCase()) && /^\p{L}.*[\p{L}\p{N})]$/u.test(name)
    })
    .map((span) => ({ kind: 'SIGN_OFF', span, evidence }))
}

/**
 * Find the outlets of a byline: after its first comma ("By Ada Lind, Economics Editor, Harbour
 * Post"), or known ones as the only author ("By Reuters").
 */
function findInByline(body: string, span: Span, words: SourceWords): SourcePlace[] {
  const places: SourcePlace[] = []
  splitSpan(body, span, bylineSeparator(words)).forEach((piece, index) => {
    const text = body.slice(piece.start, piece.end)
    if (text.includes('@')) return
    if (index === 0) {
      const name = withoutLabel(text, words)
      const start = piece.end - name.length
      places.push({
        kind: 'BYLINE',
        span: { start, end: piece.end },
        evidence: piece,
        knownOnly: true,
      })
    } else if (!isJobTitle(text, words)) {
      places.push({ kind: 'BYLINE', span: piece, evidence: piece })
    } else {
      const end = piece.start + nameBeforeTrade(text, words)
      const name = { start: piece.start, end }
      if (end > piece.start) places.push({ kind: 'BYLINE', span: name, evidence: name })
    }
  })
  return places
}

function bylineSeparator({ conjunctions }: SourceWords): RegExp {
  const links = conjunctions.join('|')
  return new RegExp(`,\\s(?:(?:${links})\\s)?|\\s[|/–—-]\\s|\\n|\\s(?:${links})\\s`, 'gu')
}

function isJobTitle(piece: string, { trades }: SourceWords): boolean {
  return piece
    .toLowerCase()
    .split(/[\s-]+/)
    .some((word) => trades.includes(word))
}

/** Length of the outlet in "Harbour Post Staff Writer"; 0 where the piece is only a job title. */
function nameBeforeTrade(piece: string, words: SourceWords): number {
  const match = /^(?<name>\p{Lu}.*?)\s(?<trade>\p{Lu}\S+(?:\s\p{Lu}\S+)?)$/u.exec(piece)
  const { name = '', trade = '' } = match?.groups ?? {}
  const parts = trade.toLowerCase().split(' ')
  const isTrade = parts.length > 1 && parts.every((word) => words.trades.includes(word))
  return isTrade && !isJobTitle(name, words) ? name.length : 0
}
