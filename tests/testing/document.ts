import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { mutants } from '../mutants/mutants.ts'

export const ROOT = join(import.meta.dirname, '../..')
export const PATH = join(ROOT, 'docs/testing.md')

/** Number of tests by project of Vitest. */
export type TestCounts = ReadonlyMap<string, number>

/** The projects of Vitest, and what they test. */
export const PROJECTS = {
  unit: 'pure functions: text, languages, formats, extraction, store keys; without a build',
  integration: 'whole archives, loaders, the schema and the server, in one process',
  system: 'processes, threads and file watchers; the store contract',
  sockets: 'the tests of the server again, through a socket',
  sweeps: 'every list × order × filter × facet, and thousands of generated operations',
  faults: 'killed, full and hanging threads and processes; the largest files',
  browser: 'GraphiQL, the pages to read and the example in Chromium',
}

/** Classes of defects that were found, and the tests that hold each. */
const DEFECTS: readonly (readonly [defect: string, tests: string])[] = [
  ['a list that fails in one combination of order, filter and owner', 'tests/schema/sweep.test.ts'],
  [
    'keys of an answer in another order than the specification',
    'tests/server/differential.test.ts',
  ],
  ['a cached response that reaches another caller', 'tests/server/kept-answers.test.ts'],
  ['an answer that mixes two revisions', 'tests/server/revision.test.ts'],
  ['work that grows faster than the text', 'tests/extraction/hostile-text.test.ts'],
  ['a file that blocks or ends the process', 'tests/archive/limits.test.ts'],
  ['settings or corrections that block or fill memory', 'tests/archive/hostile-yaml.test.ts'],
  ['a damaged, lost or foreign index', 'tests/archive/lost-index.test.ts'],
  ['a process that is killed while it writes', 'tests/archive/safety.test.ts'],
  ['requests that are lost when a server stops', 'tests/server/listen.test.ts'],
  ['a small query with a huge answer', 'tests/server/limits.test.ts'],
  ['a span that is not the text that it names', 'tests/schema/spans.test.ts'],
  ['text damaged by an earlier conversion', 'tests/archive/repair-text.test.ts'],
  ['backup copies read as articles', 'tests/archive/copies.test.ts'],
  ['control characters of a file printed on a terminal', 'tests/cli/terminal.test.ts'],
]

interface ListedAttack {
  readonly name: string
  readonly wanted: string
}

/** The attacks of `npm run attack`, by the file that defines them. */
async function findAttacks(): Promise<Map<string, ListedAttack[]>> {
  const folder = join(ROOT, 'tests/attack')
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && file !== 'main.ts')
  const groups = new Map<string, ListedAttack[]>()
  for (const file of files.sort()) {
    const exported: Readonly<Record<string, unknown>> = await import(join(folder, file))
    const attacks = Object.values(exported).filter(Array.isArray).flat().filter(isAttack)
    if (attacks.length > 0) groups.set(file, attacks)
  }
  return groups
}

function isAttack(value: unknown): value is ListedAttack {
  return typeof value === 'object' && value !== null && 'name' in value && 'wanted' in value
}

/** The whole of docs/testing.md. */
export async function writeDocument(counts: TestCounts): Promise<string> {
  const groups = await findAttacks()
  const attacks = [...groups.values()].flat().length
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
  return [
    '# Testing',
    'Written by `npm run testing`. A test compares its lists with the code, and `.ci/run` its number of tests, and that every test file runs.',
    `## Tests: ${total}`,
    table(
      ['project', 'tests', 'subject'],
      Object.entries(PROJECTS).map(([name, subject]) => [
        `\`${name}\``,
        String(counts.get(name) ?? 0),
        subject,
      ]),
    ),
    '`npm test` runs `unit`, `integration` and `system` without the tests of tag `long`, with a fifth of the generated cases; `.ci/run` runs all projects, and `.ci/long` all cases. Tests that compare times have the tag `timing` and run in `.ci/long` alone.',
    `## Attacks and faults: ${attacks}`,
    '`npm run attack` runs each against the built program, in a form of about two minutes; `npm run attack -- --long` takes every point of crash and fault, and prints how many there are. `.ci/run` runs the short form, without those on a busy machine, `.ci/long` the long one. `npm run attack -- churn` edits and queries 50,000 files for an hour and prints the memory of each process. An attack is held when the program does what is wanted.',
    ...[...groups].map(([file, members]) =>
      [
        `### ${heading(file)}`,
        table(
          ['attack', 'wanted'],
          members.map(({ name, wanted }) => [
            name,
            wanted === '' ? 'no article, a problem' : wanted,
          ]),
        ),
      ].join('\n\n'),
    ),
    `## Mutants: ${mutants.length}`,
    'Each is a change of the source that breaks a promise. `npm run mutants` makes each in a copy and expects its tests to fail; `.ci/long` runs it.',
    table(
      ['file', 'the changed program'],
      mutants.map(({ file, fault }) => [`\`${file}\``, fault]),
    ),
    `## Classes of defects: ${DEFECTS.length}`,
    'Defects that were found by fuzzing, attacks, reviews and use, each with the tests that keep it from coming back.',
    table(
      ['defect', 'tests'],
      DEFECTS.map(([defect, tests]) => [defect, `\`${tests}\``]),
    ),
    '',
  ].join('\n\n')
}

/** "index-attacks.ts" → "Index attacks". */
function heading(file: string): string {
  const words = file.replace('.ts', '').replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

/** The numbers of tests in the document as it is. */
export function readCounts(): TestCounts {
  const text = readFileSync(PATH, 'utf8')
  const rows = text.matchAll(/^\| `(?<project>\w+)` +\| (?<count>\d+) +\|/gm)
  return new Map(Array.from(rows, ({ groups }) => [groups?.project ?? '', Number(groups?.count)]))
}

/** Files that the document names. */
export const namedFiles = [...DEFECTS.map(([, tests]) => tests), ...mutants.map(({ file }) => file)]
