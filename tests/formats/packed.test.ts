import { brotliCompressSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { openBytes, outlinesOf } from '../support/format-file.ts'

const pageOf = (headline: string) =>
  `<!DOCTYPE html><html><head><title>${headline}</title></head><body><article>
<p>The ferries are back at the quay of Port Selm, the harbour master said on Monday.</p>
<p>They sail at six from the new quay, which took the city six years to build.</p></article></body></html>`

function record(
  url: string,
  content: string | Uint8Array,
  { type = 'response', length = 0 } = {},
): Buffer {
  const bytes = Buffer.from(content)
  const head =
    `WARC/1.0\r\nWARC-Type: ${type}\r\nWARC-Target-URI: ${url}\r\nWARC-Date: 2024-08-01T00:00:00Z\r\n` +
    `Content-Type: application/http; msgtype=response\r\nContent-Length: ${length || bytes.length}\r\n\r\n`
  return Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n\r\n')])
}

function response(
  body: string | Uint8Array,
  headers = '',
  { status = '200 OK', type = 'text/html' } = {},
): Buffer {
  const head = `HTTP/1.1 ${status}\r\nContent-Type: ${type}\r\n${headers}\r\n`
  return Buffer.concat([Buffer.from(head), Buffer.from(body)])
}

function chunked(body: string | Uint8Array): Buffer {
  const bytes = Buffer.from(body)
  const [one, two] = [bytes.subarray(0, 100), bytes.subarray(100)]
  return Buffer.concat(
    [one, two, Buffer.alloc(0)].flatMap((part) => [
      Buffer.from(`${part.length.toString(16)}\r\n`),
      part,
      Buffer.from('\r\n'),
    ]),
  )
}

const A = 'https://post.example/a'
const B = 'https://post.example/b'

function headlinesOf(...records: Buffer[]) {
  return outlinesOf(Buffer.concat(records), 'a.warc').map(({ headline }) => headline)
}

describe('web archives', () => {
  it('give the pages of the older ARC', () => {
    const arcRecord = (url: string, type: string, content: Buffer) =>
      Buffer.concat([
        Buffer.from(`${url} 10.0.0.1 20240801000000 ${type} ${content.length}\n`),
        content,
        Buffer.from('\n'),
      ])
    const about = '1 1 Archive\nURL IP-address Archive-date Content-type Archive-length\n'
    const file = Buffer.concat([
      arcRecord('filedesc://crawl.arc', 'text/plain', Buffer.from(about)),
      arcRecord(`${A}?title=two words`, 'text/html', response(pageOf('Quay opens'))),
      arcRecord(B, 'text/html', response(pageOf('Lost'), '', { status: '404 Not Found' })),
      arcRecord(B, 'text/html', response(pageOf('Tea returns'))),
    ])
    const { articles, problems } = openBytes(file, 'a.arc').parse()
    expect(problems).toEqual([])
    expect(articles.map(({ key }) => key)).toEqual([`${A}?title=two words`, B])
    expect(outlinesOf(gzipSync(file), 'a.arc.gz').map(({ headline }) => headline)).toEqual([
      'Quay opens',
      'Tea returns',
    ])
  })

  it('give the pages among their records', () => {
    const file = Buffer.concat([
      record('', 'software: Crawler', { type: 'warcinfo' }),
      record(A, 'GET / HTTP/1.1\r\n\r\n', { type: 'request' }),
      record(A, response(pageOf('Quay opens'))),
      record(B, response(pageOf('Moved'), '', { status: '301 Moved' })),
      record(B, response('{"title": "Tea"}', '', { type: 'application/json' })),
    ])
    expect(openBytes(file, 'a.bin')).toMatchObject({
      format: 'warc',
      reason: 'it begins as a WARC record',
    })
    const { articles, problems } = openBytes(file, 'a.warc').parse()
    expect(problems).toEqual([])
    expect(articles).toMatchObject([{ path: 'a.warc', key: A, url: A, sourceMap: null }])
  })

  it('never give the time of the crawl as that of the story', () => {
    const file = record(A, response(pageOf('Quay opens')))
    expect(outlinesOf(file, 'a.warc')).toMatchObject([{ published: null, times: [] }])
  })

  it('give the later of two records of one page', () => {
    const one = record(A, response(pageOf('Quay to open')))
    const two = record(A, response(pageOf('Quay opens')))
    expect(headlinesOf(one, two)).toEqual(['Quay opens'])
  })

  it.each([
    ['chunked', chunked(pageOf('Quay opens')), 'Transfer-Encoding: chunked\r\n'],
    ['gzip', gzipSync(pageOf('Quay opens')), 'Content-Encoding: gzip\r\n'],
    ['Brotli', brotliCompressSync(pageOf('Quay opens')), 'Content-Encoding: br\r\n'],
    [
      'chunked gzip',
      chunked(gzipSync(pageOf('Quay opens'))),
      'Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n',
    ],
    [
      'bodies that were stored decoded',
      Buffer.from(pageOf('Quay opens')),
      'Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n',
    ],
  ])('undo %s', (_, body, headers) => {
    expect(headlinesOf(record(A, response(body, headers)))).toEqual(['Quay opens'])
  })

  it('leave out a body that unpacks to far more than a page', () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, 'x'))
    const headers = 'Content-Encoding: gzip\r\n'
    expect(
      headlinesOf(record(B, response(bomb, headers)), record(A, response(pageOf('Quay opens')))),
    ).toEqual(['Quay opens'])
  })

  it.each([
    ['is cut off', record(B, response(pageOf('Tea returns'))).subarray(0, 300)],
    ['has a wrong length', record(B, response(pageOf('Tea returns')), { length: 99_999_999 })],
    ['has no length', Buffer.from('WARC/1.0\r\nWARC-Type: response\r\n\r\nwords')],
    ['is none', Buffer.from('words and words')],
  ])('give the records before one that %s, and a problem', (_, last) => {
    const file = Buffer.concat([record(A, response(pageOf('Quay opens'))), last])
    const { articles, problems } = openBytes(file, 'a.warc').parse()
    expect(articles[0]).toMatchObject({ key: A })
    expect(problems).toMatchObject([{ code: 'MALFORMED_FILE', severity: 'WARNING' }])
  })

  it('may be packed', () => {
    const packed = Buffer.concat([
      gzipSync(record(A, response(pageOf('Quay opens')))),
      gzipSync(record(B, response(pageOf('Tea returns')))),
    ])
    const { articles } = openBytes(packed, 'a.warc.gz').parse()
    expect(articles.map(({ path, key }) => [path, key])).toEqual([
      ['a.warc.gz', A],
      ['a.warc.gz', B],
    ])
  })
})

describe('gzip files', () => {
  it.each([
    ['text', 'a.txt.gz', 'Quay opens\n\nThe ferries are back.\n'],
    ['JSON', 'a.json.gz', '{"title": "Quay opens", "text": "The ferries are back."}'],
    ['a table', 'a.gz', 'title,text\nQuay opens,The ferries are back.\n'],
  ])('are read as the %s that they hold', (_, path, content) => {
    const opened = openBytes(gzipSync(content), path)
    expect(opened).toMatchObject({ format: 'gzip', reason: 'it begins as gzip' })
    expect(opened.parse().articles).toMatchObject([
      { path, body: expect.stringContaining('The ferries are back.'), sourceMap: null },
    ])
  })

  it('that unpack to far more than their size are refused', () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024))
    expect(openBytes(bomb, 'a.txt.gz').parse()).toMatchObject({
      articles: [],
      problems: [{ code: 'FILE_TOO_LARGE', severity: 'ERROR' }],
    })
  })

  it('that hold themselves in many layers are refused', () => {
    let packed: Uint8Array = Buffer.from('Quay opens\n\nThe ferries are back.\n')
    for (let layer = 0; layer < 10; layer += 1) packed = gzipSync(packed)
    expect(openBytes(packed, 'a.gz').parse().articles).toEqual([])
  })

  it('that are damaged are a problem', () => {
    const packed = gzipSync('Quay opens\n\nThe ferries are back.\n').subarray(0, 30)
    expect(openBytes(packed, 'a.txt.gz').parse()).toMatchObject({
      articles: [],
      problems: [{ code: 'MALFORMED_FILE' }],
    })
  })
})
