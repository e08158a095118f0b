import { execFileSync } from 'node:child_process'
import {
  closeSync,
  cpSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { zipSync } from 'fflate'
import { type Attack, runMeasured, runPressgraph } from './attack.ts'
import { filledFiles } from './filled-files.ts'

/** A hostile file, with what becomes of it: read or not, and its problems that are not mere notes. */
interface HostileFile {
  readonly name: string
  readonly wanted: string
  readonly make: string | Uint8Array | ((path: string) => void)
}

const MB = 1024 * 1024
const many = (text: string, bytes: number) => text.repeat(Math.ceil(bytes / text.length))
const nested = (open: string, close: string, depth: number) =>
  `${open.repeat(depth)}"Yes," said Ann Roe.${close.repeat(depth)}`
const story = 'Ferry is late\n\n"Yes," said Ann Roe of Ildmouth.\n'
const xml = (body: string, types = '') =>
  `<?xml version="1.0"?>${types}<nitf><body><body.content><p>${body}</p></body.content></body></nitf>`
const page = (body: string, attributes = '') =>
  `<!doctype html><html><head><title>Ferry</title></head><body><article${attributes}><h1>Ferry</h1><p>"Yes," said Ann Roe.</p>${body}</article></body></html>`
const mail = (body: string, type = 'text/plain') =>
  `From: Ann Roe <ann@example.org>\r\nSubject: Ferry\r\nDate: Tue, 6 May 2031 07:08:09 +0000\r\nMIME-Version: 1.0\r\nContent-Type: ${type}\r\n\r\n${body}`
const docx = (document: string | Uint8Array) =>
  zipSync({
    '[Content_Types].xml': Buffer.from('<Types/>'),
    'word/document.xml': typeof document === 'string' ? Buffer.from(document) : document,
  })

const laughs = Array.from(
  { length: 10 },
  (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`,
).join('')

const BOMBS: readonly HostileFile[] = [
  {
    name: 'laughs.xml',
    wanted: 'read, MALFORMED_FILE',
    make: xml('&l9;', `<!DOCTYPE nitf [<!ENTITY l0 "ha">${laughs}]>`),
  },
  {
    name: 'entity.xml',
    wanted: 'read, MALFORMED_FILE',
    make: xml('&a;'.repeat(5_000), `<!DOCTYPE nitf [<!ENTITY a "${'b'.repeat(100_000)}">]>`),
  },
  {
    name: 'outside.xml',
    wanted: 'read, MALFORMED_FILE',
    make: xml('&a;', '<!DOCTYPE nitf [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
  },
  {
    name: 'deep.xml',
    wanted: 'not read, MALFORMED_FILE, NO_TEXT',
    make: xml(nested('<a>', '</a>', 200_000)),
  },
  {
    name: 'attributes.xml',
    wanted: 'not read, NO_TEXT',
    make: xml(`<a ${Array.from({ length: 200_000 }, (_, at) => `a${at}=""`).join(' ')}/>`),
  },
  {
    name: 'proto.xml',
    wanted: 'read',
    make: xml('<__proto__><constructor>a</constructor></__proto__>'),
  },
  {
    name: 'brackets.xml',
    wanted: 'not read, MALFORMED_FILE, NO_TEXT',
    make: xml('<'.repeat(300_000)),
  },
  {
    name: 'proto.html',
    wanted: 'read',
    make: page('<__proto__>a</__proto__><constructor>b</constructor>'),
  },
  {
    name: 'deep.html',
    wanted: 'read, PAGE_TOO_LARGE',
    make: page(nested('<div>', '</div>', 200_000)),
  },
  {
    name: 'quoted.html',
    wanted: 'read, PAGE_TOO_LARGE',
    make: page(nested('<blockquote>', '', 100_000)),
  },
  {
    name: 'attributes.html',
    wanted: 'read, PAGE_TOO_LARGE',
    make: page('', ` ${Array.from({ length: 200_000 }, (_, at) => `a${at}=1`).join(' ')}`),
  },
  { name: 'attribute.html', wanted: 'read', make: page('', ` class="${'a '.repeat(2 * MB)}"`) },
  {
    name: 'brackets.html',
    wanted: 'read, PAGE_TOO_LARGE, TOO_COMPLEX',
    make: page('<'.repeat(300_000)),
  },
  {
    name: 'tables.html',
    wanted: 'read, PAGE_TOO_LARGE',
    make: page('<table><tr><td>'.repeat(50_000)),
  },
  {
    name: 'deep.json',
    wanted: 'read',
    make: `{"headline":"Ferry","body":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
  },
  { name: 'objects.json', wanted: 'not read, MALFORMED_FILE', make: '{"a":'.repeat(200_000) },
  {
    name: 'proto.json',
    wanted: 'read',
    make: '{"__proto__":{"headline":"x"},"headline":"Ferry","body":"\\"Yes,\\" said Ann Roe.","constructor":1}',
  },
  {
    name: 'lines.jsonl',
    wanted: 'read',
    make: '{"headline":"A","body":"b"}\n{"headline":"B","body":"c"}\n'.repeat(20_000),
  },
  {
    name: 'field.csv',
    wanted: 'read, TOO_COMPLEX',
    make: `headline,body\nFerry,"${many('""Yes,"" said Ann Roe. ', 8 * MB)}"\n`,
  },
  {
    name: 'unclosed.csv',
    wanted: 'not read, MALFORMED_FILE',
    make: `headline,body\nFerry,"${many('a\n', MB)}`,
  },
  {
    name: 'columns.csv',
    wanted: 'not read, MALFORMED_FILE',
    make: `headline,body,${many('a,', MB)}\nFerry,b\n`,
  },
  {
    name: 'parts.eml',
    wanted: 'read',
    make: mail(
      '--b\r\nContent-Type: text/plain\r\n\r\na\r\n'.repeat(50_000),
      'multipart/mixed; boundary=b',
    ),
  },
  {
    name: 'nested.eml',
    wanted: 'read',
    make: mail(
      Array.from(
        { length: 5_000 },
        (_, at) => `--b${at}\r\nContent-Type: multipart/mixed; boundary=b${at + 1}\r\n\r\n`,
      ).join(''),
      'multipart/mixed; boundary=b0',
    ),
  },
  {
    name: 'forwarded.eml',
    wanted: 'read',
    make: mail('Content-Type: message/rfc822\r\n\r\n'.repeat(20_000), 'message/rfc822'),
  },
  {
    name: 'header.eml',
    wanted: 'not read, UNKNOWN_FORMAT',
    make: `From: ${many('<a@b.example>, ', 4 * MB)}\r\nSubject: Ferry\r\nDate: Tue, 6 May 2031 07:08:09 +0000\r\n\r\nText\r\n`,
  },
  {
    name: 'deep.rtf',
    wanted: 'not read, TOO_COMPLEX',
    make: `{\\rtf1 ${nested('{\\b ', '}', 200_000)}}`,
  },
  {
    name: 'binary.rtf',
    wanted: 'not read, DAMAGED_FILE',
    make: '{\\rtf1 \\bin999999999999 "Yes," said Ann Roe.}',
  },
  {
    name: 'length.warc',
    wanted: 'not read, MALFORMED_FILE',
    make: `WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 99999999999\r\n\r\nHTTP/1.1 200 OK\r\n\r\n${story}`,
  },
  {
    name: 'deep.md',
    wanted: 'read',
    make: `# Ferry\n\n${'>'.repeat(100_000)} "Yes," said Ann Roe.\n`,
  },
  { name: 'lists.md', wanted: 'read', make: `# Ferry\n\n${'- '.repeat(100_000)}a\n` },
  { name: 'links.md', wanted: 'read', make: `# Ferry\n\n${'['.repeat(200_000)}\n` },
  {
    name: 'aliases.md',
    wanted: 'read, BAD_FRONT_MATTER',
    make: `---\na: &a [x,x,x,x,x,x,x,x,x]\n${Array.from({ length: 9 }, (_, at) => `b${at}: &b${at} [${`*${at ? `b${at - 1}` : 'a'},`.repeat(9)}]`).join('\n')}\ntitle: Ferry\n---\n"Yes," said Ann Roe.\n`,
  },
  {
    name: 'front.md',
    wanted: 'read, BAD_FRONT_MATTER',
    make: `---\ntitle: ${'['.repeat(5_000)}\n---\n"Yes," said Ann Roe.\n`,
  },
  {
    name: 'toml.md',
    wanted: 'read, BAD_FRONT_MATTER',
    make: `+++\ntitle = ${'['.repeat(5_000)}\n+++\n"Yes," said Ann Roe.\n`,
  },
  {
    name: 'quotes.txt',
    wanted: 'read, TOO_COMPLEX, UNBALANCED_QUOTATION_MARK',
    make: `Ferry is late\n\n${'"'.repeat(2 * MB)}`,
  },
  {
    name: 'said.txt',
    wanted: 'read, TOO_COMPLEX, UNBALANCED_QUOTATION_MARK',
    make: `Ferry is late\n\n${many('", he said, "', MB)}`,
  },
  {
    name: 'zip.docx',
    wanted: 'not read, TOO_COMPLEX',
    make: docx(new Uint8Array(100 * MB).fill(32)),
  },
  {
    name: 'deep.docx',
    wanted: 'not read, TOO_COMPLEX',
    make: docx(
      `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${'<w:p><w:r>'.repeat(100_000)}`,
    ),
  },
  {
    name: 'bomb.txt.gz',
    wanted: 'not read, FILE_TOO_LARGE',
    make: gzipSync(Buffer.alloc(200 * MB, 32)),
  },
  { name: 'twice.txt.gz', wanted: 'read', make: gzipSync(gzipSync(gzipSync(story))) },
  { name: 'cut.txt.gz', wanted: 'not read, MALFORMED_FILE', make: gzipSync(story).subarray(0, 30) },
]

const PLACES: readonly HostileFile[] = [
  {
    name: 'secret.txt',
    wanted: 'not read, LINK_OUTSIDE',
    make: (path) => symlinkSync('/etc/passwd', path),
  },
  { name: 'self', wanted: 'not read, LINK_LOOP', make: (path) => symlinkSync('.', path) },
  {
    name: 'loop.txt',
    wanted: 'not read, LINK_LOOP',
    make: (path) => symlinkSync('loop.txt', path),
  },
  {
    name: 'dangling.txt',
    wanted: 'not read, UNREADABLE_FILE',
    make: (path) => symlinkSync('nowhere', path),
  },
  {
    name: 'fifo.txt',
    wanted: 'not read, NOT_A_FILE',
    make: (path) => void execFileSync('mkfifo', [path]),
  },
  {
    name: 'device.txt',
    wanted: 'not read, LINK_OUTSIDE',
    make: (path) => symlinkSync('/dev/zero', path),
  },
  {
    name: 'folder.txt',
    wanted: 'read',
    make: (path) => {
      mkdirSync(path)
      writeFileSync(join(path, 'inner.txt'), story)
    },
  },
  { name: 'sparse.txt', wanted: 'not read, FILE_TOO_LARGE', make: makeSparse },
  { name: 'empty.txt', wanted: 'not read, EMPTY_FILE', make: '' },
  { name: 'nul.txt', wanted: 'not read, BINARY_FILE', make: Buffer.alloc(4096) },
  { name: 'mark.txt', wanted: 'not read, EMPTY_FILE', make: '\ufeff' },
  {
    name: 'odd-utf16.txt',
    wanted: 'read, UNDECODABLE_BYTES',
    make: Buffer.concat([
      Buffer.from([0xff, 0xfe]),
      Buffer.from(story, 'utf16le'),
      Buffer.from([0x41]),
    ]),
  },
  { name: 'bold<b>\u001b[31m\nname.txt', wanted: 'read', make: story },
  { name: 'caf\u00e9.txt', wanted: 'read', make: `${story}A.` },
  { name: 'cafe\u0301.txt', wanted: 'read', make: `${story}B.` },
  { name: `${'n'.repeat(250)}.txt`, wanted: 'read', make: story },
  { name: '..txt', wanted: 'not read', make: story },
  { name: '__proto__', wanted: 'read', make: `${story}C.` },
]

function makeSparse(path: string): void {
  const handle = openSync(path, 'w')
  ftruncateSync(handle, 1024 * MB)
  closeSync(handle)
}

const SAMPLES_QUERY =
  'articles(first: 100, filter: { path: "samples" }, orderBy: [PATH_ASC]) { nodes { path body } }'

/** Paths with articles, and all problems. */
function queryFor(names: readonly string[]): string {
  const fields = names.map((name, at) => {
    const filter = `filter: { path: ${JSON.stringify(name)} }`
    return `f${at}: articles(first: 1, ${filter}) { nodes { path body } }`
  })
  return `{ ${fields.join('\n')}
    samples: ${SAMPLES_QUERY}
    archive { problems(first: 100) { nodes { path code severity } } } }`
}

interface Outcome {
  readonly end: number | string
  readonly megabytes: number
  readonly text: string
  /** By the name of a file: whether it gave articles, and the codes of its problems. */
  readonly files: ReadonlyMap<string, string>
}

interface Problem {
  readonly path: string
  readonly code: string
}

interface Answer {
  readonly data: { readonly archive: { readonly problems: { readonly nodes: readonly Problem[] } } }
}

// What ordinary short texts lack as well.
const NOTES = new Set(['NO_DATE', 'NO_HEADLINE', 'ENCODING_GUESSED', 'DUPLICATE_FILE'])

/** A sample of each format. */
const SAMPLES = join(import.meta.dirname, '../../data/formats')

/** Index all files together, with an ordinary one and the samples of every format among them. */
async function indexTogether(folder: string, files: readonly HostileFile[]): Promise<Outcome> {
  const archive = join(folder, 'news')
  mkdirSync(archive)
  writeFileSync(join(archive, 'ordinary.txt'), story)
  cpSync(SAMPLES, join(archive, 'samples'), { recursive: true })
  for (const { name, make } of files) {
    const path = join(archive, name)
    if (typeof make === 'function') make(path)
    else writeFileSync(path, make)
  }
  const names = ['ordinary.txt', ...files.map((file) => file.name)]
  const index = join(folder, 'news.sqlite')
  const { end, out, megabytes } = await runMeasured(
    'query',
    archive,
    queryFor(names),
    '--index',
    index,
    '--quiet',
  )
  const outcomes = new Map<string, string>()
  if (end === 0) {
    // oxlint-disable-next-line typescript/no-unsafe-assignment -- the answer to this query
    const { data }: Answer = JSON.parse(out)
    for (const [at, name] of names.entries()) {
      const codes = data.archive.problems.nodes
        .filter(({ path, code }) => path.startsWith(name) && !NOTES.has(code))
        .map(({ code }) => code)
      const isRead = JSON.stringify(
        Object.entries(data).find(([field]) => field === `f${at}`),
      ).includes('"path"')
      outcomes.set(name, [isRead ? 'read' : 'not read', ...new Set(codes.toSorted())].join(', '))
    }
  }
  return { end, megabytes, text: out, files: outcomes }
}

function samplesIn(answer: string): string {
  // oxlint-disable-next-line typescript/no-unsafe-assignment -- the answer to a query of this file
  const { data }: { readonly data: { readonly samples: unknown } } = JSON.parse(answer || '{}')
  return JSON.stringify(data?.samples)
}

const MOST_MEGABYTES = 900

function attacksOf(title: string, files: readonly HostileFile[]): Attack[] {
  let outcome: Promise<Outcome> | null = null
  const together = (folder: string) => (outcome ??= indexTogether(folder, files))
  return [
    ...files.map(({ name, wanted }) => ({
      name: `${title}: ${JSON.stringify(name.slice(0, 30))}`,
      wanted,
      run: async (folder: string) => {
        const { end, files: read } = await together(folder)
        return read.get(name) ?? `exit ${end}`
      },
    })),
    {
      name: `${title}: the ordinary file among them`,
      wanted: 'read, and nothing from outside the folder',
      run: async (folder) => {
        const { files: read, text } = await together(folder)
        const isOpen = text.includes('root:')
        return `${read.get('ordinary.txt')}, and ${isOpen ? 'something' : 'nothing'} from outside the folder`
      },
    },
    {
      name: `${title}: the samples of every format among them`,
      wanted: 'the same articles as alone',
      run: async (folder) => {
        const samples = join(folder, 'alone')
        cpSync(SAMPLES, join(samples, 'samples'), { recursive: true })
        const index = join(folder, 'alone.sqlite')
        const alone = runPressgraph(
          'query',
          samples,
          `{ samples: ${SAMPLES_QUERY} }`,
          '--index',
          index,
        )
        const { text } = await together(folder)
        const same = alone.end === 0 && samplesIn(alone.out) === samplesIn(text)
        return same ? 'the same articles as alone' : `other articles, exit ${alone.end}`
      },
    },
    {
      name: `${title}: memory for all of them`,
      wanted: `at most ${MOST_MEGABYTES} MB`,
      run: async (folder) => {
        const { megabytes } = await together(folder)
        return `${megabytes > MOST_MEGABYTES ? `${megabytes} MB, not ` : ''}at most ${MOST_MEGABYTES} MB`
      },
    },
  ]
}

const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9))
const FILLED_WANTED = `the ordinary file is served, at most ${MOST_MEGABYTES} MB`
const FILLED = {
  short: { files: 80, bytes: 48 * 1024 },
  long: { files: 600, bytes: 512 * 1024 },
}

/** Index files that repeat fragments of all formats, with an ordinary one among them. */
async function indexFilled(folder: string, isLong: boolean): Promise<string> {
  const { files, bytes } = isLong ? FILLED.long : FILLED.short
  const archive = join(folder, 'news')
  mkdirSync(archive)
  writeFileSync(join(archive, 'ordinary.txt'), story)
  let count = 0
  for (const { name, make } of filledFiles(SEED)) {
    const path = join(archive, `f${count}`, basename(name))
    mkdirSync(dirname(path))
    writeFileSync(path, make(bytes))
    count += 1
    if (count === files) break
  }
  const query = '{ articles(first: 1, filter: { path: "ordinary.txt" }) { nodes { path } } }'
  const index = join(folder, 'news.sqlite')
  const { end, out, err, megabytes } = await runMeasured('query', archive, query, '--index', index)
  const isServed = end === 0 && out.includes('ordinary.txt')
  if (!isServed) return `exit ${end} with SEED=${SEED}: ${err.slice(0, 500)}`
  return megabytes > MOST_MEGABYTES ? `${megabytes} MB with SEED=${SEED}` : FILLED_WANTED
}

export const fileAttacks: readonly Attack[] = [
  ...attacksOf('a bomb', BOMBS),
  ...attacksOf('a path', PLACES),
  {
    name: 'fragments of every format, repeated with generated fillings',
    wanted: FILLED_WANTED,
    run: indexFilled,
  },
]
