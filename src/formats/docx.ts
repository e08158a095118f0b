import type * as Fflate from 'fflate'
import type * as Saxes from 'saxes'
import { fileProblem } from '../text/problems.ts'
import { caps } from './caps.ts'
import { parseDocument } from './documents.ts'
import type { BytesFile, BytesFormat, ParsedFile } from './format.ts'
import { lazily } from './lazily.ts'

const fflate = lazily<typeof Fflate>('fflate')
const saxes = lazily<typeof Saxes>('saxes')

const DOCUMENT = 'word/document.xml'

/** Word documents, as services and newsrooms hand out articles: their text is read as text files are. */
export const docx: BytesFormat = {
  kind: 'BYTES',
  name: 'docx',
  extensions: ['.docx'],
  holdsMany: false,
  recognize: (content) =>
    startsWithZip(content) && Buffer.from(content).includes(DOCUMENT)
      ? `it is a ZIP file with "${DOCUMENT}"`
      : null,
  parse: parseDocx,
}

function startsWithZip(content: Uint8Array): boolean {
  return content[0] === 0x50 && content[1] === 0x4b && content[2] === 3 && content[3] === 4
}

function parseDocx(file: BytesFile): ParsedFile {
  try {
    const limit = Math.min(caps.unpackedBytes, file.content.length * caps.unpackedRatio)
    const files = fflate().unzipSync(file.content, {
      filter: ({ name, originalSize }) => name === DOCUMENT && originalSize <= limit,
    })
    const document = files[DOCUMENT]
    if (!document) return failed(file, 'TOO_COMPLEX', 'its text unpacks to too much')
    return parseDocument(file, readParagraphs(Buffer.from(document).toString('utf8')))
  } catch (error) {
    if (error instanceof RangeError) return failed(file, 'TOO_COMPLEX', error.message)
    return failed(file, 'DAMAGED_FILE', error instanceof Error ? error.message : 'it is damaged')
  }
}

/** The text of the body with a blank line between paragraphs; deleted and hidden text is left out. */
function readParagraphs(xml: string): string {
  let text = ''
  let [depth, deleted, isText] = [0, 0, false]
  const parser = new (saxes().SaxesParser)()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name }) => {
    depth += 1
    if (depth > caps.depth) throw new RangeError('its elements nest too deeply')
    if (name === 'w:del' || name === 'w:moveFrom') deleted += 1
    isText = name === 'w:t'
    if (name === 'w:tab') text += '\t'
    if (name === 'w:br' || name === 'w:cr') text += '\n'
  })
  parser.on('closetag', ({ name }) => {
    depth -= 1
    if (name === 'w:del' || name === 'w:moveFrom') deleted -= 1
    if (name === 'w:p') text += '\n\n'
    isText = false
  })
  parser.on('text', (words) => {
    if (isText && deleted === 0) text += words
  })
  parser.write(xml).close()
  return text
}

function failed(
  { path }: BytesFile,
  code: 'DAMAGED_FILE' | 'TOO_COMPLEX',
  reason: string,
): ParsedFile {
  const problem = fileProblem(path, {
    code,
    severity: 'ERROR',
    message: `"${path}" cannot be read as a Word document: ${reason}.`,
    hint: 'Open it in a word processor and save it again as DOCX or text.',
  })
  return { articles: [], problems: [problem] }
}
