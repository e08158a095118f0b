import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command, Option } from 'commander'
import { isSeq, parseDocument, stringify } from 'yaml'
import type { Archive } from '../archive/archive.ts'
import { CORRECTIONS_FILE, localId } from '../archive/annotations.ts'
import type { CommandContext } from './command.ts'
import { escapeControls } from './escape.ts'
import { CommandError, exitCodes } from './failures.ts'
import { openForCommand } from './open.ts'
import { addArchiveOptions, addExamples, addGeneralOptions, type OpenOptions } from './options.ts'

interface CorrectOptions extends OpenOptions {
  /** False for nobody. */
  readonly speaker?: string | false
  readonly kind?: 'DIRECT' | 'MIXED' | 'INDIRECT'
  readonly reject?: true
  readonly note?: string
}

export function correctCommand({ terminal }: CommandContext): Command {
  const command = new Command('correct')
    .summary('say who was really quoted')
    .description(
      `Correct one quotation: the correction goes into ${CORRECTIONS_FILE} in the folder, to be read, kept and undone there. The articles stay as they are.`,
    )
    .argument('<folder>', 'folder of articles')
    .argument('<id>', 'id of the quotation, as a GraphQL answer gives it')
    .option('--speaker <name>', 'full name of the one who said it')
    .option('--no-speaker', 'nobody can be named')
    .addOption(
      new Option('--kind <kind>', 'what kind of quotation it is').choices([
        'DIRECT',
        'MIXED',
        'INDIRECT',
      ]),
    )
    .option('--reject', 'it is no quotation')
    .option('--note <text>', 'why, for those who read the file')
    .action(async (folder: string, id: string, options: CorrectOptions) => {
      checkOptions(options)
      const archive = await openForCommand(terminal, folder, options)
      try {
        const { path, words } = await findQuotation(archive, id)
        appendEntry(archive.folder, {
          article: path,
          quotation: id,
          words: firstWords(words),
          ...(options.speaker === undefined ? {} : { speaker: options.speaker || null }),
          ...(options.kind && { kind: options.kind }),
          ...(options.reject && { rejected: true }),
          ...(options.note && { note: options.note }),
        })
        if (options.quiet) return
        terminal.out.write(
          `Corrected in ${join(escapeControls(folder), CORRECTIONS_FILE)}: "${escapeControls(firstWords(words))} …"\n`,
        )
      } finally {
        await archive.close()
      }
    })
  addGeneralOptions(addArchiveOptions(command))
  return addExamples(command, [
    ['pressgraph correct news UXVvdGF0aW9… --speaker "Ada Lind"', 'Ada Lind said it.'],
    ['pressgraph correct news UXVvdGF0aW9… --reject', 'Nobody is quoted there.'],
  ])
}

function checkOptions({ speaker, kind, reject }: CorrectOptions): void {
  const amends = speaker !== undefined || kind !== undefined
  if (amends && reject) {
    throw new CommandError('--reject goes with no other correction.', exitCodes.usage)
  }
  if (!amends && !reject) {
    throw new CommandError(
      'Nothing to correct: give --speaker, --no-speaker, --kind or --reject.',
      exitCodes.usage,
    )
  }
}

async function findQuotation(
  { store }: Archive,
  id: string,
): Promise<{ path: string; words: string }> {
  const local = localId(id)
  const [home = null] = await store.articleIdsOf('quotations', [local])
  const [reading] = home === null ? [] : await store.readings([home])
  const quotation = reading?.quotations.find((each) => each.id === local)
  if (!reading || !quotation) {
    throw new CommandError(`There is no quotation "${escapeControls(id)}".`, exitCodes.found)
  }
  const { path, body } = reading.article
  return {
    path,
    words: quotation.content.map(({ start, end }) => body.slice(start, end)).join(' '),
  }
}

const WORDS = 6

function firstWords(text: string): string {
  return text.split(/\s+/).slice(0, WORDS).join(' ')
}

/** What stands in the file stays as it is, comments included. */
function appendEntry(folder: string, entry: object): void {
  const file = join(folder, CORRECTIONS_FILE)
  const before = readIfThere(file)
  const separator = before === '' || before.endsWith('\n') ? '' : '\n'
  const added = separator + stringify([entry])
  if (!isList(before + added)) {
    throw new CommandError(
      `Nothing can be added to ${CORRECTIONS_FILE}: it is not a YAML list with a member on each "- ". Mend it first; "pressgraph check" tells the line.`,
      exitCodes.archive,
    )
  }
  appendFileSync(file, added)
}

function isList(yaml: string): boolean {
  const { errors, contents } = parseDocument(yaml)
  return errors.length === 0 && isSeq(contents)
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  }
}
