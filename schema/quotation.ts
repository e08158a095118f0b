import { mapAwaitable } from '../src/loaders/awaitable.ts'
import { requirePresent } from '../src/loaders/revision.ts'
import type {
  Cue as CueRecord,
  Naming as NamingName,
  Quotation as QuotationRecord,
  QuotationKind as QuotationKindName,
  Relay as RelayRecord,
  SpeakerBasis as SpeakerBasisName,
  Tier as TierName,
} from '../src/model/quotation.ts'
import { Article, Paragraph, paragraphsOf } from './article.ts'
import { builder } from './builder.ts'
import { findPart } from './parts.ts'
import { Source } from './source.ts'
import { type InArticle, Span } from './span.ts'
import { Speaker } from './speaker.ts'

export const QuotationKind = builder.enumType('QuotationKind', {
  description: 'How much of the content stands in quotation marks.',
  values: {
    DIRECT: { description: 'All of the content stands in quotation marks.' },
    MIXED: { description: 'Some of it does.' },
    INDIRECT: { description: 'None of it does.' },
  } satisfies Record<QuotationKindName, object>,
})

export const SpeakerBasis = builder.enumType('SpeakerBasis', {
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

export const Naming = builder.enumType('Naming', {
  description: 'How the words at the cue name the voice.',
  values: {
    NAMED: { description: 'By a name.' },
    DESCRIBED: { description: 'By a role, a description or a pronoun.' },
    ANONYMOUS: { description: 'As somebody who is not to be known: "a senior official".' },
    NONE: { description: 'Not at all.' },
  } satisfies Record<NamingName, object>,
})

export const ConfidenceTier = builder.enumType('ConfidenceTier', {
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

const Cue = builder.objectRef<InArticle<CueRecord>>('Cue')

Cue.implement({
  description: 'The words of saying.',
  fields: (t) => ({
    span: t.field({
      type: Span,
      description: 'Where they stand.',
      resolve: ({ reading, value }) => ({ reading, value: value.span }),
    }),
    lemma: t.string({
      description: 'Dictionary form: `say` for "said".',
      resolve: ({ value }) => value.lemma,
    }),
  }),
})

const Relay = builder.objectRef<InArticle<RelayRecord>>('Relay')

Relay.implement({
  description: 'A medium that passed the words on.',
  fields: (t) => ({
    source: t.field({
      type: Source,
      nullable: true,
      description: 'Null when it is described and not named: "state media".',
      resolve: ({ value }, _args, { load }) =>
        value.source === null ? null : load.source.load(value.source),
    }),
    span: t.field({
      type: Span,
      description: 'The words that show it.',
      resolve: ({ reading, value }) => ({ reading, value: value.span }),
    }),
  }),
})

export const Quotation = builder.objectRef<InArticle<QuotationRecord>>('Quotation')

builder.node(Quotation, {
  description: 'Words that an article gives as somebody’s: source, cue and content.',
  id: { resolve: ({ value }) => value.id },
  loadWithoutCache: (id, { load }) => findPart('quotations', id, load),
  fields: (t) => ({
    kind: t.field({
      type: QuotationKind,
      description: 'How much of it stands in quotation marks.',
      resolve: ({ value }) => value.kind,
    }),
    text: t.string({
      description: 'The words said, as printed. " … " stands where a cue splits them.',
      resolve: ({ reading, value }) => quotationText(reading.article.body, value),
    }),
    content: t.field({
      type: [Span],
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
      type: Span,
      nullable: true,
      description: 'The words that name who is quoted ("he"); null where none stand.',
      resolve: ({ reading, value: { mention } }) => mention && { reading, value: mention },
    }),
    speaker: t.field({
      type: Speaker,
      nullable: true,
      description: 'Null when nobody can be named with reason.',
      resolve: ({ value: { attribution } }, _args, { load }) =>
        attribution.speaker === null ? null : load.speaker.load(attribution.speaker),
    }),
    basis: t.field({
      type: SpeakerBasis,
      description: 'How it found its speaker.',
      resolve: ({ value }) => value.attribution.basis,
    }),
    naming: t.field({
      type: Naming,
      description: 'How the voice is named.',
      resolve: ({ value }) => value.naming,
    }),
    candidates: t.field({
      type: [Speaker],
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
      type: ConfidenceTier,
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
      type: Paragraph,
      description: 'The one in which the words begin.',
      resolve: ({ reading, value }) => {
        const paragraph = paragraphsOf(reading)[value.paragraph]
        if (!paragraph) throw new Error(`Quotation ${value.id} stands in no paragraph`)
        return paragraph
      },
    }),
    article: t.field({
      type: Article,
      description: 'Where it stands.',
      resolve: ({ reading }) => reading,
    }),
  }),
})

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
