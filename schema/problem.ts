import type { Problem as ProblemRecord, Severity as SeverityName } from '../src/model/problem.ts'
import { mapAwaitable } from '../src/loaders/awaitable.ts'
import { builder } from './builder.ts'
import { Span } from './span.ts'

/** A problem and the id of the article that its span points into, where there is one. */
export interface ProblemIn {
  readonly problem: ProblemRecord
  readonly article: string | null
}

export const Severity = builder.enumType('Severity', {
  description: 'How grave a problem is.',
  values: {
    ERROR: { description: 'The file could not be read.' },
    WARNING: { description: 'It was read with loss or doubt.' },
    INFO: { description: 'Worth knowing.' },
  } satisfies Record<SeverityName, object>,
})

export const Problem = builder.objectRef<ProblemIn>('Problem')

Problem.implement({
  description: 'What is wrong with a file or a reading, as data.',
  fields: (t) => ({
    code: t.string({
      description: 'Stable; for programs.',
      resolve: ({ problem }) => problem.code,
    }),
    severity: t.field({
      type: Severity,
      description: 'How grave it is.',
      resolve: ({ problem }) => problem.severity,
    }),
    message: t.string({
      description: 'What is the matter, for a person.',
      resolve: ({ problem }) => problem.message,
    }),
    hint: t.string({
      nullable: true,
      description: 'What would help; null when nothing is known to.',
      resolve: ({ problem }) => problem.hint,
    }),
    path: t.string({
      description: 'The file, relative to the archive.',
      resolve: ({ problem }) => problem.path,
    }),
    span: t.field({
      type: Span,
      nullable: true,
      description: 'The words concerned; null when the whole file is.',
      resolve: ({ problem: { span }, article }, _args, { load }) =>
        span && article !== null
          ? mapAwaitable(
              load.reading.load(article),
              (reading) => reading && { reading, value: span },
            )
          : null,
    }),
    line: t.int({
      nullable: true,
      description: 'From 1; null when the whole file is concerned.',
      resolve: ({ problem }) => problem.line,
    }),
    column: t.int({
      nullable: true,
      description: 'UTF-16 units, from 1; null with `line`.',
      resolve: ({ problem }) => problem.column,
    }),
  }),
})
