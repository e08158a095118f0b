import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { SidecarReader } from '../../src/archive/sidecars.ts'
import { article, makeFolder, openFiles, writeFiles } from '../support/archive.ts'
import { ask } from '../support/graphql.ts'

const FERRY = article(
  'Ferry is late',
  '2021-03-05 08:00:00',
  'Harbour master Ada Lind met pilot Bo Marsk on the quay.',
  '"The ferry will not sail," Lind said.',
)
const QUOTED = `{ quotations { nodes { id text kind basis confidence rule speaker { id name aliases sameAs } } } }`

const quotationsOf = async (archive: Parameters<typeof ask>[0]) => {
  const { data } = await ask(archive, QUOTED)
  return JSON.parse(JSON.stringify(data)).quotations.nodes
}

const correction = (id: string, ...lines: readonly string[]) =>
  `${['- article: ferry.txt', `quotation: ${id}`, 'words: The ferry will not', ...lines].join('\n  ')}\n`

const readSidecars = (folder: string) => new SidecarReader(folder, {}).read()

describe('corrections.yaml', () => {
  const correct = async (...lines: readonly string[]) => {
    const archive = await openFiles({ 'ferry.txt': FERRY })
    const [{ id }] = await quotationsOf(archive)
    writeFiles(archive.folder, { 'corrections.yaml': correction(id, ...lines) })
    await archive.refresh()
    return archive
  }

  it('gives a quotation another speaker', async () => {
    const [quotation] = await quotationsOf(await correct('speaker: Bo Marsk'))
    expect(quotation).toMatchObject({
      text: 'The ferry will not sail',
      basis: 'CORRECTED',
      confidence: 1,
      rule: 'correction',
      speaker: { name: 'Bo Marsk' },
    })
  })

  it('removes the speaker', async () => {
    const [quotation] = await quotationsOf(await correct('speaker: null'))
    expect(quotation).toMatchObject({ basis: 'NONE', speaker: null })
  })

  it('changes only the kind', async () => {
    const [quotation] = await quotationsOf(await correct('kind: MIXED'))
    expect(quotation).toMatchObject({ kind: 'MIXED', speaker: { name: 'Ada Lind' } })
  })

  it('rejects a quotation', async () => {
    expect(await quotationsOf(await correct('rejected: true'))).toEqual([])
  })

  it('stays in force when the article changes elsewhere', async () => {
    const archive = await correct('speaker: Bo Marsk')
    writeFiles(archive.folder, { 'ferry.txt': `${FERRY}\n\nThe quay was wet.` })
    await archive.refresh()
    expect((await quotationsOf(archive))[0]).toMatchObject({ basis: 'CORRECTED' })
  })

  it('reports a correction whose quotation is gone', async () => {
    const archive = await correct('speaker: Bo Marsk')
    writeFiles(archive.folder, { 'ferry.txt': FERRY.replace('will not', 'may') })
    await archive.refresh()
    expect(await problemsOf(archive)).toEqual(['STALE_CORRECTION ferry.txt'])
  })

  it('corrects articles: every one of a file, or one by its id', async () => {
    const lines = ['One', 'Two'].map((headline) => JSON.stringify({ headline, text: 'It rains.' }))
    const archive = await openFiles({ 'ferry.txt': FERRY, 'both.jsonl': lines.join('\n') })
    const read = async () => {
      const question =
        '{ articles(orderBy: [PATH_ASC]) { nodes { id published { local basis } language problems { code } } } }'
      const { data } = await ask(archive, question)
      return JSON.parse(JSON.stringify(data)).articles.nodes
    }
    const [, { id }] = await read()
    writeFiles(archive.folder, {
      'corrections.yaml': `- article: both.jsonl
  published: 2021-03-04
- article: both.jsonl
  id: ${id}
  words: Two
  published: 2021-03-05T10:11 Asia/Seoul
- article: ferry.txt
  words: Ferry is late
  language: sv
- article: ferry.txt
  language: 7
- article: ferry.txt
  publisher: Quay Gazette
  words: Ferry is early
`,
    })
    await archive.refresh()
    const [one, two, ferry] = await read()
    expect([one, two].map(({ published }) => published)).toEqual([
      { local: '2021-03-04T00:00:00', basis: 'CORRECTED' },
      { local: '2021-03-05T10:11:00', basis: 'CORRECTED' },
    ])
    expect([one, two].flatMap(({ problems }) => problems)).not.toContainEqual({
      code: 'STALE_CORRECTION',
    })
    expect(ferry.language).toBe('sv')
    const problems = await problemsOf(archive)
    expect(problems).toContain('STALE_CORRECTION ferry.txt')
    expect(problems).toContain('BAD_ANNOTATION corrections.yaml')
  })

  it('keeps a correction of a quotation in a file of several articles', async () => {
    const lines = ['ferry', 'tram'].map((name) =>
      JSON.stringify({ headline: name, text: `"The ${name} is late," said Ann Roe.` }),
    )
    const archive = await openFiles({ 'both.jsonl': lines.join('\n') })
    const quotations = await quotationsOf(archive)
    const { id } = quotations.find(({ text }: { text: string }) => text.includes('ferry'))
    const entry = correction(id, 'speaker: Bo Marsk').replace('ferry.txt', 'both.jsonl')
    const words = entry.replace('will not', 'is')
    writeFiles(archive.folder, { 'corrections.yaml': words })
    await archive.refresh()
    expect(await quotationsOf(archive)).toContainEqual(
      expect.objectContaining({ id, basis: 'CORRECTED' }),
    )
    expect(await problemsOf(archive)).not.toContain('STALE_CORRECTION both.jsonl')
  })

  it('rereads only the corrected article', async () => {
    let read = 0
    const archive = await openFiles(
      { 'ferry.txt': FERRY, 'again.txt': FERRY.replace('quay', 'pier') },
      { onProgress: (progress) => (read = progress.read) },
    )
    expect(read).toBe(2)
    const [{ id }] = await quotationsOf(archive)
    writeFiles(archive.folder, { 'corrections.yaml': correction(id, 'speaker: Bo Marsk') })
    await archive.refresh()
    expect(read).toBe(1)
    writeFiles(archive.folder, { 'corrections.yaml': '' })
    await archive.refresh()
    expect(read).toBe(1)
    expect((await quotationsOf(archive))[0]).toMatchObject({ speaker: { name: 'Ada Lind' } })
    await archive.refresh()
    expect(read).toBe(0)
  })

  it('reports an invalid file when the folder is refreshed', async () => {
    const archive = await correct('speaker: Bo Marsk')
    const file = join(archive.folder, 'corrections.yaml')
    appendFileSync(file, '- article: ferry.txt\n')
    await archive.refresh(['corrections.yaml'])
    expect(await problemsOf(archive)).toEqual(['BAD_ANNOTATION corrections.yaml'])
    expect((await quotationsOf(archive))[0]).toMatchObject({ speaker: { name: 'Bo Marsk' } })
  })

  it('reports a correction whose article is gone', async () => {
    const text = correction('abc', 'rejected: true')
    const archive = await openFiles({ 'corrections.yaml': text })
    expect(await problemsOf(archive)).toEqual(['STALE_CORRECTION corrections.yaml'])
  })

  it('reports an invalid entry with its line, and keeps the others', async () => {
    const folder = makeFolder({
      'corrections.yaml': `${correction('abc', 'rejected: true')}- article: ferry.txt\n`,
    })
    const { annotations, problems } = await readSidecars(folder)
    expect(annotations.corrections).toHaveLength(1)
    expect(problems).toMatchObject([{ code: 'BAD_ANNOTATION', line: 5 }])
  })

  it('refuses an entry that both rejects and changes a quotation', async () => {
    const text = correction('abc', 'rejected: true', 'speaker: Bo Marsk')
    const { annotations, problems } = await readSidecars(makeFolder({ 'corrections.yaml': text }))
    expect(annotations.corrections).toEqual([])
    expect(problems[0]?.message).toContain('a rejected quotation has neither speaker nor kind')
  })

  it('accepts an entry without a change as a confirmed reading', async () => {
    const [quotation] = await quotationsOf(await correct())
    expect(quotation).toMatchObject({ confidence: 1, basis: 'NAMED', rule: 'correction' })
  })

  it.each(['speaker: x', '- [', '"'])('reports the invalid file %j', async (content) => {
    const { problems } = await readSidecars(makeFolder({ 'corrections.yaml': content }))
    expect(problems.map(({ code }) => code)).toEqual(['BAD_ANNOTATION'])
  })
})

describe('speakers.yaml', () => {
  const again = (name: string) =>
    article('Late again', '2021-03-06 08:00:00', `"Not today either," said ${name}.`)

  it('merges names and adds pages about the speaker', async () => {
    const archive = await openFiles({
      'a.txt': again('Ada Lind'),
      'b.txt': again('Ada Lind-Marsk'),
      'speakers.yaml': [
        '- name: Ada Lind-Marsk',
        '  aliases: [Ada Lind]',
        '  sameAs: [https://example.org/lind]',
      ].join('\n'),
    })
    const speakers = (await quotationsOf(archive)).map(({ speaker }: never) => speaker)
    expect(new Set(speakers.map(({ id }: { id: string }) => id)).size).toBe(1)
    expect(speakers[0]).toMatchObject({
      name: 'Ada Lind-Marsk',
      aliases: ['Ada Lind'],
      sameAs: ['https://example.org/lind'],
    })
  })

  it('splits namesakes by folder', async () => {
    const archive = await openFiles({
      'sport/a.txt': again('Ada Lind'),
      'news/b.txt': again('Ada Lind'),
      'speakers.yaml': '- name: Ada Lind\n  in: sport/\n',
    })
    const ids = (await quotationsOf(archive)).map(
      ({ speaker }: { speaker: { id: string } }) => speaker.id,
    )
    expect(new Set(ids).size).toBe(2)
  })
})

async function problemsOf(archive: Parameters<typeof ask>[0]): Promise<string[]> {
  const { data } = await ask(archive, '{ archive { problems { nodes { code path } } } }')
  const { nodes } = JSON.parse(JSON.stringify(data)).archive.problems
  return nodes.map(({ code, path }: { code: string; path: string }) => `${code} ${path}`)
}
