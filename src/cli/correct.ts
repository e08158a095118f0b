import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command, Option } from 'commander'
import { isMap, isSeq, parseDocument, stringify } from 'yaml'
import type { Archive } from '../archive/archive.ts'
import { CORRECTIONS_FILE, localId } from '../archive/annotations.ts'
import { replaceFile } from '../archive/file-system.ts'
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
    .action(async (folder: string, id: string, options: CorrectOptions) => {
      checkOptions(options)
      await withArchive(terminal, folder, options, async (archive) => {
        const { path, words } = await findQuotation(archive, id)
        saveEntry(archive.folder, {
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

interface Entry {
  readonly quotation: string
  readonly [member: string]: unknown
}

/** Write the entry in place of the last one of its quotation, else at the end of the file. */
function saveEntry(folder: string, entry: Entry): void {
  const file = join(folder, CORRECTIONS_FILE)
  const before = readIfThere(file)
  const after = withEntry(before, entry)
  if (!isList(after)) {
    throw new CommandError(
      `Cannot add to ${CORRECTIONS_FILE}: it is not a YAML list with an entry after each "- ". Fix it first; "pressgraph check" shows the line.`,
      exitCodes.archive,
    )
  }
  replaceFile(file, after)
}

/** The other entries and all comments stay byte for byte. */
function withEntry(yaml: string, entry: Entry): string {
  const written = stringify([entry])
  const place = findEntry(yaml, entry.quotation)
  if (place) return yaml.slice(0, place.start) + written + yaml.slice(place.end)
  return yaml + (yaml === '' || yaml.endsWith('\n') ? '' : '\n') + written
}

/** The lines of the last entry of a quotation; null when there is none in a form like ours. */
function findEntry(yaml: string, quotation: string): { start: number; end: number } | null {
  const { contents } = parseDocument(yaml)
  if (!isSeq(contents)) return null
  const entry = contents.items.findLast((item) => {
    const id: unknown = isMap(item) ? item.get('quotation') : null
    return id === quotation
  })
  if (!isMap(entry) || !entry.range) return null
  const [first, last] = entry.range
  const start = yaml.lastIndexOf('\n', first - 1) + 1
  if (!/^- +$/.test(yaml.slice(start, first))) return null
  return { start, end: yaml[last] === '\n' ? last + 1 : last }
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
