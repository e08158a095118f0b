import type { Span as SpanRecord } from '../src/model/span.ts'
import { positionAt } from '../src/text/lines.ts'
import { sourceOf, type SourcePlace } from '../src/text/source-map.ts'
import type { Builder } from './builder.ts'
import { InputError } from './errors.ts'
import type { InArticle } from './records.ts'

const MAX_CONTEXT = 1000

/** Defines spans. */
export function defineSpan(builder: Builder): void {
  const OffsetUnit = builder.enumType('OffsetUnit', {
    description: 'What offsets count.',
    values: {
      UTF_16: { description: "UTF-16 code units, as JavaScript's `slice` counts." },
      CODE_POINT: { description: 'Unicode code points, as Python counts.' },
    } as const,
  })

  const unitArgs = builder.args((t) => ({
    unit: t.field({
      type: OffsetUnit,
      defaultValue: 'UTF_16',
      required: true,
      description: 'What to count.',
    }),
  }))

  const contextArgs = builder.args((t) => ({
    length: t.int({
      defaultValue: 32,
      required: true,
      description: `0 to ${MAX_CONTEXT} UTF-16 units.`,
    }),
  }))

  const FilePlace = builder.objectRef<SourcePlace>('FilePlace').implement({
    description: 'A place in a file, as editors and programs count.',
    fields: (t) => ({
      line: t.exposeInt('line', { description: 'From 1.' }),
      column: t.exposeInt('column', { description: 'UTF-16 units into the line, from 1.' }),
      byteStart: t.exposeInt('byteStart', { description: 'First byte, from 0.' }),
      byteEnd: t.exposeInt('byteEnd', { description: 'The byte behind the last.' }),
    }),
  })

  builder.objectType('Span', {
    description:
      "A stretch of an article's body: the evidence. `body.slice(start, end)` is `exact`.",
    fields: (t) => ({
      exact: t.string({
        description: 'The words themselves.',
        resolve: ({ reading, value }) => reading.article.body.slice(value.start, value.end),
      }),
      start: t.int({
        description: 'Offset of its first character in the body.',
        args: unitArgs,
        resolve: (span, { unit }) => offset(span, span.value.start, unit),
      }),
      end: t.int({
        description: 'Offset behind its last character.',
        args: unitArgs,
        resolve: (span, { unit }) => offset(span, span.value.end, unit),
      }),
      line: t.int({
        description: 'Line of the body in which it begins, from 1.',
        resolve: ({ reading, value }) => positionAt(reading.article.body, value.start).line,
      }),
      column: t.int({
        description: 'UTF-16 units into the line, from 1.',
        resolve: ({ reading, value }) => positionAt(reading.article.body, value.start).column,
      }),
      source: t.field({
        type: FilePlace,
        nullable: true,
        description:
          'Its place in the file; null where the file does not have these words verbatim.',
        resolve: ({ reading: { article }, value }) =>
          sourceOf(article.body, article.sourceMap, value),
      }),
      prefix: t.string({
        description: 'Up to `length` UTF-16 units before it.',
        args: contextArgs,
        resolve: ({ reading, value }, { length }) =>
          reading.article.body.slice(Math.max(0, value.start - context(length)), value.start),
      }),
      suffix: t.string({
        description: 'Up to `length` UTF-16 units behind it.',
        args: contextArgs,
        resolve: ({ reading, value }, { length }) =>
          reading.article.body.slice(value.end, value.end + context(length)),
      }),
    }),
  })
}

function context(length: number): number {
  if (length >= 0 && length <= MAX_CONTEXT) return length
  throw new InputError(
    'BAD_RANGE',
    `length must be between 0 and ${MAX_CONTEXT}, not ${length}. Ask for the body instead.`,
    { limit: MAX_CONTEXT, value: length },
  )
}

function offset(
  { reading }: InArticle<SpanRecord>,
  at: number,
  unit: 'UTF_16' | 'CODE_POINT',
): number {
  if (unit === 'UTF_16') return at
  let points = 0
  for (const _point of reading.article.body.slice(0, at)) points += 1
  return points
}
