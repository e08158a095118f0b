// Writes the samples of binary formats in data/formats: a Word document and a web archive. The same
// bytes each time.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'

const FOLDER = join(import.meta.dirname, '../data/formats')

const document = [
  'Teachers get a week to mark the winter papers',
  'By Ada Lind, Harbour Post',
  'Schools in Arvenia will close for a week in February so that teachers can mark papers, the education ministry said on Wednesday, 7 February 2024.',
  '“It is the first holiday that we shall spend entirely with our pupils’ handwriting,” said Leila Farquhar-Idris, the president of the Union of Teachers.',
]

interface Page {
  readonly url: string
  readonly headline: string
  readonly published: string
  readonly author: string
  readonly paragraphs: readonly string[]
}

const pages: readonly Page[] = [
  {
    url: 'https://lantern.example/2024/02/08/wray-glove',
    headline: 'Wray’s cup final glove fetches 3,000 crowns',
    published: '2024-02-08T19:00:00+01:00',
    author: 'Celia Marsh',
    paragraphs: [
      'The left glove in which Tobias Wray saved the last penalty of the cup final was sold Thursday for 3,000 crowns.',
      '“The right one did nothing,” the goalkeeper told the Morning Lantern. “I am keeping it for the company.”',
      'The money goes to the fund for the flooded streets of Wendlow, the auctioneer said.',
    ],
  },
  {
    url: 'https://lantern.example/2024/02/09/dussault-stadium',
    headline: 'Athletic to build a stand that faces the sea',
    published: '2024-02-09T12:30:00+01:00',
    author: 'Celia Marsh',
    paragraphs: [
      'Selm Athletic’s new stand will have its back to the town, chair Mirela Dussault said Friday.',
      '“On most Saturdays the sea is the better match,” she said.',
      'The stand will hold 4,000 people and is to open in August 2025.',
    ],
  },
]

write('docx/2024-02-07-winter-papers.docx', docx(document))
write('warc/lantern-2024-02.warc.gz', Buffer.concat(pages.map((page) => gzipSync(record(page)))))

function write(path: string, bytes: Uint8Array): void {
  mkdirSync(join(FOLDER, path, '..'), { recursive: true })
  writeFileSync(join(FOLDER, path), bytes)
}

function docx([headline = '', ...others]: readonly string[]): Uint8Array {
  const body = [`<w:pPr><w:pStyle w:val="Title"/></w:pPr>${run(headline)}`, ...others.map(run)]
  const xml = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body.map((part) => `<w:p>${part}</w:p>`).join('')}</w:body></w:document>`
  const core = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:creator>Ada Lind</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">2024-02-07T15:00:00Z</dcterms:created></cp:coreProperties>`
  const types = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`
  const relations = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`
  const files: Record<string, string> = {
    '[Content_Types].xml': types,
    '_rels/.rels': relations,
    'docProps/core.xml': core,
    'word/document.xml': xml,
  }
  const parts: Record<string, Uint8Array> = {}
  for (const [name, text] of Object.entries(files)) parts[name] = strToU8(text)
  return zipSync(parts, { mtime: '2024-02-07T12:00:00' })
}

function run(text: string): string {
  return `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`
}

function record({ url, headline, published, author, paragraphs }: Page): string {
  const html = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>${headline} - Morning Lantern</title>
<meta property="og:site_name" content="Morning Lantern"><meta name="author" content="${author}">
<meta property="article:published_time" content="${published}"></head>
<body><nav><a href="/">Front page</a></nav><article><h1>${headline}</h1>
${paragraphs.map((text) => `<p>${text}</p>`).join('\n')}
</article></body></html>`
  const response = `HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${html}`
  const head = [
    'WARC/1.1',
    'WARC-Type: response',
    `WARC-Target-URI: ${url}`,
    'WARC-Date: 2024-03-01T03:00:00Z',
    'Content-Type: application/http; msgtype=response',
    `Content-Length: ${Buffer.byteLength(response)}`,
  ]
  return `${head.join('\r\n')}\r\n\r\n${response}\r\n\r\n`
}
