import type { BytesFile, ParsedFile } from './format.ts'

/**
 * Read the text of a word processor's document: an export when its content shows one, else as a text
 * file of the same name.
 */
export function parseDocument(file: BytesFile, written: string): ParsedFile {
  const text = written
    .replace(/[^\S\n]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  return file.parseText(text) ?? file.parseContained(`${file.path}.txt`, Buffer.from(text))
}
