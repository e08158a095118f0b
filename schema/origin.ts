import { findOrigin } from '../src/identity/origin.ts'
import { mapAwaitable } from '../src/loaders/awaitable.ts'
import { requirePresent } from '../src/loaders/revision.ts'
import type { OriginEvidence as OriginEvidenceRecord } from '../src/model/origin.ts'
import type { Reading } from '../src/model/reading.ts'
import type { Builder } from './builder.ts'
import type { Inputs } from './inputs.ts'

type EvidenceKind = OriginEvidenceRecord['kind'] | 'COPY'

/** Evidence in the article itself, or the wire story that it is a copy of. */
type Evidence =
  | (OriginEvidenceRecord & { readonly reading: Reading })
  | { readonly kind: 'COPY'; readonly copyOf: string }

/** Defines where the text of an article comes from. */
export function defineOrigin(builder: Builder, { Origin }: Inputs): void {
  const Kind = builder.enumType('OriginEvidenceKind', {
    description: 'Kind of evidence of the origin of a text.',
    values: {
      DATELINE: { description: 'An agency in the dateline.' },
      SIGN_OFF: { description: 'The name of an agency alone at the end.' },
      BYLINE: { description: 'An author or an agency in the byline.' },
      CREDIT: { description: 'An agency in a line beside other words: "With reports by".' },
      PROVIDER: { description: 'The file states that an agency delivered the article.' },
      PUBLISHER: { description: 'The publisher is an agency.' },
      COPY: { description: 'The article is a copy of a wire story.' },
    } satisfies Record<EvidenceKind, object>,
  })

  const Evidence = builder.objectRef<Evidence>('OriginEvidence').implement({
    description: 'What shows where the text of an article comes from.',
    fields: (t) => ({
      kind: t.field({
        type: Kind,
        description: 'Kind of the evidence.',
        resolve: ({ kind }) => kind,
      }),
      source: t.field({
        type: 'Source',
        nullable: true,
        description: 'The agency or author; null for a copy.',
        resolve: (evidence, _args, { load }) =>
          evidence.kind === 'COPY'
            ? null
            : mapAwaitable(load.source.load(evidence.source), requirePresent),
      }),
      span: t.field({
        type: 'Span',
        nullable: true,
        description: 'Position in the body; null if it is not in the body.',
        resolve: (evidence) =>
          evidence.kind === 'COPY' || !evidence.span
            ? null
            : { reading: evidence.reading, value: evidence.span },
      }),
      article: t.field({
        type: 'Article',
        nullable: true,
        description: 'The earliest wire story that the article is a copy of; null for other kinds.',
        resolve: (evidence, _args, { load }) =>
          evidence.kind === 'COPY'
            ? mapAwaitable(load.reading.load(evidence.copyOf), requirePresent)
            : null,
      }),
    }),
  })

  builder.objectField('Article', 'origin', (t) =>
    t.field({
      type: Origin,
      description: 'Where the text comes from.',
      resolve: ({ id }, _args, { load }) =>
        mapAwaitable(load.origin.load(id), (origin) => requirePresent(origin).value),
    }),
  )
  builder.objectField('Article', 'originEvidence', (t) =>
    t.field({
      type: [Evidence],
      description: 'What shows the origin; empty if it is unknown.',
      resolve: (reading, _args, { load }) =>
        mapAwaitable(load.origin.load(reading.id), (origin): Evidence[] => {
          const { copyOf } = requirePresent(origin)
          const own = findOrigin(reading).evidence.map((evidence) => ({ ...evidence, reading }))
          return copyOf === null ? own : [...own, { kind: 'COPY', copyOf }]
        }),
    }),
  )
}
