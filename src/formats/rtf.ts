import iconv from 'iconv-lite'
import { fileProblem } from '../text/problems.ts'
import type { BytesFile, BytesFormat, ParsedFile } from './format.ts'
import { caps } from './caps.ts'
import { parseDocument } from './documents.ts'

/** Rich text, as services and newsrooms hand out articles: its text is read as text files are. */
export const rtf: BytesFormat = {
  kind: 'BYTES',
  name: 'rtf',
  extensions: ['.rtf'],
  holdsMany: false,
  recognize: (content) =>
    Buffer.from(content.subarray(0, 16)).toString('latin1').trimStart().startsWith('{\\rtf')
      ? 'it begins with "{\\rtf"'
      : null,
  parse: parseRtf,
}

function parseRtf(file: BytesFile): ParsedFile {
  const { text, fault } = readRtf(file.content)
  if (fault === null) return parseDocument(file, text)
  const isEmpty = text.trim() === ''
  const problem = fileProblem(file.path, {
    code: fault === 'DEPTH' ? 'TOO_COMPLEX' : 'DAMAGED_FILE',
    severity: isEmpty ? 'ERROR' : 'WARNING',
    message: `Rich text is read up to where ${FAULTS[fault]}.`,
    hint: 'Open it in a word processor and save it again as RTF or text.',
  })
  const { articles, problems } = isEmpty ? NOTHING : parseDocument(file, text)
  return { articles, problems: [problem, ...problems] }
}

type Fault = 'DEPTH' | 'LENGTH'

const MOST_GROUPS = caps.depth * 10

const FAULTS: Readonly<Record<Fault, string>> = {
  DEPTH: `more than ${MOST_GROUPS} groups nest`,
  LENGTH: 'binary data is longer than the file',
}

const NOTHING: ParsedFile = { articles: [], problems: [] }

/** Groups that hold no text of the document. */
const IGNORED = new Set(
  (
    'fonttbl colortbl stylesheet info pict header headerl headerr headerf footer footerl footerr footerf ' +
    'footnote annotation atnid atnauthor fldinst listtable listoverridetable generator themedata ' +
    'colorschememapping datastore latentstyles object objdata nonshppict xmlnstbl rsidtbl bkmkstart bkmkend'
  ).split(' '),
)

const CHARACTERS: Readonly<Record<string, string>> = {
  par: '\n\n',
  sect: '\n\n',
  page: '\n\n',
  row: '\n\n',
  line: '\n',
  tab: '\t',
  cell: '\t',
  emdash: '—',
  endash: '–',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
  emspace: ' ',
  enspace: ' ',
}

/** Encodings by the number that a font names. */
const CHARSETS: Readonly<Record<number, string>> = {
  128: 'shift_jis',
  129: 'cp949',
  134: 'gb18030',
  136: 'big5',
  161: 'windows-1253',
  162: 'windows-1254',
  163: 'windows-1258',
  177: 'windows-1255',
  178: 'windows-1256',
  186: 'windows-1257',
  204: 'windows-1251',
  222: 'windows-874',
  238: 'windows-1250',
}

const TOKEN =
  /\\(?<word>[a-z]{1,32})(?<number>-?\d{1,10})? ?|\\'(?<hex>[0-9a-f]{2})|\\(?<symbol>[^a-z])|(?<brace>[{}])|[\r\n]+|(?<text>[^\\{}\r\n]+)/gi

interface Group {
  isIgnored: boolean
  /** Characters to skip behind each `\u`. */
  unicodeSkip: number
  font: number
  isFontTable: boolean
}

/** The text of a document, with a blank line between paragraphs, up to a fault. */
function readRtf(content: Uint8Array): { readonly text: string; readonly fault: Fault | null } {
  const source = Buffer.from(content).toString('latin1')
  const encoding = encodingOf(/\\ansicpg(\d{3,5})/.exec(source)?.[1])
  const fonts = new Map<number, string>()
  const stack: Group[] = []
  let group: Group = { isIgnored: false, unicodeSkip: 1, font: 0, isFontTable: false }
  let [text, bytes, skip] = ['', new Array<number>(), 0]
  let isDestination = false
  const flush = () => {
    if (bytes.length > 0)
      text += iconv.decode(Buffer.from(bytes), fonts.get(group.font) ?? encoding)
    bytes = []
  }
  const write = (words: string) => {
    flush()
    if (!group.isIgnored) text += words
  }
  let fault: Fault | null = null
  const token = new RegExp(TOKEN)
  for (let match = token.exec(source); match && !fault; match = token.exec(source)) {
    const { word, number, hex, symbol, brace, text: plain } = match.groups ?? {}
    if (brace === '{') {
      flush()
      stack.push({ ...group })
      if (stack.length > MOST_GROUPS) fault = 'DEPTH'
    } else if (brace === '}') {
      flush()
      group = stack.pop() ?? group
    } else if (hex !== undefined) {
      if (skip > 0) skip -= 1
      else if (!group.isIgnored) bytes.push(Number.parseInt(hex, 16))
    } else if (symbol !== undefined) {
      if (symbol === '*') isDestination = true
      else
        write(
          symbol === '~' ? '\u00a0' : symbol === '_' ? '-' : '\\{}'.includes(symbol) ? symbol : '',
        )
      if (symbol === '\n' || symbol === '\r') write('\n\n')
    } else if (word !== undefined) {
      if (isDestination || IGNORED.has(word)) {
        flush()
        group.isIgnored = true
        group.isFontTable = word === 'fonttbl'
      }
      isDestination = false
      if (word === 'u' && number !== undefined) {
        write(String.fromCharCode(Number(number) & 0xffff))
        skip = group.unicodeSkip
      } else if (word === 'uc') group.unicodeSkip = Number(number ?? 1)
      else if (word === 'f') {
        flush()
        group.font = Number(number ?? 0)
      } else if (word === 'fcharset' && group.isIgnored) {
        const charset = CHARSETS[Number(number)]
        if (charset) fonts.set(group.font, charset)
      } else if (word === 'plain') flush()
      else if (word === 'bin') {
        token.lastIndex += Math.max(0, Number(number ?? 0))
        if (token.lastIndex > source.length) fault = 'LENGTH'
      } else if (CHARACTERS[word] !== undefined) write(CHARACTERS[word])
    } else if (plain !== undefined) {
      const words = skip > 0 ? plain.slice(skip) : plain
      skip = Math.max(0, skip - plain.length)
      write(words)
    }
  }
  flush()
  return { text, fault }
}

function encodingOf(codePage: string | undefined): string {
  const name = codePage === '65001' ? 'utf-8' : `cp${codePage ?? '1252'}`
  return iconv.encodingExists(name) ? name : 'windows-1252'
}
