import { join } from 'node:path'
import { Command, Option } from 'commander'
import type { Archive } from '../archive/archive.ts'
import { CORRECTIONS_FILE, localId } from '../archive/annotations.ts'
import { CorrectionFileError, saveCorrection } from '../archive/correction-files.ts'
import type { QuotationEntry } from '../model/annotations.ts'
import { firstWords } from '../text/words.ts'
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
  readonly by?: string
}

export function correctCommand({ terminal }: CommandContext): Command {
  const command = new Command('correct')
    .summary('correct the speaker or kind of a quotation')
    .description(
      `Correct one quotation. The correction is written to ${CORRECTIONS_FILE} in the folder, where people can read and undo it; it replaces an earlier one of the same quotation. The articles do not change.`,
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
    .option('--by <name>', 'who corrects, for readers of the file; the time is written as well')
    .action(async (folder: string, id: string, options: CorrectOptions) => {
      checkOptions(options)
      await withArchive(terminal, folder, options, async (archive) => {
        const { path, words } = await findQuotation(archive, id)
        await save(archive.folder, {
          article: path,
          quotation: id,
          words: firstWords(words),
          ...(options.speaker === undefined ? {} : { speaker: options.speaker || null }),
          ...(options.kind && { kind: options.kind }),
          ...(options.reject && { rejected: true }),
          ...(options.note && { note: options.note }),
          ...(options.by && { by: options.by, at: new Date().toISOString() }),
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

async function save(folder: string, entry: QuotationEntry): Promise<void> {
  try {
    await saveCorrection(folder, entry)
  } catch (error) {
    if (!(error instanceof CorrectionFileError)) throw error
    throw new CommandError(error.message, exitCodes.archive)
  }
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
