import { join } from 'node:path'
import { Command, Option } from 'commander'
import type { Archive } from '../archive/archive.ts'
import { CORRECTIONS_FILE, findFault, localId } from '../archive/annotations.ts'
import { CorrectionFileError, saveCorrection } from '../archive/correction-files.ts'
import type { CorrectionEntry } from '../model/annotations.ts'
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
  /** False: the time is unknown. */
  readonly published?: string | false
  readonly language?: string
  readonly articlePublisher?: string
  readonly note?: string
  readonly by?: string
}

export function correctCommand({ terminal }: CommandContext): Command {
  const command = new Command('correct')
    .summary('correct a quotation, or the facts of an article')
    .description(
      `Correct one quotation, or the date, language or publisher of one article. The correction is written to ${CORRECTIONS_FILE} in the folder, where people can read and undo it; it replaces an earlier one of the same quotation. The articles do not change.`,
    )
    .argument('<folder>', 'folder of articles')
    .argument('<id>', 'id of the quotation or article, as a GraphQL answer gives it')
    .option('--speaker <name>', 'full name of the speaker of the quotation')
    .option('--no-speaker', 'the speaker of the quotation is unknown')
    .addOption(
      new Option('--kind <kind>', 'kind of the quotation').choices(['DIRECT', 'MIXED', 'INDIRECT']),
    )
    .option('--reject', 'it is not a quotation')
    .option('--published <time>', 'when the article was published: 2031-05-06 or 2031-05-06T07:08Z')
    .option('--no-published', 'it is unknown when the article was published')
    .option('--language <tag>', 'language of the article')
    .option('--article-publisher <name>', 'publisher of the article')
    .option('--note <text>', 'reason, for readers of the file')
    .option('--by <name>', 'who corrects, for readers of the file; the time is written as well')
    .action(async (folder: string, id: string, options: CorrectOptions) => {
      const isOfArticle = checkOptions(options)
      await withArchive(terminal, folder, options, async (archive) => {
        const find = isOfArticle ? findArticle : findQuotation
        const { words, entry } = await find(archive, id, options)
        await save(archive.folder, { ...entry, ...signatureOf(options) })
        if (options.quiet) return
        terminal.out.write(
          `Corrected in ${join(escapeControls(folder), CORRECTIONS_FILE)}: "${escapeControls(words)} …"\n`,
        )
      })
    })
  addGeneralOptions(addArchiveOptions(command))
  return addExamples(command, [
    ['pressgraph correct news UXVvdGF0aW9… --speaker "Ada Lind"', 'The speaker is Ada Lind.'],
    ['pressgraph correct news UXVvdGF0aW9… --reject', 'This is not a quotation.'],
    ['pressgraph correct news QXJ0aWNsZTp… --published 2031-05-06', 'The date of an article.'],
  ])
}

async function save(folder: string, entry: CorrectionEntry): Promise<void> {
  const fault = findFault(entry)
  if (fault !== null) throw new CommandError(`Cannot correct: ${fault}.`, exitCodes.usage)
  try {
    await saveCorrection(folder, entry)
  } catch (error) {
    if (!(error instanceof CorrectionFileError)) throw error
    throw new CommandError(error.message, exitCodes.archive)
  }
}

/** @returns whether an article is corrected, and not a quotation */
function checkOptions(options: CorrectOptions): boolean {
  const { speaker, kind, reject, published, language, articlePublisher } = options
  const ofQuotation = [speaker, kind, reject].some((option) => option !== undefined)
  const ofArticle = [published, language, articlePublisher].some((option) => option !== undefined)
  if (reject && (speaker !== undefined || kind !== undefined)) {
    throw new CommandError('--reject cannot be combined with another correction.', exitCodes.usage)
  }
  if (ofQuotation && ofArticle) {
    throw new CommandError(
      'A quotation and an article cannot be corrected together: --speaker, --kind and --reject are for quotations.',
      exitCodes.usage,
    )
  }
  if (!ofQuotation && !ofArticle) {
    throw new CommandError(
      'Nothing to correct: give --speaker, --no-speaker, --kind or --reject for a quotation; --published, --no-published, --language or --article-publisher for an article.',
      exitCodes.usage,
    )
  }
  return ofArticle
}

function signatureOf({ note, by }: CorrectOptions) {
  return {
    ...(note !== undefined && { note }),
    ...(by !== undefined && { by, at: new Date().toISOString() }),
  }
}

/** What is corrected, and its first words. */
interface Corrected {
  readonly words: string
  readonly entry: CorrectionEntry
}

async function findQuotation(
  { store }: Archive,
  id: string,
  { speaker, kind, reject }: CorrectOptions,
): Promise<Corrected> {
  const local = localId(id)
  const [articleId = null] = await store.articleIdsOf('quotations', [local])
  const [reading] = articleId === null ? [] : await store.readings([articleId])
  const quotation = reading?.quotations.find((each) => each.id === local)
  if (!reading || !quotation) throw missing('quotation', id)
  const { path, body } = reading.article
  const content = quotation.content.map(({ start, end }) => body.slice(start, end)).join(' ')
  const words = firstWords(content)
  return {
    words,
    entry: {
      article: path,
      quotation: id,
      words,
      ...(speaker === undefined ? {} : { speaker: speaker || null }),
      ...(kind && { kind }),
      ...(reject && { rejected: true }),
    },
  }
}

async function findArticle(
  { store }: Archive,
  id: string,
  { published, language, articlePublisher }: CorrectOptions,
): Promise<Corrected> {
  const [reading] = await store.readings([localId(id)])
  if (!reading) throw missing('article', id)
  const { path, body } = reading.article
  const [firstLine = ''] = body.split('\n', 1)
  const words = firstWords(firstLine)
  return {
    words,
    entry: {
      article: path,
      id,
      ...(words !== '' && { words }),
      ...(published === undefined ? {} : { published: published || null }),
      ...(language !== undefined && { language }),
      ...(articlePublisher !== undefined && { publisher: articlePublisher }),
    },
  }
}

function missing(kind: 'quotation' | 'article', id: string): CommandError {
  return new CommandError(`There is no ${kind} "${escapeControls(id)}".`, exitCodes.found)
}
