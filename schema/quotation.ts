import { plainWords } from '../src/identity/near-duplicates.ts'
import { allAwaitable, type Awaitable, mapAwaitable } from '../src/loaders/awaitable.ts'
import type { Loaders } from '../src/loaders/loaders.ts'
import { requirePresent } from '../src/loaders/revision.ts'
import type { QuotationFilter as StoreFilter } from '../src/model/lists.ts'
import type {
  Cue as CueRecord,
  Factuality as FactualityName,
  Naming as NamingName,
  Quotation as QuotationRecord,
  QuotationKind as QuotationKindName,
  Relay as RelayRecord,
  SpeakerBasis as SpeakerBasisName,
  Tier as TierName,
} from '../src/model/quotation.ts'
import type { Reading } from '../src/model/reading.ts'
import type { Span } from '../src/model/span.ts'
import { findMentionChain, findNamePlaces, type NamePlace } from '../src/text/name-places.ts'
import { extentOf } from '../src/text/spans.ts'
import { type ArticleFilter, paragraphsOf, resolveArticleFilter } from './article.ts'
import type { Builder } from './builder.ts'
import { heldParts } from './connection.ts'
import type { Counts } from './counts.ts'
import { type Inputs, parseSearch, resolveIdsByName } from './inputs.ts'
import { addSearch, defineList, RELEVANCE_ORDER } from './list.ts'
import { checkPageSize, MAX_PAGE } from './paging.ts'
import { findPart, loadParts } from './parts.ts'
import type { InArticle } from './records.ts'

/** Defines quotations and the lists of quotations. */
export function defineQuotation(
  builder: Builder,
  inputs: Inputs,
  counts: Counts,
  articleFilter: ArticleFilter,
) {
  const enums = defineEnums(builder)

  const Cue = builder.objectRef<InArticle<CueRecord>>('Cue').implement({
    description: 'The cue of a quotation: the words that report it, such as "said".',
    fields: (t) => ({
      span: t.field({
        type: 'Span',
        description: 'Position in the body.',
        resolve: ({ reading, value }) => ({ reading, value: value.span }),
      }),
      lemma: t.string({
        description: 'Dictionary form: `say` for "said".',
        resolve: ({ value }) => value.lemma,
      }),
    }),
  })

  const Relay = builder.objectRef<InArticle<RelayRecord>>('Relay').implement({
    description: 'A medium that relayed the quotation.',
    fields: (t) => ({
      source: t.field({
        type: 'Source',
        nullable: true,
        description: 'The medium; null if it is described but not named ("state media").',
        resolve: ({ value }, _args, { load }) =>
          value.source === null ? null : load.source.load(value.source),
      }),
      span: t.field({
        type: 'Span',
        description: 'Position of the words that show it.',
        resolve: ({ reading, value }) => ({ reading, value: value.span }),
      }),
    }),
  })

  builder.node('Quotation', {
    description: 'A quotation: content attributed to a speaker by a cue.',
    id: { resolve: ({ value }) => value.id },
    loadWithoutCache: (id, { load }) => findPart('quotations', id, load),
    fields: (t) => ({
      kind: t.field({
        type: enums.QuotationKind,
        description: 'How much of the content is in quotation marks.',
        resolve: ({ value }) => value.kind,
      }),
      text: t.string({
        description:
          'The content as printed. Spans split by a cue are joined with " … ", spans split by a paragraph with an empty line.',
        resolve: ({ reading, value }) => quotationText(reading.article.body, value),
      }),
      content: t.field({
        type: ['Span'],
        description: 'Positions of the content; several if a cue or a paragraph break splits it.',
        resolve: ({ reading, value: { content } }) => content.map((value) => ({ reading, value })),
      }),
      cue: t.field({
        type: Cue,
        nullable: true,
        description: 'Reporting words; null if there are none.',
        resolve: ({ reading, value: { cue } }) => cue && { reading, value: cue },
      }),
      mention: t.field({
        type: 'Span',
        nullable: true,
        description:
          'Position of the words that refer to the speaker ("he"); null if there are none.',
        resolve: ({ reading, value: { mention } }) => mention && { reading, value: mention },
      }),
      mentionChain: t.field({
        type: ['Span'],
        description:
          'How the article leads from the mention to the name of the speaker: the mention ("she"), the nearest words before it that name the speaker ("Roe"), the first place with the full name. Only the mention if the speaker is unknown; empty without a mention.',
        resolve: ({ reading, value }) =>
          mentionChainOf(reading, value).map((span) => ({ reading, value: span })),
      }),
      speaker: t.field({
        type: 'Speaker',
        nullable: true,
        description: 'Speaker; null if unknown or ambiguous.',
        resolve: ({ value: { attribution } }, _args, { load }) =>
          attribution.speaker === null ? null : load.speaker.load(attribution.speaker),
      }),
      basis: t.field({
        type: enums.SpeakerBasis,
        description: 'How the speaker was determined.',
        resolve: ({ value }) => value.attribution.basis,
      }),
      naming: t.field({
        type: enums.Naming,
        description: 'How the mention refers to the speaker.',
        resolve: ({ value }) => value.naming,
      }),
      factuality: t.field({
        type: enums.Factuality,
        description: 'Whether the article states that the words were said.',
        resolve: ({ value }) => value.factuality,
      }),
      candidates: t.field({
        type: ['Speaker'],
        description: 'Possible speakers, if the text is ambiguous; empty if `speaker` is known.',
        resolve: ({ value }, _args, { load }) =>
          mapAwaitable(load.speaker.loadMany(value.attribution.candidates), (speakers) =>
            speakers.map(requirePresent),
          ),
      }),
      relays: t.field({
        type: [Relay],
        description: 'Media that relayed the quotation, outermost first.',
        resolve: ({ reading, value: { relays } }) => relays.map((value) => ({ reading, value })),
      }),
      tier: t.field({
        type: enums.ConfidenceTier,
        description:
          'Confidence tier of this quotation with its speaker: `confidence` in three steps.',
        resolve: ({ value }) => value.tier,
      }),
      confidence: t.float({
        description:
          'Measured share of right words with the right speaker, 0 to 1; without a speaker, with rightly none.',
        resolve: ({ value }) => value.confidence,
      }),
      wordsConfidence: t.float({
        description: "Measured share of words that are somebody's, 0 to 1, by rule.",
        resolve: ({ value }) => value.wordsConfidence,
      }),
      speakerConfidence: t.float({
        nullable: true,
        description:
          'Measured share of right speakers by name where the words are right, 0 to 1, by the kind of mention; null without a speaker.',
        resolve: ({ value }) => value.speakerConfidence,
      }),
      rule: t.string({
        description: 'Name of the rule that found the quotation.',
        resolve: ({ value }) => value.rule,
      }),
      occurrences: t.field({
        type: ['Span'],
        description:
          'All positions in the article where the same words are printed; the first is that of `content`, from its beginning to its end.',
        resolve: ({ reading, value }) =>
          [extentOf(value.content), ...(value.repeats ?? [])].map((span) => ({
            reading,
            value: span,
          })),
      }),
      sameWords: t.field({
        type: ['Quotation'],
        description:
          'Other quotations of the same words, whatever the marks, the case and the speaker; the earliest first, undated ones last.',
        args: {
          first: t.arg.int({
            required: true,
            defaultValue: 20,
            description: `How many, 1 to ${MAX_PAGE}.`,
          }),
        },
        resolve: (quotation, { first }, { load }) => {
          const most = checkPageSize('first', first)
          return mapAwaitable(findSameWords(quotation, load), (found) => found.slice(0, most))
        },
      }),
      paragraph: t.field({
        type: 'Paragraph',
        description: 'The paragraph in which the content begins.',
        resolve: ({ reading, value }) => {
          const paragraph = paragraphsOf(reading)[value.paragraph]
          if (!paragraph) throw new Error(`Quotation ${value.id} is in no paragraph`)
          return paragraph
        },
      }),
      article: t.field({
        type: 'Article',
        description: 'The article that contains it.',
        resolve: ({ reading }) => reading,
      }),
    }),
  })

  const QuotationFilter = defineQuotationFilter(builder, inputs, enums, articleFilter)

  const quotations = defineList(builder, {
    list: 'quotations',
    type: 'Quotation',
    description:
      'Quotations; by default the newest article first, below an article in reading order.',
    filter: QuotationFilter,
    resolveFilter: resolveQuotationFilter,
    orderBy: {
      name: 'QuotationOrder',
      fields: {
        PUBLISHED: 'Time of publication, undated articles as the earliest',
        TEXT: 'Reading order, article by article',
        CONFIDENCE: 'Confidence',
        WORD_COUNT: 'Length',
        RELEVANCE: RELEVANCE_ORDER,
      },
      standard: { field: 'PUBLISHED', descending: true },
    },
    load: (items, load) => loadParts('quotations', items, load),
  })
  counts.addFacets(quotations.connection, {
    name: 'QuotationFacet',
    description:
      'Properties by which quotations are counted. SPEAKER omits quotations without a speaker.',
    values: {
      SPEAKER: 'Speaker.',
      KIND: 'Kind: direct, mixed or indirect.',
      NAMING: 'How the mention refers to the speaker.',
      BASIS: 'How the speaker was determined.',
      FACTUALITY: 'Whether the words were said.',
      TIER: 'Confidence tier.',
      RELAY: 'Medium that relayed the quotation.',
      PUBLISHER: 'Publisher of the article.',
      WIRE_AGENCY: 'Wire agency of the article.',
    },
  })
  counts.addTimeline(quotations.connection, 'day of publication')
  addSearch(builder, quotations.edge)

  quotations.addToQuery('Quotations of the archive.')
  quotations.addTo('Article', 'quotations', {
    description: 'Quotations in the article.',
    owner: (reading) => ({
      kind: 'article',
      id: reading.id,
      held: heldParts(reading, reading.quotations),
    }),
    order: { field: 'TEXT', descending: false },
  })
  quotations.addTo('Speaker', 'quotations', {
    description: 'Quotations of the speaker.',
    owner: ({ id }) => ({ kind: 'speaker', id }),
  })
  quotations.addTo('Source', 'relayed', {
    description: 'Quotations that the source relayed.',
    owner: ({ id }) => ({ kind: 'source', id }),
  })

  return { QuotationFilter, QuotationKind: enums.QuotationKind }
}

function mentionChainOf(
  reading: Reading,
  { mention, attribution: { speaker } }: QuotationRecord,
): readonly Span[] {
  if (!mention) return []
  const places = speaker === null ? [] : namePlacesOf(reading).filter(({ id }) => id === speaker)
  return findMentionChain(mention, places)
}

const namePlaces = new WeakMap<Reading, readonly NamePlace[]>()

/** Found once for each reading in memory. */
function namePlacesOf(reading: Reading): readonly NamePlace[] {
  const known = namePlaces.get(reading) ?? findNamePlaces(reading.article.body, reading.speakers)
  namePlaces.set(reading, known)
  return known
}

function defineEnums(builder: Builder) {
  const QuotationKind = builder.enumType('QuotationKind', {
    description: 'How much of the content is in quotation marks.',
    values: {
      DIRECT: { description: 'All of the content is in quotation marks.' },
      MIXED: { description: 'Part of the content is in quotation marks.' },
      INDIRECT: { description: 'None of the content is in quotation marks.' },
    } satisfies Record<QuotationKindName, object>,
  })

  const SpeakerBasis = builder.enumType('SpeakerBasis', {
    description: 'How the speaker of a quotation was determined.',
    values: {
      NAMED: { description: 'The speaker is named at the cue.' },
      DESCRIBED: { description: 'A role or title at the cue was resolved to a speaker.' },
      PRONOUN: { description: 'A pronoun at the cue was resolved to a speaker.' },
      CONTINUATION: { description: 'The quotation has no cue and continues the previous one.' },
      CORRECTED: { description: 'A manual correction.' },
      NONE: { description: 'The speaker is unknown; see `candidates`.' },
    } satisfies Record<SpeakerBasisName, object>,
  })

  const Naming = builder.enumType('Naming', {
    description: 'How the mention at the cue refers to the speaker.',
    values: {
      NAMED: { description: 'By name.' },
      DESCRIBED: { description: 'By a role, a description or a pronoun.' },
      ANONYMOUS: { description: 'As an unnamed source: "a senior official".' },
      NONE: { description: 'There is no mention.' },
    } satisfies Record<NamingName, object>,
  })

  const Factuality = builder.enumType('Factuality', {
    description:
      'Whether the article states that the words were said. Lists, counts, facets and timelines hold all quotations unless a filter selects by it.',
    values: {
      SAID: {
        description:
          'They were said. A denial, a request and a promise are said: of "denied that the gate was open", the content is "the gate was open".',
      },
      NOT_SAID: {
        description:
          'The article states that they were not said: "never said", "refused to say whether", "no minister said".',
      },
      UNCERTAIN: {
        description:
          'Expected, conditional, asked for, supposed or alleged words: "is expected to say", "if she says", "was asked to say", "allegedly said".',
      },
    } satisfies Record<FactualityName, object>,
  })

  const ConfidenceTier = builder.enumType('ConfidenceTier', {
    description: 'Confidence tier of a quotation and its speaker.',
    values: {
      HIGH: {
        description:
          'Measured to be right in nine of ten or more: words that were said, with a speaker or words that name nobody on purpose; or a manual correction.',
      },
      MEDIUM: { description: '`confidence` of 0.5 or more.' },
      LOW: { description: '`confidence` below 0.5.' },
    } satisfies Record<TierName, object>,
  })

  return { QuotationKind, SpeakerBasis, Naming, Factuality, ConfidenceTier }
}

/** The same words elsewhere, by one read for all quotations of an answer. */
function findSameWords(
  { reading, value }: InArticle<QuotationRecord>,
  load: Loaders,
): Awaitable<readonly InArticle<QuotationRecord>[]> {
  const wordsOf = ({ reading, value }: InArticle<QuotationRecord>) =>
    plainWords(quotationText(reading.article.body, value)).join(' ')
  const words = wordsOf({ reading, value })
  return mapAwaitable(load.quotationsWithPhrase.load(words), (places) =>
    mapAwaitable(loadParts('quotations', places, load), (found) =>
      found
        .map(requirePresent)
        .filter((other) => other.value.id !== value.id && wordsOf(other) === words),
    ),
  )
}

/** The content in one text: spans are separated by a cue or by the end of a paragraph. */
function quotationText(body: string, { content }: QuotationRecord): string {
  const [only] = content
  if (only && content.length === 1) return body.slice(only.start, only.end)
  return content.reduce((text, { start, end }, index) => {
    const before = content[index - 1]
    if (!before) return body.slice(start, end)
    const isBreak = body.slice(before.end, start).includes('\n\n')
    return `${text}${isBreak ? '\n\n' : ' … '}${body.slice(start, end)}`
  }, '')
}

export type QuotationFilter = ReturnType<typeof defineQuotationFilter>

function defineQuotationFilter(
  builder: Builder,
  inputs: Inputs,
  enums: ReturnType<typeof defineEnums>,
  articleFilter: ArticleFilter,
) {
  return builder.inputType('QuotationFilter', {
    description: 'Conditions are combined with AND. A list matches any of its values.',
    fields: (t) => ({
      words: t.string({
        description:
          'Full-text search in the content: words, "phrases" and prefix*. All must occur.',
      }),
      speaker: t.field({ type: inputs.SpeakerBy, description: 'The speaker.' }),
      relay: t.field({ type: inputs.SourceBy, description: 'A medium that relayed it.' }),
      kind: t.field({ type: [enums.QuotationKind], description: 'Kinds, any of them.' }),
      naming: t.field({
        type: [enums.Naming],
        description: 'Namings, any of them.',
      }),
      basis: t.field({
        type: [enums.SpeakerBasis],
        description: 'Bases of the speaker, any of them.',
      }),
      factuality: t.field({
        type: [enums.Factuality],
        description: 'Factualities, any of them; all of them by default.',
      }),
      tier: t.field({
        type: [enums.ConfidenceTier],
        description: 'Confidence tiers, any of them.',
      }),
      minConfidence: t.float({ description: 'Minimum confidence, 0 to 1, inclusive.' }),
      maxConfidence: t.float({ description: 'Maximum confidence, 0 to 1, inclusive.' }),
      article: t.field({ type: articleFilter, description: 'The article matches this filter.' }),
      copies: t.field({
        type: inputs.Copies,
        description:
          'Counts quotations with equal words and speaker once in all copies of a story; each of them if omitted.',
      }),
    }),
  })
}

/** Turns the filter of callers into the filter of the store: names become ids. */
export function resolveQuotationFilter(
  filter: QuotationFilter['$inferInput'],
  load: Loaders,
): Awaitable<StoreFilter> {
  const { article } = filter
  const resolved = allAwaitable([
    resolveIdsByName('speakers', filter.speaker, load),
    resolveIdsByName('sources', filter.relay, load),
    article ? resolveArticleFilter(article, load) : undefined,
  ])
  return mapAwaitable(resolved, ([speakers, relays, articleFilter]) => ({
    words: parseSearch(filter.words),
    speakers,
    relays,
    kinds: filter.kind ?? undefined,
    namings: filter.naming ?? undefined,
    bases: filter.basis ?? undefined,
    factualities: filter.factuality ?? undefined,
    tiers: filter.tier ?? undefined,
    minConfidence: filter.minConfidence ?? undefined,
    maxConfidence: filter.maxConfidence ?? undefined,
    article: articleFilter,
    copies: filter.copies ?? undefined,
  }))
}
