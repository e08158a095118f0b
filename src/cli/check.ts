import { join } from 'node:path'
import { Command } from 'commander'
import type { Archive } from '../archive/archive.ts'
import type { Problem, Severity } from '../model/problem.ts'
import { exitCodes } from './failures.ts'
import { type Line, printLines, textColumns } from './layout.ts'
import { withArchive } from './open-archive.ts'
import {
  addArchiveOptions,
  addExamples,
  addGeneralOptions,
  type CommandContext,
  type OpenOptions,
} from './options.ts'
import { count, formatEmpty, formatTable, listProblems } from './report.ts'
import { formatJson } from './terminal.ts'

interface CheckOptions extends OpenOptions {
  readonly json?: boolean
  readonly strict?: boolean
}

type Counts = Readonly<Record<Severity, number>>

export function checkCommand({ terminal, setExitCode }: CommandContext): Command {
  const command = new Command('check')
    .summary('list the problems of the files in a folder')
    .description(
      'List the problems of the files in a folder. The exit code is 1 when there are errors.',
    )
    .argument('[folder]', 'folder of articles', '.')
    .option('--strict', 'exit code 1 for warnings, too')
    .option('--json', 'print the problems as JSON')
    .action((folder: string, options: CheckOptions) =>
      withArchive(terminal, folder, options, async (archive) => {
        const problems = await readProblems(archive)
        const counts = countSeverities(problems)
        if (options.json) {
          terminal.out.write(formatJson(await describeArchive(archive, problems, counts)))
        } else {
          const located = problems.map((problem) => ({
            ...problem,
            path: join(folder, problem.path),
          }))
          const lines = [
            ...listProblems(located, textColumns(terminal.out)),
            ...(options.quiet ? [] : await tableOf(archive)),
            ...(options.quiet ? [] : await summarize(archive, problems, counts)),
          ]
          printLines(terminal, lines, options.color)
        }
        if (counts.ERROR > 0 || (options.strict && counts.WARNING > 0)) {
          setExitCode(exitCodes.found)
        }
      }),
    )
  addGeneralOptions(addArchiveOptions(command))
  return addExamples(command, [
    ['pressgraph check news', 'Every problem with its place and a hint.'],
    ['pressgraph check news --strict --quiet', 'For a script that must fail on warnings.'],
    [`pressgraph check news --json | jq '.problems[].path'`, 'The problems as JSON.'],
  ])
}

async function readProblems({ store }: Archive): Promise<Problem[]> {
  const { allPages } = await import('../archive/pages.ts')
  const problems: Problem[] = []
  for await (const items of allPages(store, 'problems', {}, { field: 'PATH', descending: false })) {
    for (const stored of await store.problems(items.map(({ id }) => id))) {
      if (stored) {
        const { id: _id, article: _article, ...problem } = stored
        problems.push(problem)
      }
    }
  }
  return problems
}

function countSeverities(problems: readonly Problem[]): Counts {
  const counts = { ERROR: 0, WARNING: 0, INFO: 0 }
  for (const { severity } of problems) counts[severity] += 1
  return counts
}

async function describeArchive(archive: Archive, problems: readonly Problem[], counts: Counts) {
  const { revision, articleCount } = await archive.store.archive()
  return {
    folder: archive.folder,
    revision,
    articles: articleCount,
    errors: counts.ERROR,
    warnings: counts.WARNING,
    infos: counts.INFO,
    problems,
  }
}

async function tableOf(archive: Archive): Promise<Line[]> {
  const lines = await formatTable(archive)
  return lines.length === 0 ? [] : [[], ...lines.map((text) => [{ text }])]
}

async function summarize(
  archive: Archive,
  problems: readonly Problem[],
  counts: Counts,
): Promise<Line[]> {
  const { articleCount } = await archive.store.archive()
  const articles = count(articleCount, 'article')
  const empty = await formatEmpty(archive, archive.folder)
  if (problems.length === 0) return [[{ text: empty ?? `No problems in ${articles}.` }]]
  const files = new Set(problems.map(({ path }) => path)).size
  const found = [
    count(counts.ERROR, 'error'),
    count(counts.WARNING, 'warning'),
    count(counts.INFO, 'info'),
  ].join(', ')
  return [
    [],
    [{ text: `${found} in ${count(files, 'file')}; ${articles} indexed.`, style: 'strong' }],
    ...(empty === null ? [] : [[{ text: empty }]]),
  ]
}
