import { join } from 'node:path'
import { Command } from 'commander'
import type { Archive } from '../archive/archive.ts'
import type { Problem, Severity } from '../model/problem.ts'
import { columnsFor, type CommandContext, printLines } from './command.ts'
import { count } from './counts.ts'
import { formatJson } from './escape.ts'
import { exitCodes } from './failures.ts'
import { openForCommand } from './open.ts'
import { addArchiveOptions, addExamples, addGeneralOptions, type OpenOptions } from './options.ts'
import { listProblems } from './problems.ts'
import type { Line } from './paint.ts'

interface CheckOptions extends OpenOptions {
  readonly json?: boolean
  readonly strict?: boolean
}

type Counts = Readonly<Record<Severity, number>>

export function checkCommand({ terminal, finish }: CommandContext): Command {
  const command = new Command('check')
    .summary('list what is wrong with the files of a folder')
    .description(
      'List what is wrong with the files of a folder. Ends with 1 when there are errors.',
    )
    .argument('[folder]', 'folder of articles', '.')
    .option('--strict', 'end with 1 when there are warnings, too')
    .option('--json', 'print the problems as JSON')
    .action(async (folder: string, options: CheckOptions) => {
      const archive = await openForCommand(terminal, folder, options)
      try {
        const problems = await readProblems(archive)
        const counts = countSeverities(problems)
        if (options.json) {
          terminal.out.write(formatJson(await describe(archive, problems, counts)))
        } else {
          const located = problems.map((problem) => ({
            ...problem,
            path: join(folder, problem.path),
          }))
          printLines(
            terminal,
            [
              ...listProblems(located, columnsFor(terminal.out)),
              ...(options.quiet ? [] : await summarize(archive, problems, counts)),
            ],
            options,
          )
        }
        if (counts.ERROR > 0 || (options.strict && counts.WARNING > 0)) finish(exitCodes.found)
      } finally {
        await archive.close()
      }
    })
  addGeneralOptions(addArchiveOptions(command))
  return addExamples(command, [
    ['pressgraph check news', 'Every problem with its place and what would help.'],
    ['pressgraph check news --strict --quiet', 'For a script that must not let warnings pass.'],
    [`pressgraph check news --json | jq '.problems[].path'`, 'The same as data.'],
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

async function describe(archive: Archive, problems: readonly Problem[], counts: Counts) {
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

async function summarize(
  archive: Archive,
  problems: readonly Problem[],
  counts: Counts,
): Promise<Line[]> {
  const { articleCount } = await archive.store.archive()
  const articles = count(articleCount, 'article')
  if (problems.length === 0) return [[{ text: `No problems in ${articles}.` }]]
  const files = new Set(problems.map(({ path }) => path)).size
  const found = [
    count(counts.ERROR, 'error'),
    count(counts.WARNING, 'warning'),
    count(counts.INFO, 'info'),
  ].join(', ')
  return [
    [],
    [{ text: `${found} in ${count(files, 'file')}; ${articles} can be asked.`, style: 'strong' }],
  ]
}
