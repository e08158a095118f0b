import { mapAwaitable } from '../src/loaders/awaitable.ts'
import type { Severity as SeverityName } from '../src/model/problem.ts'
import type { Builder } from './builder.ts'
import { defineList } from './list.ts'
import type { ProblemInArticle } from './records.ts'

/** Defines problems and the list of problems. */
export function defineProblem(builder: Builder): void {
  const Severity = builder.enumType('Severity', {
    description: 'How grave a problem is.',
    values: {
      ERROR: { description: 'The file could not be read.' },
      WARNING: { description: 'It was read with loss or doubt.' },
      INFO: { description: 'Worth knowing.' },
    } satisfies Record<SeverityName, object>,
  })

  builder.objectType('Problem', {
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
        type: 'Span',
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

  const ProblemFilter = builder.inputType('ProblemFilter', {
    description: 'Members are ANDed; a list means any of its values.',
    fields: (t) => ({
      code: t.stringList({ description: 'One of these codes.' }),
      severity: t.field({ type: [Severity], description: 'Of one of these severities.' }),
      path: t.string({ description: 'Beginning of the path: a folder or a file.' }),
    }),
  })

  const problems = defineList(builder, {
    list: 'problems',
    type: 'Problem',
    description: 'Problems, the gravest first unless `orderBy` says otherwise.',
    filter: ProblemFilter,
    resolveFilter: (filter: typeof ProblemFilter.$inferInput) => ({
      codes: filter.code ?? undefined,
      severities: filter.severity ?? undefined,
      path: filter.path ?? undefined,
    }),
    orderBy: {
      name: 'ProblemOrder',
      fields: { SEVERITY: 'Severity, errors the highest', PATH: 'Path of the file' },
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
    description: 'What is wrong with its files and readings.',
    owner: () => null,
  })
}
