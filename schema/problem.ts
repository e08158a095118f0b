import { mapAwaitable } from '../src/loaders/awaitable.ts'
import type { Severity as SeverityName } from '../src/model/problem.ts'
import type { Builder } from './builder.ts'
import { defineList } from './list.ts'
import type { ProblemInArticle } from './records.ts'

/** Defines problems and the list of problems. */
export function defineProblem(builder: Builder): void {
  const Severity = builder.enumType('Severity', {
    description: 'Severity of a problem.',
    values: {
      ERROR: { description: 'The file could not be read.' },
      WARNING: { description: 'The file was read with loss or doubt.' },
      INFO: { description: 'For information.' },
    } satisfies Record<SeverityName, object>,
  })

  builder.objectType('Problem', {
    description: 'A problem of a file or of what was extracted from it.',
    fields: (t) => ({
      code: t.string({
        description: 'Stable code for programs.',
        resolve: ({ problem }) => problem.code,
      }),
      severity: t.field({
        type: Severity,
        description: 'Severity of the problem.',
        resolve: ({ problem }) => problem.severity,
      }),
      message: t.string({
        description: 'Description of the problem for people.',
        resolve: ({ problem }) => problem.message,
      }),
      hint: t.string({
        nullable: true,
        description: 'How to fix it; null if unknown.',
        resolve: ({ problem }) => problem.hint,
      }),
      path: t.string({
        description: 'Path of the file, relative to the archive folder.',
        resolve: ({ problem }) => problem.path,
      }),
      span: t.field({
        type: 'Span',
        nullable: true,
        description: 'Position of the problem in the body; null if it concerns the whole file.',
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
        description: 'Line, from 1; null if the problem concerns the whole file.',
        resolve: ({ problem }) => problem.line,
      }),
      column: t.int({
        nullable: true,
        description: 'Column in UTF-16 code units, from 1; null if `line` is null.',
        resolve: ({ problem }) => problem.column,
      }),
    }),
  })

  const ProblemFilter = builder.inputType('ProblemFilter', {
    description: 'Conditions are combined with AND. A list matches any of its values.',
    fields: (t) => ({
      code: t.stringList({ description: 'Codes, any of them.' }),
      severity: t.field({ type: [Severity], description: 'Severities, any of them.' }),
      path: t.string({ description: 'Prefix of the path: a folder or a file.' }),
    }),
  })

  const problems = defineList(builder, {
    list: 'problems',
    type: 'Problem',
    description: 'Problems; by default the most severe first.',
    filter: ProblemFilter,
    resolveFilter: (filter: typeof ProblemFilter.$inferInput) => ({
      codes: filter.code ?? undefined,
      severities: filter.severity ?? undefined,
      path: filter.path ?? undefined,
    }),
    orderBy: {
      name: 'ProblemOrder',
      fields: { SEVERITY: 'Severity, ERROR highest', PATH: 'Path of the file' },
      standard: { field: 'SEVERITY', descending: true },
    },
    load: (items, load) =>
      mapAwaitable(load.problem.loadMany(items.map(({ id }) => id)), (found) =>
        found.map(
          (problem): ProblemInArticle | null => problem && { problem, article: problem.article },
        ),
      ),
  })
  problems.addTo('Archive', 'problems', {
    description: 'Problems of files and of what was extracted from them.',
    owner: () => null,
  })
}
