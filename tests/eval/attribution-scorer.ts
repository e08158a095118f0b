import { readArticle } from '../../src/extraction/read-article.ts'
import { parseText } from '../../src/formats/index.ts'
import type { Factuality, Quotation, QuotationKind, Tier } from '../../src/model/quotation.ts'
import type { Reading } from '../../src/model/reading.ts'
import { defaultSettings } from '../../src/model/settings.ts'
import type { SourceRole } from '../../src/model/source.ts'
import type { Span } from '../../src/model/span.ts'

export type GoldNaming = 'NAMED' | 'DESCRIBED' | 'PRONOUN' | 'ANONYMOUS' | 'NONE'

/** A quotation as a reader marked it. */
export interface GoldQuotation {
  readonly kind: QuotationKind
  readonly content: readonly Span[]
  /** Words that name who is quoted; null where the text has none. */
  readonly mention: string | null
  /** Accepted answers; null among them accepts a quotation without a speaker. */
  readonly speakers: readonly (string | null)[]
  readonly naming: GoldNaming
  readonly factuality: Factuality
  readonly relays: readonly string[]
}

export interface GoldSource {
  readonly role: SourceRole
  readonly name: string
}

export interface GoldArticle {
  readonly id: string
  readonly body: string
  readonly quotations: readonly GoldQuotation[]
  readonly sources: readonly GoldSource[]
  /** All expressions of time of the text; null when they are not marked. */
  readonly dates: readonly GoldDate[] | null
}

export interface GoldDate {
  readonly span: Span
  /** TIMEX3 value. */
  readonly value: string
}

interface Named {
  readonly name: string
  readonly aliases: readonly string[]
}

interface SystemRelay {
  /** Null for a described medium. */
  readonly source: Named | null
  readonly words: string
}

interface SystemQuotation {
  readonly kind: QuotationKind
  readonly letters: ReadonlySet<number>
  readonly words: string
  readonly mention: string | null
  readonly speaker: Named | null
  readonly relays: readonly SystemRelay[]
  readonly factuality: Factuality
  readonly tier: Tier
  readonly confidence: number
  readonly wordsConfidence: number
  /** Basis, tier and rule, for the list of errors. */
  readonly reason: string
}

/** What the extractors find in a text, in the form that is compared. */
export interface SystemArticle {
  readonly body: string
  readonly quotations: readonly SystemQuotation[]
  readonly sources: readonly (Named & { readonly role: SourceRole })[]
  readonly dates: readonly { readonly span: Span; readonly value: string | null }[]
}

/** `right` of `all`. */
export interface Share {
  readonly right: number
  readonly all: number
}

/** Shares of one article or, added up, of many. */
interface Score {
  /** (a) Quoted speech of the gold that is found with the right speaker. */
  readonly quotedRight: Share
  /** Quoted speech of the gold that is found, with any speaker. */
  readonly quotedFound: Share
  /** (b) Quotations shown as quoted speech whose words and speaker are right. */
  readonly shownRight: Share
  /** (b2) Shown quotations that match the gold and have a wrong speaker. Low is good. */
  readonly wrongSpeaker: Share
  readonly highRight: Share
  /** HIGH quotations among the shown ones. */
  readonly highShown: Share
  readonly indirectFound: Share
  readonly indirectRight: Share
  readonly pronounsRight: Share
  readonly anonymousRight: Share
  readonly sourcesFound: Share
  readonly sourcesRight: Share
  readonly relaysFound: Share
  readonly relaysRight: Share
  readonly datesFound: Share
  readonly datesRight: Share
  /** Words that the gold marks as not said, and that are not shown as said. */
  readonly unsaidToldApart: Share
  /** Those that are found with the factuality of the gold. */
  readonly unsaidFound: Share
}

export interface ReliabilityBin {
  readonly quotations: number
  /** Sum of the stated confidences. */
  readonly stated: number
  readonly right: number
}

/** A difference between gold and system. */
interface ScoreError {
  readonly article: string
  readonly kind:
    | 'missed'
    | 'wrong speaker'
    | 'not in gold'
    | 'relay missed'
    | 'relay not in gold'
    | 'source missed'
    | 'source not in gold'
    | 'shown as said'
    | 'not said, missed'
    | 'date missed'
    | 'date not in gold'
  readonly words: string
  readonly want: string
  readonly got: string
}

export interface ArticleScore {
  readonly score: Score
  /** Ten bins of stated confidence, over the shown quotations. */
  readonly bins: readonly ReliabilityBin[]
  /** Ten bins of stated confidence in the words, over all quotations. */
  readonly wordsBins: readonly ReliabilityBin[]
  readonly errors: readonly ScoreError[]
}

const BINS = 10
/** Bins with fewer quotations say little. */
const MIN_BIN = 30
const MAX_OFF = 0.05
const MAX_WORDS = 110
/** Normal quantile of a two-sided 95 % interval. */
const Z = 1.959964

/**
 * Read a gold text with all extractors.
 *
 * @throws Error when the reader changes the text, since the spans of the gold are offsets into it
 */
export function extractArticle({ id, body }: GoldArticle): SystemArticle {
  const [article] = parseText(`${id}.txt`, body).articles
  if (article?.body !== body) throw new Error(`The reader changes the text of ${id}.`)
  const reading = readArticle(article, defaultSettings)
  return {
    body,
    quotations: reading.quotations.map((quotation) => systemQuotation(quotation, reading)),
    sources: reading.sources.map(({ source, role }) => ({ ...source, role })),
    dates: reading.dates,
  }
}

export function systemQuotation(
  quotation: Quotation,
  { article, speakers, sources }: Pick<Reading, 'article' | 'speakers' | 'sources'>,
) {
  const { attribution, mention, content, relays, kind, rule, factuality } = quotation
  const { tier, confidence, wordsConfidence } = quotation
  const textOf = ({ start, end }: Span) => article.body.slice(start, end)
  return {
    kind,
    factuality,
    tier,
    confidence,
    wordsConfidence,
    letters: lettersOf(article.body, content),
    words: content.map(textOf).join(' … '),
    mention: mention && textOf(mention),
    speaker: speakers.find(({ id }) => id === attribution.speaker) ?? null,
    relays: relays.map(({ source, span }) => ({
      source: sources.find((one) => one.source.id === source)?.source ?? null,
      words: textOf(span),
    })),
    reason: `${attribution.basis}, ${tier}, ${rule}`,
  }
}

/** Compare the quotations, speakers, relays and sources of one article with the gold. */
export function scoreArticle(gold: GoldArticle, system: SystemArticle): ArticleScore {
  const errors: ScoreError[] = []
  const report = (kind: ScoreError['kind'], words: string, want: string, got: string) =>
    errors.push({ article: gold.id, kind, words: shorten(words), want, got })
  const marked = gold.quotations.map((quotation) => ({
    ...quotation,
    letters: lettersOf(gold.body, quotation.content),
    words: quotation.content.map(({ start, end }) => gold.body.slice(start, end)).join(' … '),
  }))
  const said = marked.filter(({ factuality }) => factuality === 'SAID')
  const matched = said.map((one) => {
    const matches = matchesOf(one.letters, system.quotations)
    const isRight = matches.length > 0 && matches.every((match) => isAnswerRight(one, match))
    return { ...one, matches, isFound: matches.length > 0, isRight }
  })
  const quoted = matched.filter(({ kind }) => kind !== 'INDIRECT')
  for (const { isFound, isRight, words, speakers, matches } of quoted) {
    const want = speakers.map((name) => name ?? 'nobody').join(' / ')
    if (!isFound) report('missed', words, want, '')
    else if (!isRight) report('wrong speaker', words, want, matches.map(answerOf).join('; '))
  }
  const goldRelays = matched.flatMap(({ relays, matches, words, isFound }) =>
    isFound ? relays.map((relay) => ({ relay, matches, words })) : [],
  )
  const relayIsFound = goldRelays.map(({ relay, matches, words }) => {
    const found = matches.some(({ relays }) => relays.some((one) => isSameMedium(relay, one)))
    const got = matches.flatMap(({ relays }) => relays.map((one) => one.words)).join('; ')
    if (!found) report('relay missed', words, relay, got)
    return found
  })

  const compared = system.quotations.map((one) => {
    const best = bestMatch(one.letters, marked)
    return { ...one, best, isRight: best !== null && isAnswerRight(best, one) }
  })
  const shown = compared.filter(({ kind }) => kind !== 'INDIRECT')
  for (const one of shown) if (!one.best) report('not in gold', one.words, '', answerOf(one))
  const withMatch = shown.filter(({ best }) => best !== null)
  const high = shown.filter(({ tier }) => tier === 'HIGH')
  const relayIsRight = compared.flatMap(({ best, relays, words }) =>
    relays.flatMap((relay) => {
      if (!best) return []
      const right = best.relays.some((one) => isSameMedium(one, relay))
      if (!right) report('relay not in gold', words, best.relays.join('; '), relay.words)
      return right
    }),
  )
  const unsaid = marked.filter(({ factuality }) => factuality !== 'SAID')
  const toldApart = unsaid.filter(({ letters, words, factuality }) => {
    const said = matchesOf(letters, system.quotations).find((one) => one.factuality === 'SAID')
    if (said) report('shown as said', words, factuality, answerOf(said))
    return !said
  })
  const unsaidFound = unsaid.filter(({ letters, words, factuality }) => {
    const matches = matchesOf(letters, system.quotations)
    const found = matches.some((one) => one.factuality === factuality)
    if (!found) report('not said, missed', words, factuality, answerOf(matches[0]))
    return found
  })
  const isSameSource = (one: GoldSource, other: SystemArticle['sources'][number]) =>
    one.role === other.role && isSameName(one.name, other)
  const sourcesFound = gold.sources.filter((one) => {
    const found = system.sources.some((other) => isSameSource(one, other))
    if (!found) report('source missed', one.name, one.role, '')
    return found
  })
  const sourcesRight = system.sources.filter((other) => {
    const right = gold.sources.some((one) => isSameSource(one, other))
    if (!right) report('source not in gold', other.name, '', other.role)
    return right
  })

  const markedDates = gold.dates ?? []
  const systemDates = gold.dates === null ? [] : system.dates
  const textOf = ({ start, end }: Span) => gold.body.slice(start, end)
  const datesFound = markedDates.filter((one) => {
    const same = systemDates.filter((other) => overlaps(one.span, other.span))
    const found = same.some(({ value }) => value === one.value)
    const got = same.map(({ span, value }) => `${textOf(span)} = ${value}`).join('; ')
    if (!found) report('date missed', textOf(one.span), one.value, got)
    return found
  })
  const datesRight = systemDates.filter((other) => {
    const same = markedDates.filter((one) => overlaps(one.span, other.span))
    const right = same.some(({ value }) => value === other.value)
    if (same.length === 0) report('date not in gold', textOf(other.span), '', `${other.value}`)
    return right
  })

  const of = <One>(all: readonly One[], test: (one: One) => boolean): Share => ({
    right: all.filter(test).length,
    all: all.length,
  })
  const indirect = compared.filter(({ kind }) => kind === 'INDIRECT')
  const found = matched.filter(({ isFound }) => isFound)
  const score: Score = {
    quotedRight: of(quoted, ({ isRight }) => isRight),
    quotedFound: of(quoted, ({ isFound }) => isFound),
    shownRight: of(shown, ({ isRight }) => isRight),
    wrongSpeaker: of(withMatch, ({ isRight, speaker }) => !isRight && speaker !== null),
    highRight: of(high, ({ isRight }) => isRight),
    highShown: of(shown, ({ tier }) => tier === 'HIGH'),
    indirectFound: of(
      matched.filter(({ kind }) => kind === 'INDIRECT'),
      ({ isFound }) => isFound,
    ),
    indirectRight: of(indirect, ({ best }) => best !== null),
    pronounsRight: of(
      found.filter(({ naming }) => naming === 'PRONOUN'),
      ({ isRight }) => isRight,
    ),
    anonymousRight: of(
      found.filter(({ naming }) => naming === 'ANONYMOUS'),
      ({ matches }) => matches.every(({ speaker }) => speaker === null),
    ),
    sourcesFound: { right: sourcesFound.length, all: gold.sources.length },
    sourcesRight: { right: sourcesRight.length, all: system.sources.length },
    relaysFound: of(relayIsFound, (right) => right),
    relaysRight: of(relayIsRight, (right) => right),
    datesFound: { right: datesFound.length, all: markedDates.length },
    datesRight: { right: datesRight.length, all: systemDates.length },
    unsaidToldApart: { right: toldApart.length, all: unsaid.length },
    unsaidFound: { right: unsaidFound.length, all: unsaid.length },
  }
  const bins = binsOf(shown, ({ confidence, isRight }) => [confidence, isRight])
  const wordsBins = binsOf(compared, ({ wordsConfidence, best }) => [
    wordsConfidence,
    best !== null,
  ])
  return { score, bins, wordsBins, errors }
}

function binsOf<One>(
  all: readonly One[],
  read: (one: One) => readonly [stated: number, isRight: boolean],
): ReliabilityBin[] {
  const pairs = all.map(read)
  return Array.from({ length: BINS }, (_, bin) => {
    const inside = pairs.filter(([stated]) => Math.min(BINS - 1, Math.floor(stated * BINS)) === bin)
    return {
      quotations: inside.length,
      stated: inside.reduce((sum, [stated]) => sum + stated, 0),
      right: inside.filter(([, isRight]) => isRight).length,
    }
  })
}

/** Add up the scores of several articles. */
export function addScores(scores: readonly ArticleScore[]): ArticleScore {
  const sum = (key: keyof Score): Share => ({
    right: scores.reduce((total, { score }) => total + score[key].right, 0),
    all: scores.reduce((total, { score }) => total + score[key].all, 0),
  })
  const score: Score = {
    quotedRight: sum('quotedRight'),
    quotedFound: sum('quotedFound'),
    shownRight: sum('shownRight'),
    wrongSpeaker: sum('wrongSpeaker'),
    highRight: sum('highRight'),
    highShown: sum('highShown'),
    indirectFound: sum('indirectFound'),
    indirectRight: sum('indirectRight'),
    pronounsRight: sum('pronounsRight'),
    anonymousRight: sum('anonymousRight'),
    sourcesFound: sum('sourcesFound'),
    sourcesRight: sum('sourcesRight'),
    relaysFound: sum('relaysFound'),
    relaysRight: sum('relaysRight'),
    datesFound: sum('datesFound'),
    datesRight: sum('datesRight'),
    unsaidToldApart: sum('unsaidToldApart'),
    unsaidFound: sum('unsaidFound'),
  }
  return {
    score,
    bins: addBins(scores.map(({ bins }) => bins)),
    wordsBins: addBins(scores.map(({ wordsBins }) => wordsBins)),
    errors: scores.flatMap(({ errors }) => errors),
  }
}

function addBins(all: readonly (readonly ReliabilityBin[])[]): ReliabilityBin[] {
  return Array.from({ length: BINS }, (_, index) =>
    all.reduce(
      (total, bins) => ({
        quotations: total.quotations + (bins[index]?.quotations ?? 0),
        stated: total.stated + (bins[index]?.stated ?? 0),
        right: total.right + (bins[index]?.right ?? 0),
      }),
      { quotations: 0, stated: 0, right: 0 },
    ),
  )
}

/** Stated and right share of each bin that has quotations. */
export function reliabilityLines(bins: readonly ReliabilityBin[]): string[] {
  return bins.flatMap(({ quotations, stated, right }) => {
    if (quotations === 0) return []
    const isOff = quotations >= MIN_BIN && Math.abs(stated - right) / quotations > MAX_OFF
    const shares = `${(stated / quotations).toFixed(3)} / ${(right / quotations).toFixed(3)}`
    return `    ${shares} of ${quotations}${isOff ? '   off by more than 5 points' : ''}`
  })
}

/** The figures as lines of text, each with its count and 95 % interval. */
export function scoreLines({ score, bins }: ArticleScore): string[] {
  const rows: readonly (readonly [string, Share])[] = [
    ['(a) quoted speech with the right speaker', score.quotedRight],
    ['    quoted speech found', score.quotedFound],
    ['(b) right of what is shown', score.shownRight],
    ['(b2) wrong speaker of matched', score.wrongSpeaker],
    ['HIGH right', score.highRight],
    ['HIGH share of what is shown', score.highShown],
    ['pronouns right', score.pronounsRight],
    ['anonymous voices left without a speaker', score.anonymousRight],
    ['indirect speech recall', score.indirectFound],
    ['indirect speech precision', score.indirectRight],
    ['sources precision', score.sourcesRight],
    ['sources recall', score.sourcesFound],
    ['relays precision', score.relaysRight],
    ['relays recall', score.relaysFound],
    ['dates with the right value, precision', score.datesRight],
    ['dates with the right value, recall', score.datesFound],
    ['words not said, not shown as said', score.unsaidToldApart],
    ['words not said, with their factuality', score.unsaidFound],
  ]
  return [
    ...rows.map(([label, share]) => `${label.padEnd(42)} ${shareText(share)}`),
    'confidence stated / right, in ten bins:',
    ...reliabilityLines(bins),
  ]
}

/** "88.1 % [82.0, 92.3] (133 of 151)". */
export function shareText(share: Share): string {
  const { right, all } = share
  if (all === 0) return '   -'
  const [low, high] = wilson(share)
  const percent = (value: number) => (100 * value).toFixed(1)
  return `${percent(right / all).padStart(5)} % [${percent(low)}, ${percent(high)}] (${right} of ${all})`
}

/** Wilson's 95 % interval of a share. */
function wilson({ right, all }: Share): [low: number, high: number] {
  const share = right / all
  const middle = share + Z ** 2 / (2 * all)
  const half = Z * Math.sqrt((share * (1 - share)) / all + Z ** 2 / (4 * all ** 2))
  const scale = 1 + Z ** 2 / all
  return [Math.max(0, (middle - half) / scale), Math.min(1, (middle + half) / scale)]
}

/** Offsets of the letters and digits in the spans. */
export function lettersOf(body: string, spans: readonly Span[]): Set<number> {
  const letters = new Set<number>()
  for (const { start, end } of spans) {
    for (let at = start; at < end; at++) if (/[\p{L}\p{N}]/u.test(body.charAt(at))) letters.add(at)
  }
  return letters
}

/**
 * The quotations that stand for the marked one: those that share half of the letters of both; else
 * those inside it that share half of its letters together.
 */
export function matchesOf<One extends { readonly letters: ReadonlySet<number> }>(
  letters: ReadonlySet<number>,
  quotations: readonly One[],
): One[] {
  const inside = quotations.filter(
    (one) => overlap(letters, one.letters) >= 0.5 * one.letters.size && one.letters.size > 0,
  )
  const whole = inside.filter((one) => overlap(letters, one.letters) >= 0.5 * letters.size)
  if (whole.length > 0) return whole
  const covered = new Set(inside.flatMap((one) => [...one.letters].filter((at) => letters.has(at))))
  return covered.size > 0 && covered.size >= 0.5 * letters.size ? inside : []
}

function bestMatch<One extends { readonly letters: ReadonlySet<number> }>(
  letters: ReadonlySet<number>,
  marked: readonly One[],
): One | null {
  const around = marked
    .map((one) => ({ one, shared: overlap(one.letters, letters) }))
    .filter(({ shared }) => shared > 0 && shared >= 0.5 * letters.size)
    .sort((left, right) => right.shared - left.shared)
  return around[0]?.one ?? null
}

function overlap(one: ReadonlySet<number>, other: ReadonlySet<number>): number {
  let shared = 0
  for (const at of one) if (other.has(at)) shared++
  return shared
}

function overlaps(one: Span, other: Span): boolean {
  return one.start < other.end && other.start < one.end
}

/** Whether speaker and factuality are those of the gold. */
function isAnswerRight(gold: GoldQuotation, system: SystemQuotation): boolean {
  return gold.factuality === system.factuality && isSpeakerRight(gold, system)
}

function isSpeakerRight({ speakers }: GoldQuotation, { speaker }: SystemQuotation): boolean {
  return speakers.some((name) =>
    name === null || speaker === null ? name === speaker : isSameName(name, speaker),
  )
}

function isSameMedium(name: string, { source, words }: SystemRelay): boolean {
  if (source && isSameName(name, source)) return true
  const [one, other] = [nameKey(name), nameKey(words)]
  return one.includes(other) || other.includes(one)
}

/** The same words as the name or an alias; or one full name ends with the other. */
function isSameName(gold: string, { name, aliases }: Named): boolean {
  const [one, other] = [nameKey(gold), nameKey(name)]
  if ([name, ...aliases].some((alias) => nameKey(alias) === one)) return true
  const areFull = one.includes(' ') && other.includes(' ')
  return areFull && (one.endsWith(` ${other}`) || other.endsWith(` ${one}`))
}

function nameKey(name: string): string {
  return name
    .replace(/[‘’]/g, "'")
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
    .replace(/^(?:the|mr|mrs|ms|dr|sir)\.? /, '')
    .replace(/[^\p{L}\p{N} ]/gu, '')
}

function answerOf(quotation: SystemQuotation | undefined): string {
  if (!quotation) return ''
  const { speaker, reason, mention, factuality } = quotation
  return `${factuality === 'SAID' ? '' : `${factuality} `}${speaker?.name ?? 'nobody'} (${reason}; mention ${mention ?? 'none'})`
}

function shorten(words: string): string {
  const line = words.replace(/\s+/g, ' ')
  return line.length > MAX_WORDS ? `${line.slice(0, MAX_WORDS)}…` : line
}
