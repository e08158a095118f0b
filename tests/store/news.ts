import { noFacts } from '../../src/model/article.ts'
import type { DateMention, DateRelation } from '../../src/model/date.ts'
import type { Picture } from '../../src/model/picture.ts'
import type { Problem, ProblemCode, Severity } from '../../src/model/problem.ts'
import type {
  Factuality,
  Naming,
  Quotation,
  QuotationKind,
  Tier,
} from '../../src/model/quotation.ts'
import type { Reading } from '../../src/model/reading.ts'
import type { ArticleSource, SourceKind, SourceRole } from '../../src/model/source.ts'
import type { Span } from '../../src/model/span.ts'
import type { ArticleSpeaker, SpeakerKind } from '../../src/model/speaker.ts'
import type { FileReadings } from '../../src/store/store.ts'
import { articleId, itemArticleId, nameId, partId } from '../../src/identity/ids.ts'
import { countWords } from '../../src/text/words.ts'

/** What a test says of an article; everything else is filled in. */
export interface News {
  /** `YYYY-MM-DDTHH:MM:SS`; undated when absent. */
  readonly published?: string
  readonly headline?: string
  readonly text?: string
  readonly language?: string | null
  readonly url?: string
  /** Id and version of an item of a provider. */
  readonly item?: readonly [id: string, version: string]
  readonly says?: readonly Saying[]
  readonly sources?: readonly Part[]
  readonly dates?: readonly DateWords[]
  readonly pictures?: readonly Shot[]
  readonly problems?: readonly Trouble[]
  readonly doubts?: readonly Trouble[]
}

/** Who said it, null for somebody unnamed, and the words. */
interface Saying {
  readonly by: Voice | string | null
  readonly words: string
  readonly kind?: QuotationKind
  readonly naming?: Naming
  readonly relays?: readonly (string | null)[]
  readonly factuality?: Factuality
  readonly tier?: Tier
  readonly confidence?: number
  readonly candidates?: readonly string[]
}

interface Voice {
  readonly name: string
  readonly kind?: SpeakerKind
  readonly aliases?: readonly string[]
  readonly roles?: readonly string[]
  /** Name by which the archive knows them, when the article writes another. */
  readonly known?: string
}

interface Part {
  readonly name: string
  readonly role: SourceRole
  readonly kind?: SourceKind
  readonly aliases?: readonly string[]
}

interface DateWords {
  readonly words: string
  readonly from?: string | null
  readonly until?: string | null
  readonly relation?: DateRelation | null
  readonly type?: DateMention['type']
  readonly value?: string | null
  readonly certainty?: number
}

interface Shot {
  readonly caption: string
  readonly credit?: string
  readonly isFilePhoto?: boolean
}

interface Trouble {
  readonly code: ProblemCode
  readonly severity: Severity
}

/** A file that holds one article, the whole of it. */
export function newsFile(path: string, news: News = {}): FileReadings {
  return newsFeed(path, { '': news })
}

/** A file that holds several articles, by their names in it. */
export function newsFeed(path: string, items: Readonly<Record<string, News>>): FileReadings {
  const readings = Object.entries(items).map(([key, news]) => readingOf(path, key, news))
  const text = JSON.stringify(items)
  return {
    path,
    file: {
      path,
      format: 'text',
      formatReason: 'its name ends in ".txt"',
      encoding: 'utf-8',
      encodingBasis: 'PROVEN',
      bytes: text.length,
      hash: nameId(text),
      modified: '2031-01-01T00:00:00Z',
    },
    readings,
    problems: [],
  }
}

/** A file that could not be read. */
export function badFile(path: string, code: ProblemCode, severity: Severity): FileReadings {
  return { path, file: null, readings: [], problems: [problemOf(path, { code, severity })] }
}

function problemOf(path: string, { code, severity }: Trouble): Problem {
  const message = `${code.toLowerCase()} in ${path}`
  return { code, severity, message, hint: null, path, span: null, line: null, column: null }
}

/** Id of a quotation, date or picture by its words, in an article that has the words once. */
export function partOf(
  kind: 'quotation' | 'date' | 'picture',
  path: string,
  words: string,
  key = '',
): string {
  return partId(kind, articleId(path, key), words, 0)
}

function readingOf(path: string, key: string, news: News): Reading {
  const [itemId = null, itemVersion = null] = news.item ?? []
  const item = { ...noFacts, path, itemId, itemVersion }
  const id = itemArticleId(item) ?? articleId(path, key)
  const page = createPage()
  const headline = news.headline === undefined ? null : page.write(news.headline)
  if (news.text !== undefined) page.write(news.text)
  const quotations = (news.says ?? []).map((said) => quotationOf(said, id, page.write(said.words)))
  const dates = (news.dates ?? []).map((date) => dateOf(date, id, page.write(date.words)))
  const pictures = (news.pictures ?? []).map((shot) => pictureOf(shot, id, page))
  const body = page.text()
  const { published, url, says = [], sources = [], problems = [], doubts = [] } = news
  const language = news.language === undefined ? 'en' : news.language
  return {
    id,
    article: {
      ...item,
      key,
      body,
      headline,
      byline: null,
      dateline: null,
      sourceMap: null,
      paragraphs: page.paragraphs(),
      stamp: null,
      url: url ?? null,
      language,
    },
    language,
    dateline: null,
    published:
      published === undefined
        ? null
        : {
            literal: null,
            local: published,
            precision: 'SECOND',
            instant: null,
            timeZone: null,
            zoneBasis: 'UNKNOWN',
            basis: 'HEADER',
            doubts: doubts.map((doubt) => problemOf(path, doubt)),
          },
    times: [],
    wordCount: countWords(body),
    pictures,
    sources: [...sources.map(sourceOf), ...relaysOf(says)],
    speakers: speakersOf(says),
    quotations,
    dates,
    problems: problems.map((problem) => problemOf(path, problem)),
  }
}

/** Paragraphs one below the other. */
function createPage() {
  const spans: Span[] = []
  let text = ''
  return {
    write(words: string): Span {
      if (text) text += '\n\n'
      const span = { start: text.length, end: text.length + words.length }
      text += words
      spans.push(span)
      return span
    },
    text: () => text,
    paragraphs: () => spans.map((span) => ({ kind: 'TEXT' as const, span })),
  }
}

function quotationOf(said: Saying, article: string, span: Span): Quotation {
  const { by, words, kind = 'DIRECT', relays = [], candidates = [] } = said
  const { factuality = 'SAID', tier = 'MEDIUM', confidence = 0.9 } = said
  return {
    id: partId('quotation', article, words, 0),
    kind,
    content: [span],
    cue: { span: { start: span.start, end: span.start + 1 }, lemma: 'say' },
    mention: null,
    attribution:
      by === null
        ? { basis: 'NONE', speaker: null, candidates: candidates.map(nameId) }
        : { basis: 'NAMED', speaker: nameId(voiceOf(by).known), candidates: [] },
    naming: said.naming ?? (by === null ? 'ANONYMOUS' : 'NAMED'),
    relays: relays.map((name) => ({ source: name === null ? null : nameId(name), span })),
    factuality,
    tier,
    confidence,
    wordsConfidence: confidence,
    speakerConfidence: by === null ? null : confidence,
    rule: 'quotation-then-cue',
    paragraph: 0,
  }
}

function voiceOf(by: Voice | string): Required<Voice> {
  const voice = typeof by === 'string' ? { name: by } : by
  return { kind: 'PERSON', aliases: [], roles: [], known: voice.name, ...voice }
}

function speakersOf(says: readonly Saying[]): ArticleSpeaker[] {
  const voices = says.flatMap(({ by, candidates = [] }) => [
    ...(by === null ? [] : [voiceOf(by)]),
    ...candidates.map(voiceOf),
  ])
  const speakers = new Map<string, ArticleSpeaker>()
  for (const { name, known, kind, aliases, roles } of voices) {
    if (speakers.has(nameId(known))) continue
    speakers.set(nameId(known), {
      id: nameId(known),
      name,
      kind,
      aliases,
      roles: roles.map((text) => ({ text, span: { start: 0, end: 1 } })),
    })
  }
  return [...speakers.values()]
}

function sourceOf({ name, role, kind = 'PUBLISHER', aliases = [] }: Part): ArticleSource {
  return { source: { id: nameId(name), name, kind, aliases }, role, evidence: [] }
}

function relaysOf(says: readonly Saying[]): ArticleSource[] {
  const names = says.flatMap(({ relays = [] }) => relays.filter((name) => name !== null))
  return [...new Set(names)].map((name) => sourceOf({ name, role: 'RELAY', kind: 'STATE_MEDIA' }))
}

function dateOf(date: DateWords, article: string, span: Span): DateMention {
  const { words, from = null, until = from, relation = null, type = 'DATE' } = date
  return {
    id: partId('date', article, words, 0),
    span,
    type,
    value: date.value === undefined ? from : date.value,
    mod: null,
    edtf: null,
    from,
    until,
    precision: 'DAY',
    form: 'EXPLICIT',
    relation,
    anchor: null,
    alternatives: [],
    certainty: date.certainty ?? 0.9,
    rule: 'day-month-year',
  }
}

function pictureOf(shot: Shot, article: string, page: ReturnType<typeof createPage>): Picture {
  const { caption, credit = null, isFilePhoto = false } = shot
  const span = page.write(credit === null ? caption : `${caption} / ${credit}`)
  return {
    id: partId('picture', article, caption, 0),
    caption,
    creditText: credit,
    credits:
      credit === null
        ? []
        : [sourceOf({ name: credit, role: 'PICTURE_CREDIT', kind: 'PICTURE_AGENCY' })],
    isFilePhoto,
    occurrences: [span],
  }
}
