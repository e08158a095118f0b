import type { FileText } from '../model/file.ts'
import { fileProblem } from '../text/problems.ts'
import type { Format, ParsedFile } from './format.ts'
import { story } from './story.ts'
import { text } from './text/index.ts'

/** Every format, found by the extension of a file. */
export const formats: readonly Format[] = [text, story]

/** The format of a file by its name, or null when none reads such files. */
export function formatOf(path: string): Format | null {
  const extension = extensionOf(path)
  return formats.find(({ extensions }) => extensions.includes(extension)) ?? null
}

/** Read the articles of a file, by the format of its name. Never throws. */
export function parseFile(file: FileText): ParsedFile {
  const format = formatOf(file.path)
  return format ? format.parse(file) : { articles: [], problems: [unknownFormat(file.path)] }
}

/** With the dot, lower case; empty when what follows the last dot is no extension ("wire.07"). */
function extensionOf(path: string): string {
  return /\.[A-Za-z][^\s./]*$/.exec(path)?.[0].toLowerCase() ?? ''
}

/** What there is to say of a file that no format reads; it need not be opened for that. */
export function unknownFormat(path: string): ParsedFile['problems'][number] {
  const known = formats.flatMap(({ extensions }) => extensions).filter(Boolean)
  return fileProblem(path, {
    code: 'UNKNOWN_FORMAT',
    severity: 'INFO',
    message: `No format reads "${path}".`,
    hint: `Files with these endings are read, and files with none: ${known.join(', ')}.`,
  })
}
