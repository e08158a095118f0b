import type { Reading } from '../src/model/reading.ts'
import type { Span as SpanRecord } from '../src/model/span.ts'
import { createTextIndex, type TextIndex } from '../src/text/lines.ts'
import { sourceOf, type SourcePlace } from '../src/text/source-map.ts'
import type { Builder } from './builder.ts'
import { InputError } from './errors.ts'
import type { InArticle } from './records.ts'
import { spanUrl, WEB_URL } from './web-urls.ts'

const MAX_CONTEXT = 1000

/** Defines spans, the ranges of text in the body of an article. */
export function defineSpan(builder: Builder): void {
  const OffsetUnit = builder.enumType('OffsetUnit', {
    description: 'Unit of offsets.',
    values: {
      UTF_16: { description: 'UTF-16 code units, as in JavaScript.' },
      CODE_POINT: { description: 'Unicode code points, as in Python.' },
    } as const,
  })

  const unitArgs = builder.args((t) => ({
    unit: t.field({
      type: OffsetUnit,
      defaultValue: 'UTF_16',
      required: true,
      description: 'Unit of the offset.',
    }),
  }))

  const contextArgs = builder.args((t) => ({
    length: t.int({
      defaultValue: 32,
      required: true,
      description: `Maximum length in UTF-16 code units, 0 to ${MAX_CONTEXT}.`,
    }),
  }))

  const FilePlace = builder.objectRef<SourcePlace>('FilePlace').implement({
    description: 'A range of bytes in a file.',
    fields: (t) => ({
      line: t.exposeInt('line', { description: 'Line of the file, from 1.' }),
      column: t.exposeInt('column', { description: 'Column in UTF-16 code units, from 1.' }),
      byteStart: t.exposeInt('byteStart', { description: 'Offset of the first byte, from 0.' }),
      byteEnd: t.exposeInt('byteEnd', { description: 'Offset after the last byte.' }),
    }),
  })

  builder.objectType('Span', {
    description: "A range of an article's body. `body.slice(start, end)` is `exact`.",
    fields: (t) => ({
      exact: t.string({
        description: 'The text of the range.',
        resolve: ({ reading, value }) => reading.article.body.slice(value.start, value.end),
      }),
      start: t.int({
        description: 'Offset of the first character in the body.',
        args: unitArgs,
        resolve: (span, { unit }) => offset(span, span.value.start, unit),
      }),
      end: t.int({
        description: 'Offset after the last character.',
        args: unitArgs,
        resolve: (span, { unit }) => offset(span, span.value.end, unit),
      }),
      line: t.int({
        description: 'Line of the body in which the range begins, from 1.',
        resolve: ({ reading, value }) => indexOf(reading).positionAt(value.start).line,
      }),
      column: t.int({
        description: 'Column in UTF-16 code units, from 1.',
        resolve: ({ reading, value }) => indexOf(reading).positionAt(value.start).column,
      }),
      source: t.field({
        type: FilePlace,
        nullable: true,
        description: 'Position in the file; null if the file does not contain the text verbatim.',
        resolve: ({ reading: { article }, value }) =>
          sourceOf(article.body, article.sourceMap, value),
      }),
      webUrl: t.string({
        nullable: true,
        description: `Address of the page of the article, at these words. ${WEB_URL}`,
        resolve: ({ reading, value }, _args, { pagesUrl }) => spanUrl(reading, value, pagesUrl),
      }),
      prefix: t.string({
        description: 'Text before the range, up to `length` UTF-16 code units.',
        args: contextArgs,
        resolve: ({ reading, value }, { length }) =>
          reading.article.body.slice(Math.max(0, value.start - context(length)), value.start),
      }),
      suffix: t.string({
        description: 'Text after the range, up to `length` UTF-16 code units.',
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
  return unit === 'UTF_16' ? at : indexOf(reading).codePointsBefore(at)
}

const indexes = new WeakMap<Reading, TextIndex>()

/** An index of the body, made once for each reading in memory. */
function indexOf(reading: Reading): TextIndex {
  const known = indexes.get(reading) ?? createTextIndex(reading.article.body)
  indexes.set(reading, known)
  return known
}
