import { allAwaitable, mapAwaitable } from '../src/loaders/awaitable.ts'
import type { Loaders } from '../src/loaders/loaders.ts'
import { requirePresent } from '../src/loaders/revision.ts'
import type { QuotationFilter as StoreFilter } from '../src/model/lists.ts'
import type {
  Cue as CueRecord,
  Naming as NamingName,
  Quotation as QuotationRecord,
  QuotationKind as QuotationKindName,
  Relay as RelayRecord,
  SpeakerBasis as SpeakerBasisName,
  Tier as TierName,
} from '../src/model/quotation.ts'
import type { Awaitable } from '../src/store/store.ts'
import { type ArticleFilter, paragraphsOf, resolveArticleFilter } from './article.ts'
import type { Builder } from './builder.ts'
import { heldParts } from './connection.ts'
import type { Counts } from './counts.ts'
import { type Inputs, resolveIdsByName } from './inputs.ts'
import { addSearch, defineList, RELEVANCE_ORDER } from './list.ts'
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
    description: 'The words of saying.',
    fields: (t) => ({
      span: t.field({
        type: 'Span',
        description: 'Where they stand.',
        resolve: ({ reading, value }) => ({ reading, value: value.span }),
      }),
      lemma: t.string({
        description: 'Dictionary form: `say` for "said".',
        resolve: ({ value }) => value.lemma,
      }),
    }),
  })

  const Relay = builder.objectRef<InArticle<RelayRecord>>('Relay').implement({
    description: 'A medium that passed the words on.',
    fields: (t) => ({
      source: t.field({
        type: 'Source',
        nullable: true,
        description: 'Null when it is described and not named: "state media".',
        resolve: ({ value }, _args, { load }) =>
          value.source === null ? null : load.source.load(value.source),
      }),
      span: t.field({
        type: 'Span',
        description: 'The words that show it.',
        resolve: ({ reading, value }) => ({ reading, value: value.span }),
      }),
    }),
  })

  builder.node('Quotation', {
    description: 'Words that an article gives as somebody’s: source, cue and content.',
    id: { resolve: ({ value }) => value.id },
    loadWithoutCache: (id, { load }) => findPart('quotations', id, load),
    fields: (t) => ({
      kind: t.field({
        type: enums.QuotationKind,
        description: 'How much of it stands in quotation marks.',
        resolve: ({ value }) => value.kind,
      }),
      text: t.string({
        description: 'The words said, as printed. " … " stands where a cue splits them.',
        resolve: ({ reading, value }) => quotationText(reading.article.body, value),
      }),
      content: t.field({
        type: ['Span'],
        description: 'Where they stand; several spans when a cue or a paragraph splits them.',
        resolve: ({ reading, value: { content } }) => content.map((value) => ({ reading, value })),
      }),
      cue: t.field({
        type: Cue,
        nullable: true,
        description: 'Null where none stands.',
        resolve: ({ reading, value: { cue } }) => cue && { reading, value: cue },
      }),
      mention: t.field({
        type: 'Span',
        nullable: true,
        description: 'The words that name who is quoted ("he"); null where none stand.',
        resolve: ({ reading, value: { mention } }) => mention && { reading, value: mention },
      }),
      speaker: t.field({
        type: 'Speaker',
        nullable: true,
        description: 'Null when nobody can be named with reason.',
        resolve: ({ value: { attribution } }, _args, { load }) =>
          attribution.speaker === null ? null : load.speaker.load(attribution.speaker),
      }),
      basis: t.field({
        type: enums.SpeakerBasis,
        description: 'How it found its speaker.',
        resolve: ({ value }) => value.attribution.basis,
      }),
      naming: t.field({
        type: enums.Naming,
        description: 'How the voice is named.',
        resolve: ({ value }) => value.naming,
      }),
      candidates: t.field({
        type: ['Speaker'],
        description: 'Between whom the text does not decide; empty when there is a speaker.',
        resolve: ({ value }, _args, { load }) =>
          mapAwaitable(load.speaker.loadMany(value.attribution.candidates), (speakers) =>
            speakers.map(requirePresent),
          ),
      }),
      relays: t.field({
        type: [Relay],
        description: 'The media through which the words came, outermost first.',
        resolve: ({ reading, value: { relays } }) => relays.map((value) => ({ reading, value })),
      }),
      tier: t.field({
        type: enums.ConfidenceTier,
        description:
          'How sure the rule is here; `confidence` is how often it is right where it is as sure.',
        resolve: ({ value }) => value.tier,
      }),
      confidence: t.float({
        description: '0 to 1: the measured accuracy of the rule that answered, in its tier.',
        resolve: ({ value }) => value.confidence,
      }),
      rule: t.string({
        description: 'Name of the rule that answered.',
        resolve: ({ value }) => value.rule,
      }),
      paragraph: t.field({
        type: 'Paragraph',
        description: 'The one in which the words begin.',
        resolve: ({ reading, value }) => {
          const paragraph = paragraphsOf(reading)[value.paragraph]
          if (!paragraph) throw new Error(`Quotation ${value.id} stands in no paragraph`)
          return paragraph
        },
      }),
      article: t.field({
        type: 'Article',
        description: 'Where it stands.',
        resolve: ({ reading }) => reading,
      }),
    }),
  })

  const QuotationFilter = defineQuotationFilter(builder, inputs, enums, articleFilter)

  const quotations = defineList(builder, {
    list: 'quotations',
    type: 'Quotation',
    description:
      'Quotations: newest article first, below an article in reading order, unless `orderBy` says otherwise.',
    filter: QuotationFilter,
    resolveFilter: resolveQuotationFilter,
    orderBy: {
      name: 'QuotationOrder',
      fields: {
        PUBLISHED: 'Time of publication, undated articles as if they were the earliest',
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
    description: 'What quotations can be counted by. SPEAKER leaves out those that have none.',
    values: {
      SPEAKER: 'Who is quoted.',
      KIND: 'Direct, mixed or indirect.',
      NAMING: 'How the voice is named.',
      BASIS: 'How the speaker was found.',
      TIER: 'How sure the way is in which they were found.',
      RELAY: 'Who passed the words on.',
      PUBLISHER: 'Who ran the article.',
      WIRE_AGENCY: 'Which agency wrote the article.',
    },
  })
  counts.addTimeline(quotations.connection, 'day of publication')
  addSearch(builder, quotations.edge)

  quotations.addToQuery('The quotations of the archive.')
  quotations.addTo('Article', 'quotations', {
    description: 'What the article quotes.',
    owner: (reading) => ({
      kind: 'article',
      id: reading.id,
      held: heldParts(reading, reading.quotations),
    }),
    order: { field: 'TEXT', descending: false },
  })
  quotations.addTo('Speaker', 'quotations', {
    description: 'What the speaker said.',
    owner: ({ id }) => ({ kind: 'speaker', id }),
  })
  quotations.addTo('Source', 'relayed', {
    description: 'What is known through this source: quotations that it passed on.',
    owner: ({ id }) => ({ kind: 'source', id }),
  })

  return { QuotationFilter }
}

function defineEnums(builder: Builder) {
  const QuotationKind = builder.enumType('QuotationKind', {
    description: 'How much of the content stands in quotation marks.',
    values: {
      DIRECT: { description: 'All of the content stands in quotation marks.' },
      MIXED: { description: 'Some of it does.' },
      INDIRECT: { description: 'None of it does.' },
    } satisfies Record<QuotationKindName, object>,
  })

  const SpeakerBasis = builder.enumType('SpeakerBasis', {
    description: 'How a quotation found its speaker.',
    values: {
      NAMED: { description: 'The name stands at the cue.' },
      DESCRIBED: { description: 'A role or title was resolved to a name.' },
      PRONOUN: { description: 'A pronoun was.' },
      CONTINUATION: { description: 'No words name anybody: the same voice goes on.' },
      CORRECTED: { description: 'A person said so.' },
      NONE: { description: 'It found none; see `candidates`.' },
    } satisfies Record<SpeakerBasisName, object>,
  })

  const Naming = builder.enumType('Naming', {
    description: 'How the words at the cue name the voice.',
    values: {
      NAMED: { description: 'By a name.' },
      DESCRIBED: { description: 'By a role, a description or a pronoun.' },
      ANONYMOUS: { description: 'As somebody who is not to be known: "a senior official".' },
      NONE: { description: 'Not at all.' },
    } satisfies Record<NamingName, object>,
  })

  const ConfidenceTier = builder.enumType('ConfidenceTier', {
    description: 'How sure the way is in which a quotation and its speaker were found.',
    values: {
      HIGH: {
        description:
          'Two independent signs agree, as quotation marks and a verb of saying beside its subject do; or a person said so.',
      },
      MEDIUM: { description: 'One sign shows it.' },
      LOW: { description: 'A sign shows it that often means something else.' },
    } satisfies Record<TierName, object>,
  })

  return { QuotationKind, SpeakerBasis, Naming, ConfidenceTier }
}

/** A gap between two pieces of a content: a cue, or the end of a paragraph. */
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
    description: 'Members are ANDed; a list means any of its values.',
    fields: (t) => ({
      words: t.string({
        description:
          'Full text of what was said: words, "phrases" and prefix*, all of which occur.',
      }),
      speaker: t.field({ type: inputs.SpeakerBy, description: 'Said by this speaker.' }),
      relay: t.field({ type: inputs.SourceBy, description: 'Passed on by this medium.' }),
      kind: t.field({ type: [enums.QuotationKind], description: 'In one of these forms.' }),
      naming: t.field({
        type: [enums.Naming],
        description: 'The voice is named in one of these ways.',
      }),
      basis: t.field({
        type: [enums.SpeakerBasis],
        description: 'The speaker was found in one of these ways.',
      }),
      tier: t.field({
        type: [enums.ConfidenceTier],
        description: 'Found in ways as sure as these.',
      }),
      minConfidence: t.float({ description: 'At least this confidence, 0 to 1.' }),
      maxConfidence: t.float({ description: 'At most this confidence: what is least certain.' }),
      article: t.field({ type: articleFilter, description: 'Stands in an article like this.' }),
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
    words: filter.words ?? undefined,
    speakers,
    relays,
    kinds: filter.kind ?? undefined,
    namings: filter.naming ?? undefined,
    bases: filter.basis ?? undefined,
    tiers: filter.tier ?? undefined,
    minConfidence: filter.minConfidence ?? undefined,
    maxConfidence: filter.maxConfidence ?? undefined,
    article: articleFilter,
  }))
}
