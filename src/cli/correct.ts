import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command, Option } from 'commander'
import { isSeq, parseDocument, stringify } from 'yaml'
import type { Archive } from '../archive/archive.ts'
import { CORRECTIONS_FILE, localId } from '../archive/annotations.ts'
import { CommandError, exitCodes } from './failures.ts'
import { withArchive } from './open-archive.ts'
import {
  addArchiveOptions,
  addExamples,
  addGeneralOptions,
  type CommandContext,
  type OpenOptions,
} from './options.ts'
import { escapeControls } from './terminal.ts'

interface CorrectOptions extends OpenOptions {
  /** False: the speaker is unknown. */
  readonly speaker?: string | false
  readonly kind?: 'DIRECT' | 'MIXED' | 'INDIRECT'
  readonly reject?: true
  readonly note?: string
}

export function correctCommand({ terminal }: CommandContext): Command {
  const command = new Command('correct')
    .summary('correct the speaker or kind of a quotation')
    .description(
      `Correct one quotation. The correction is added to ${CORRECTIONS_FILE} in the folder, where people can read and undo it. The articles do not change.`,
    )
    .argument('<folder>', 'folder of articles')
    .argument('<id>', 'id of the quotation, as a GraphQL answer gives it')
    .option('--speaker <name>', 'full name of the speaker')
    .option('--no-speaker', 'the speaker is unknown')
    .addOption(
      new Option('--kind <kind>', 'kind of the quotation').choices(['DIRECT', 'MIXED', 'INDIRECT']),
    )
    .option('--reject', 'it is not a quotation')
    .option('--note <text>', 'reason, for readers of the file')
    .action(async (folder: string, id: string, options: CorrectOptions) => {
      checkOptions(options)
      await withArchive(terminal, folder, options, async (archive) => {
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
      })
    })
  addGeneralOptions(addArchiveOptions(command))
  return addExamples(command, [
    ['pressgraph correct news UXVvdGF0aW9… --speaker "Ada Lind"', 'The speaker is Ada Lind.'],
    ['pressgraph correct news UXVvdGF0aW9… --reject', 'This is not a quotation.'],
  ])
}

function checkOptions({ speaker, kind, reject }: CorrectOptions): void {
  const amends = speaker !== undefined || kind !== undefined
  if (amends && reject) {
    throw new CommandError('--reject cannot be combined with another correction.', exitCodes.usage)
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
  const [articleId = null] = await store.articleIdsOf('quotations', [local])
  const [reading] = articleId === null ? [] : await store.readings([articleId])
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

/** Append to the file; its present content does not change, comments included. */
function appendEntry(folder: string, entry: object): void {
  const file = join(folder, CORRECTIONS_FILE)
  const before = readIfThere(file)
  const separator = before === '' || before.endsWith('\n') ? '' : '\n'
  const added = separator + stringify([entry])
  if (!isList(before + added)) {
    throw new CommandError(
      `Cannot add to ${CORRECTIONS_FILE}: it is not a YAML list with an entry after each "- ". Fix it first; "pressgraph check" shows the line.`,
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
