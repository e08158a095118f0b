import { GraphQLError } from 'graphql'
import type { Builder } from './builder.ts'

/** Defines dates, times, languages and URLs. */
export function defineScalars(builder: Builder): void {
  defineTextScalar(builder, 'DateTime', {
    description: 'An instant in UTC, ISO 8601: `2024-07-15T07:34:51Z`.',
    example: '2024-07-15T07:34:51Z',
    accepts: (text) => /^\d{4}-\d\d-\d\dT.*Z$/.test(text) && !Number.isNaN(Date.parse(text)),
  })
  defineTextScalar(builder, 'LocalDate', {
    description: 'A calendar day without a zone: `2024-07-15`.',
    example: '2024-07-15',
    accepts: (text) =>
      /^\d{4}-\d\d-\d\d$/.test(text) &&
      !Number.isNaN(Date.parse(text)) &&
      new Date(text).toISOString().startsWith(text),
  })
  defineTextScalar(builder, 'LocalDateTime', {
    description: 'A wall clock without a zone: `2024-07-15T16:34:51`.',
    example: '2024-07-15T16:34:51',
    accepts: (text) =>
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}Z`)),
  })
  defineTextScalar(builder, 'Locale', {
    description: 'A BCP 47 language tag: `en`, `ko`.',
    example: 'en',
    accepts: (text) => /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(text),
  })
  defineTextScalar(builder, 'TimeZone', {
    description: 'An IANA zone (`Asia/Seoul`) or an offset (`+09:00`).',
    example: 'Asia/Seoul',
    accepts: (text) => /^[A-Za-z_]+(\/[\w+-]+)*$|^[+-]\d\d:\d\d$/.test(text),
  })
  defineTextScalar(builder, 'URL', {
    description: 'An absolute URL.',
    example: 'https://example.org/a',
    accepts: (text) => URL.canParse(text),
  })
}

/** Defines a scalar that is a string of a given form, checked in input values. */
function defineTextScalar(
  builder: Builder,
  name: 'DateTime' | 'LocalDate' | 'LocalDateTime' | 'Locale' | 'TimeZone' | 'URL',
  form: { readonly description: string; readonly example: string; accepts(text: string): boolean },
) {
  builder.scalarType(name, {
    description: form.description,
    serialize: (value) => value,
    parseValue: (value) => {
      if (typeof value === 'string' && form.accepts(value)) return value
      throw new GraphQLError(
        `${JSON.stringify(value)} is not a ${name}. Write "${form.example}".`,
        {
          extensions: { code: 'BAD_USER_INPUT' },
        },
      )
    },
  })
}
