import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { Archive } from '../../src/archive/archive.ts'
import { allReadings } from '../../src/archive/pages.ts'
import { openArchive } from '../../src/open-archive.ts'
import { sourceOf } from '../../src/text/source-map.ts'
import { makeFolder, openFiles, problemsIn, writeFiles } from '../support/archive.ts'

/** Larger files are read in parts of this size, and larger records are left out. */
const maxFileBytes = 5_000
const large = { settings: { maxFileBytes } }

const RECORDS = 45
const FILLER = 'It takes the containers to the other side of the harbour. '.repeat(10)

const headlineOf = (number: number) => `Crane ${number} moves`
const textOf = (number: number) => `The crane ${number} moves to the quay.\n\n${FILLER}`

interface Made {
  readonly content: Buffer
  readonly name: string
}

function jsonLines(records = RECORDS): Made {
  const lines = numbers(records).map((number) =>
    JSON.stringify({ title: headlineOf(number), date: dayOf(number), text: textOf(number) }),
  )
  return { name: 'a.jsonl', content: Buffer.from(lines.map((line) => `${line}\n`).join('')) }
}

function table(records = RECORDS): Made {
  const rows = numbers(records).map(
    (number) => `${headlineOf(number)},${dayOf(number)},"${textOf(number)}"`,
  )
  return { name: 'a.csv', content: Buffer.from(`title,date,text\n${rows.join('\n')}\n`) }
}

function nexis(records = RECORDS): Made {
  const documents = numbers(records).map(
    (number) =>
      `                    ${number} of ${records} DOCUMENTS\n\n\n                      Harbour Post\n\n                    March 3, 2021 Wednesday\n\n${headlineOf(number)}\n\nBYLINE: Ann Roe\n\nLENGTH: 40 words\n\n${textOf(number)}\n\nLOAD-DATE: March 4, 2021\n\n`,
  )
  return { name: 'a.txt', content: Buffer.from(documents.join('')) }
}

function webArchive(records = RECORDS): Made {
  return { name: 'a.warc', content: Buffer.concat(numbers(records).map((number) => page(number))) }
}

function page(number: number, headline = headlineOf(number)): Buffer {
  const html = `<!DOCTYPE html><html><head><title>${headline}</title></head><body><article><p>The crane ${number} moves to the quay of Port Selm, the harbour master said on Monday.</p><p>${FILLER}</p></article></body></html>`
  return warcRecord(
    `https://post.example/${number}`,
    Buffer.from(`HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n${html}`),
  )
}

function warcRecord(url: string, body: Buffer): Buffer {
  const head = `WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: ${url}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: ${body.length}\r\n\r\n`
  return Buffer.concat([Buffer.from(head), body, Buffer.from('\r\n\r\n')])
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1)
}

/** Day first, as only the last date shows. */
function dayOf(number: number): string {
  return number === 1 ? '25/03/2021 10:00' : '04/03/2021 10:00'
}

async function readAll(archive: Archive) {
  const readings = []
  for await (const reading of allReadings(archive.store)) readings.push(reading)
  return readings
}

async function headlinesIn(archive: Archive): Promise<string[]> {
  const readings = await readAll(archive)
  return readings.map(({ article: { body } }) => body.split('\n', 1)[0] ?? '')
}

const EXPECTED = numbers(RECORDS).map(headlineOf).sort()

describe('a file of records that is larger than the limit of a file', () => {
  it.each([
    ['JSON Lines', jsonLines()],
    ['a table', table()],
    ['a Nexis export', nexis()],
    ['a web archive', webArchive()],
    [
      'gzip members of a web archive',
      {
        name: 'a.warc.gz',
        content: Buffer.concat(
          numbers(RECORDS).flatMap((number) => gzipSync(page(number), { level: 0 })),
        ),
      },
    ],
    [
      'packed JSON Lines',
      { name: 'a.jsonl.gz', content: gzipSync(jsonLines().content, { level: 0 }) },
    ],
  ])('is read in parts: %s', async (_, { name, content }) => {
    expect(content.length).toBeGreaterThan(5 * maxFileBytes)
    const archive = await openFiles({ [name]: content }, large)
    expect(await problemsIn(archive)).toEqual([])
    expect((await headlinesIn(archive)).sort()).toEqual(EXPECTED)
  })
})

describe('a large file', () => {
  it('gives the same articles as when it is read whole', async () => {
    const large = await readAll(await openFiles({ 'a.jsonl': jsonLines().content }))
    const small = await readAll(await openFiles({ 'a.jsonl': jsonLines(2).content }))
    const [first] = small
    expect(first).toBeDefined()
    expect(large.find(({ id }) => id === first?.id)).toEqual(first)
  })

  it('has the places of words in the file', async () => {
    const { content } = table()
    const readings = await readAll(await openFiles({ 'a.csv': content }, large))
    for (const { article } of readings) {
      const start = article.body.indexOf('moves to')
      const place = sourceOf(article.body, article.sourceMap, { start, end: start + 8 })
      if (!place) throw new Error('The words have no place')
      expect(content.subarray(place.byteStart, place.byteEnd).toString()).toBe('moves to')
      const before = content.subarray(0, place.byteStart).toString()
      expect(place.line).toBe(before.split('\n').length)
    }
  })

  it('is not parsed again when only its time has changed', async () => {
    const folder = makeFolder({ 'a.jsonl': jsonLines().content })
    const archive = await openArchive(folder, { index: ':memory:', ...large })
    const { revision } = await archive.store.archive()
    writeFiles(folder, { 'a.jsonl': jsonLines().content })
    expect(await archive.refresh()).toBeNull()
    expect((await archive.store.archive()).revision).toBe(revision)
    await archive.close()
  })

  it('that changes gives the difference', async () => {
    const { content } = jsonLines()
    const folder = makeFolder({ 'a.jsonl': content })
    const archive = await openArchive(folder, { index: ':memory:', ...large })
    const lines = content.toString().split('\n')
    lines[RECORDS - 2] = JSON.stringify({
      title: 'Crane stays',
      text: 'The crane stays at the quay.',
    })
    lines.splice(RECORDS - 1, 1)
    writeFiles(folder, { 'a.jsonl': lines.join('\n') })
    const change = await archive.refresh()
    expect(change?.added).toHaveLength(0)
    expect(change?.changed).toHaveLength(1)
    expect(change?.removed).toHaveLength(1)
    expect(await headlinesIn(archive)).toHaveLength(RECORDS - 1)
    writeFiles(folder, { 'a.jsonl': '' })
    await archive.refresh()
    expect(await headlinesIn(archive)).toEqual([])
    await archive.close()
  })

  it('gives the later of two records of one page in a web archive', async () => {
    const { content } = webArchive()
    const again = page(1, 'Crane returns')
    const archive = await openFiles({ 'a.warc': Buffer.concat([content, again]) }, large)
    const headlines = await headlinesIn(archive)
    expect(headlines).toHaveLength(RECORDS)
    expect(headlines).toContain('Crane returns')
    expect(headlines).not.toContain(headlineOf(1))
  })

  it('leaves out a record that is too large and reads those behind it', async () => {
    const { content } = jsonLines()
    const bomb = JSON.stringify({ title: 'Bomb', text: 'words '.repeat(5_000) })
    const file = Buffer.concat([Buffer.from(`${bomb}\n`), content])
    const archive = await openFiles({ 'a.jsonl': file }, large)
    expect((await headlinesIn(archive)).sort()).toEqual(EXPECTED)
    expect(await problemsIn(archive)).toMatchObject([
      {
        code: 'FILE_TOO_LARGE',
        severity: 'WARNING',
        message: expect.stringMatching(/^The record at byte 0 /),
      },
    ])
  })

  it('does not report a large record that is not a page', async () => {
    const film = Buffer.concat([
      Buffer.from('HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n\r\n'),
      Buffer.alloc(60_000, 7),
    ])
    const file = Buffer.concat([
      warcRecord('https://post.example/film', film),
      webArchive(4).content,
    ])
    const archive = await openFiles({ 'a.warc': file }, large)
    expect(await headlinesIn(archive)).toHaveLength(4)
    expect(await problemsIn(archive)).toEqual([])
  })

  it('names the line of a wrong record', async () => {
    const { content } = jsonLines()
    const file = Buffer.concat([content, Buffer.from('{"a"\n')])
    const archive = await openFiles({ 'a.jsonl': file }, large)
    expect(await problemsIn(archive)).toMatchObject([
      { code: 'MALFORMED_FILE', line: RECORDS + 1, column: 1 },
    ])
  })

  it('that unpacks to far more than its size is refused', async () => {
    const tail = gzipSync('words '.repeat(5_000_000))
    const bomb = Buffer.concat([gzipSync(jsonLines().content, { level: 0 }), tail])
    const archive = await openFiles({ 'a.jsonl.gz': bomb, 'b.txt': 'Tea\n\nTea returns.' }, large)
    expect((await headlinesIn(archive)).sort()).toEqual([...EXPECTED, 'Tea'])
    const problems = await problemsIn(archive)
    expect(problems.map(({ message }) => message)).toContain(
      'It unpacks to more than 200 times its size.',
    )
  })

  it('that is cut off gives the records before the end', async () => {
    const packed = Buffer.concat(
      numbers(RECORDS).map((number) => gzipSync(page(number), { level: 0 })),
    )
    const file = packed.subarray(0, packed.length - 300)
    const archive = await openFiles({ 'a.warc.gz': file }, large)
    expect(await headlinesIn(archive)).toHaveLength(RECORDS - 1)
    expect(await problemsIn(archive)).toMatchObject([
      { code: 'MALFORMED_FILE', severity: 'ERROR', message: expect.stringContaining('unpacked') },
    ])
  })
})
