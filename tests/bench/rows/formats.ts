import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Bench, Row } from '../bench.ts'
import { indexApart } from '../subject.ts'

/** Megabytes of the web archive for each article of the run: 200 for 2,000. */
const MEGABYTES_PER_ARTICLE = 0.1
/** Bytes of script on a page; a page of a newspaper is mostly script. */
const SCRIPT_BYTES = 50_000

/** Web pages, and web archives of two sizes, which must take the same memory. */
export async function measureFormats({ articles, count, scratch }: Bench): Promise<Row[]> {
  const texts = textsIn(articles)
  const pages = join(scratch, 'pages')
  mkdirSync(pages)
  texts.forEach((text, at) => writeFileSync(join(pages, `${at}.html`), pageOf(text, 2_000)))
  const html = await indexApart(pages, join(scratch, 'pages.sqlite'))
  rmSync(pages, { recursive: true })
  const megabytes = Math.max(20, count * MEGABYTES_PER_ARTICLE)
  const small = await indexWebArchive(scratch, texts, megabytes / 5)
  const large = await indexWebArchive(scratch, texts, megabytes)
  const size = `${megabytes.toFixed(0)} MB`
  return [
    {
      title: 'web pages from nothing, articles/s',
      figure: texts.length / html.seconds,
      better: 'HIGHER',
      floor: 150,
      aim: 600,
      note: `most memory ${(html.peak / 1e6).toFixed(0)} MB`,
    },
    {
      title: `one web archive of ${size}, MB/s`,
      figure: megabytes / large.seconds,
      better: 'HIGHER',
      floor: 2,
      aim: 20,
      note: `most memory ${(large.peak / 1e6).toFixed(0)} MB`,
    },
    {
      title: 'its memory ÷ that of a fifth of it',
      figure: large.peak / small.peak,
      better: 'LOWER',
      floor: 1.25,
      aim: 1.1,
    },
  ]
}

async function indexWebArchive(scratch: string, texts: readonly string[], megabytes: number) {
  const folder = join(scratch, 'web-archive')
  const index = join(scratch, 'web-archive.sqlite')
  mkdirSync(folder)
  writeWebArchive(join(folder, 'pages.warc'), texts, megabytes * 1e6)
  const measured = await indexApart(folder, index)
  rmSync(folder, { recursive: true })
  rmSync(index, { force: true })
  return measured
}

function writeWebArchive(file: string, texts: readonly string[], size: number): void {
  const handle = openSync(file, 'w')
  for (let at = 0, written = 0; written < size; at += 1) {
    const page = pageOf(texts[at % texts.length] ?? '', SCRIPT_BYTES)
    const response = `HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${page}`
    const head = [
      'WARC/1.1',
      'WARC-Type: response',
      `WARC-Target-URI: https://news.example/${at}`,
      'Content-Type: application/http; msgtype=response',
      `Content-Length: ${Buffer.byteLength(response)}`,
    ]
    written += writeSync(handle, `${head.join('\r\n')}\r\n\r\n${response}\r\n\r\n`)
  }
  closeSync(handle)
}

/** An article of the bench as a page: its first line is the headline. */
function pageOf(text: string, scriptBytes: number): string {
  const [headline = '', ...paragraphs] = text.split(/\n\n+/)
  const [title = '', date = ''] = headline.split(/\s+DATE: /)
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>
<meta property="article:published_time" content="${date.trim().replace(' ', 'T')}">
<script>${'window.queue.push(1);'.repeat(scriptBytes / 21)}</script></head>
<body><nav>${'<a href="/section">Section</a> '.repeat(30)}</nav><article><h1>${title}</h1>
${paragraphs.map((paragraph) => `<p>${paragraph.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</p>`).join('\n')}
</article><footer>All rights reserved</footer></body></html>`
}

function textsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.txt'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
}
