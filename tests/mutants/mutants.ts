/** A change of the source that breaks a promise, and the tests that must fail with it. */
export interface Mutant {
  readonly file: string
  /** Occurs once in the file. */
  readonly before: string
  readonly after: string
  /** What the changed program does wrong. */
  readonly fault: string
  readonly tests: string
}

export const mutants: readonly Mutant[] = [
  {
    file: 'src/archive/fingerprint.ts',
    before: 'touched < now - CLOCK_TICK',
    after: 'touched < now',
    fault: 'misses the second of two writes in one tick of the clock',
    tests: 'tests/archive/fingerprint.test.ts',
  },
  {
    file: 'schema/paging.ts',
    before: ' && parts.length === order.length + 2',
    after: '',
    fault: 'gives a cursor with too few or too many keys to the store',
    tests: 'tests/schema/cursors.test.ts',
  },
  {
    file: 'schema/versions.ts',
    before: 'const SAME_STORY = 0.5',
    after: 'const SAME_STORY = 0.3',
    fault: 'calls articles that share a third of their text near-duplicates',
    tests: 'tests/schema/versions.test.ts',
  },
  {
    file: 'src/server/request.ts',
    before: '${authorization}\\n${cookie}',
    after: '${authorization}${cookie}',
    fault: 'gives one caller the cached response of another',
    tests: 'tests/server/kept-answers.test.ts',
  },
  {
    file: 'src/server/etag.ts',
    before: "['accept', 'authorization', 'cookie']",
    after: "['accept', 'authorization']",
    fault: 'gives two sessions the same ETag',
    tests: 'tests/server/revision.test.ts',
  },
  {
    file: 'src/server/operations.ts',
    before: "`${operationName ?? ''}\\n${query}`",
    after: 'query',
    fault: 'executes the first operation of a document, whichever is named',
    tests: 'tests/server/kept-answers.test.ts',
  },
  {
    file: 'src/server/snapshots.ts',
    before: 'current !== null && current === last.stamp',
    after: 'last.stamp !== null',
    fault: 'serves an old revision after the archive has changed',
    tests:
      'tests/server/revision.test.ts tests/server/kept-answers.test.ts tests/server/direct.test.ts',
  },
  {
    file: 'src/server/yoga-plugins.ts',
    before: 'const MAX_TRIES = 3',
    after: 'const MAX_TRIES = 1',
    fault: 'answers with an error when the archive changes during an operation',
    tests: 'tests/server/kept-answers.test.ts',
  },
  {
    file: 'src/server/run.ts',
    before: 'performance.now() > this.#end',
    after: 'performance.now() > Infinity',
    fault: 'lets a busy operation run without a deadline',
    tests: 'tests/server/guarded-schema.test.ts',
  },
  {
    file: 'src/server/run.ts',
    before: 'if (this.#bytes > responseBytes)',
    after: 'if (this.#bytes < 0)',
    fault: 'gives answers of any size',
    tests: 'tests/server/guarded-schema.test.ts tests/server/limits.test.ts',
  },
  {
    file: 'src/server/cost.ts',
    before: 'void (depends = true)',
    after: 'void depends',
    fault: 'keeps the price of the first variables for all others',
    tests: 'tests/server/cost.test.ts tests/server/direct.test.ts',
  },
  {
    file: 'src/server/compile.ts',
    before: "value === '__proto__'",
    after: "value === '__never__'",
    fault: 'compiles aliases that JavaScript objects cannot hold',
    tests: 'tests/server/lanes.test.ts tests/server/guarded-schema.test.ts',
  },
  {
    file: 'src/store/relational/keys.ts',
    before: 'day < 0 || ',
    after: '',
    fault: 'gives articles of before 1 January of the first year keys of other ranges',
    tests: 'tests/store/keys.test.ts',
  },
  {
    file: 'src/store/sqlite/dialect.ts',
    before: 'OFFSET ${MOST_RANKED - 1}',
    after: 'OFFSET ${MOST_RANKED}',
    fault: 'ranks one result more than the limit',
    tests: 'tests/store/sqlite.test.ts',
  },
  {
    file: 'src/identity/near-duplicates.ts',
    before: 'one.size < other.size',
    after: 'one.size > other.size',
    fault: 'measures the overlap by the longer text',
    tests: 'tests/identity/near-duplicates.test.ts',
  },
  {
    file: 'src/text/lines.ts',
    before: 'column: offset - (starts[index] ?? 0) + 1',
    after: 'column: offset - (starts[index] ?? 0)',
    fault: 'counts columns from 0',
    tests: 'tests/text/lines.test.ts',
  },
  {
    file: 'src/formats/text/paragraphs.ts',
    before: 'const MIN_SENTENCES = 0.7',
    after: 'const MIN_SENTENCES = 0.9',
    fault: 'joins paragraphs whose lines end in sentences',
    tests: 'tests/formats/text.test.ts',
  },
  {
    file: 'src/extraction/dates/days.ts',
    before: 'if (step > 1) return base - back + step * 7',
    after: '',
    fault: 'reads "the Friday after next" as next Friday',
    tests: 'tests/extraction/dates tests/languages',
  },
  {
    file: 'src/extraction/dates/direction.ts',
    before: 'const REACH = 14',
    after: 'const REACH = 9',
    fault: 'misses a verb that tells past from future',
    tests: 'tests/extraction/dates tests/languages',
  },
  {
    file: 'src/extraction/quotations/confidence.ts',
    before: 'const MAX_TAIL = 13',
    after: 'const MAX_TAIL = 9',
    fault: 'gives a quotation with a longer tail the wrong tier',
    tests: 'tests/extraction/quotations',
  },
  {
    file: 'src/extraction/quotations/rules/cue-then-clause.ts',
    before: 'const MAX_SUBORDINATE = 60',
    after: 'const MAX_SUBORDINATE = 12',
    fault: 'cuts a clause behind a long subordinate clause',
    tests: 'tests/extraction/quotations tests/extraction/quotations.test.ts',
  },
  {
    file: 'src/server/listen.ts',
    fault: 'keeps connections open while the server stops',
    before: 'if (open.isStopping) closeAfter(response)',
    after: '',
    tests: 'tests/server/listen.test.ts',
  },
  {
    file: 'src/store/sqlite/store.ts',
    fault: 'reads a later commit while a snapshot is held',
    before: "connection.script('BEGIN')",
    after: '',
    tests: 'tests/store/sqlite.test.ts',
  },
]
