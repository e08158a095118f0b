import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Archive } from '../../src/archive/archive.ts'
import { article, openFiles, problemsIn, writeFiles } from '../support/archive.ts'

const QUAY = article(
  'Quay is open',
  '2021-03-06 08:00:00',
  'The quay was closed for a week.',
  '"Mind the step," said pilot Bo Marsk.',
)

/** Paths of the articles, and problems as `CODE path`. */
async function stateOf(archive: Archive) {
  const articles: string[] = []
  for await (const { article } of archive.readings()) articles.push(article.path)
  const problems = await problemsIn(archive)
  return {
    articles: articles.sort(),
    problems: problems.map(({ code, path }) => `${code} ${path}`),
  }
}

describe('a file with the name of a copy', () => {
  it.each(['quay.txt~', 'quay.txt.bak', 'quay.txt.1', 'quay.txt.20210306', 'quay.txt.tmp.4242.17'])(
    'is skipped with a problem: %s',
    async (name) => {
      const archive = await openFiles({ 'quay.txt': QUAY, [name]: QUAY })
      expect(await stateOf(archive)).toEqual({
        articles: ['quay.txt'],
        problems: [`COPY_SKIPPED ${name}`],
      })
    },
  )

  it.each([
    ['the beginning', QUAY.slice(0, 70)],
    ['the end', QUAY.slice(-70)],
    ['a part', QUAY.slice(20, -20)],
    ['the text in UTF-16', Buffer.from(`\ufeff${QUAY}`, 'utf16le')],
    ['the text with other line ends', QUAY.replaceAll('\n', '\r\n')],
  ])('is skipped when it has %s of the original', async (_what, content) => {
    const archive = await openFiles({ 'a/quay.txt': QUAY, 'a/quay.txt.tmp': content })
    const { articles, problems } = await stateOf(archive)
    expect(articles).toEqual(['a/quay.txt'])
    expect(problems).toEqual(['COPY_SKIPPED a/quay.txt.tmp'])
  })

  it.each([
    ['has another text', { 'quay.txt': QUAY, 'quay.txt.1': QUAY.replace('week', 'month') }],
    ['has no original', { 'pier.txt': '', 'quay.txt.1': QUAY }],
    ['has its original in another folder', { 'a/quay.txt': '', 'quay.txt.1': QUAY }],
    ['has more than the original', { 'quay.txt': QUAY.slice(0, 90), 'quay.txt.1': QUAY }],
  ])('is read when it %s', async (_what, files) => {
    expect((await stateOf(await openFiles(files))).articles).toContain('quay.txt.1')
  })

  it('is read when its name only ends in digits', async () => {
    const archive = await openFiles({ wire: QUAY, 'wire.07': QUAY })
    expect((await stateOf(archive)).articles).toEqual(['wire', 'wire.07'])
  })

  it('has the format of the name without the appended part', async () => {
    const archive = await openFiles({ 'picture.jpg.tmp.77': QUAY })
    expect(await stateOf(archive)).toEqual({
      articles: [],
      problems: ['UNKNOWN_FORMAT picture.jpg.tmp.77'],
    })
  })

  it('is compared in Unicode NFC', async () => {
    const archive = await openFiles({ 'caf\u00e9.txt': QUAY, 'cafe\u0301.txt.bak': QUAY })
    expect((await stateOf(archive)).articles).toEqual(['caf\u00e9.txt'])
  })

  it.each([
    ['the whole folder', undefined],
    ['its original', ['quay.txt']],
  ])('is read or skipped as its original changes, by a refresh of %s', async (_what, paths) => {
    const archive = await openFiles({ 'quay.txt': QUAY, 'quay.txt.bak': QUAY })
    writeFiles(archive.folder, { 'quay.txt': QUAY.replace('week', 'month') })
    await archive.refresh(paths)
    expect((await stateOf(archive)).articles).toEqual(['quay.txt', 'quay.txt.bak'])
    writeFiles(archive.folder, { 'quay.txt': QUAY })
    await archive.refresh(paths)
    expect((await stateOf(archive)).articles).toEqual(['quay.txt'])
    rmSync(join(archive.folder, 'quay.txt'))
    await archive.refresh(paths)
    expect(await stateOf(archive)).toEqual({ articles: ['quay.txt.bak'], problems: [] })
  })

  it('is compared in linear time', { tags: ['timing'] }, async () => {
    const filler = `${'a'.repeat(2_000)}\n`
    const whole = `Quay\n\n${filler.repeat(200)}`
    const archive = await openFiles({ 'quay.txt': whole, 'quay.txt.1': `${filler.repeat(150)}b` })
    expect((await stateOf(archive)).articles).toHaveLength(2)
  })
})

describe('a path in Unicode NFD', () => {
  it('is matched by settings and corrections in NFC', async () => {
    const archive = await openFiles({
      'cafe\u0301/a.txt': QUAY,
      'pressgraph.json': JSON.stringify({ publishers: { 'caf\u00e9/': 'Harbour Post' } }),
    })
    let id = ''
    for await (const { sources, quotations } of archive.readings()) {
      expect(sources.map(({ source }) => source.name)).toEqual(['Harbour Post'])
      id = quotations[0]?.id ?? ''
    }
    const correction = `- article: caf\u00e9/a.txt\n  quotation: ${id}\n  words: Mind\n  speaker: Ada Lind\n`
    writeFiles(archive.folder, { 'corrections.yaml': correction })
    await archive.refresh()
    for await (const { speakers } of archive.readings()) {
      expect(speakers.map(({ name }) => name)).toContain('Ada Lind')
    }
    expect((await stateOf(archive)).problems).toEqual([])
  })
  it('is found by its form in NFC', async () => {
    const archive = await openFiles({ 'cafe\u0301/a.txt': QUAY, 'b.txt': QUAY })
    const find = (path: string) => archive.store.articleIdsAt('path', [path])
    expect(await find('caf\u00e9/a.txt')).toEqual(await find('cafe\u0301/a.txt'))
    expect(await find('caf\u00e9/a.txt')).not.toEqual([null])
    expect(await find('cafe/a.txt')).toEqual([null])
  })

  it('is in the scope of a speaker that names it in NFC', async () => {
    const archive = await openFiles({
      'cafe\u0301/a.txt': article('Quay', '2031-05-02 08:00:00', '"We wait," said Ada Lind.'),
      'speakers.yaml': '- name: Ada Marie Lind\n  aliases: [Ada Lind]\n  in: caf\u00e9/\n',
    })
    for await (const { speakers } of archive.readings()) {
      expect(speakers.map(({ name }) => name)).toEqual(['Ada Marie Lind'])
    }
  })
})
