import { describe, expect, it } from 'vitest'
import { SidecarReader } from '../../src/archive/sidecars.ts'
import { codesOf, textsAt, valuesAt } from '../support/answers.ts'
import { article, makeFolder, openFiles, writeFiles } from '../support/archive.ts'
import { ask } from '../support/graphql.ts'

const SPEAKERS = '{ speakers(orderBy: [NAME_ASC]) { nodes { name quotations { totalCount } } } }'

const said = (day: number, name: string, words = 'Not today') =>
  article('Late again', `2021-03-0${day} 08:00:00`, `"${words}," said ${name}.`)

/** Every speaker as `name quotations`. */
async function speakersOf(files: Readonly<Record<string, string>>): Promise<string[]> {
  const answer = await ask(await openFiles(files), SPEAKERS)
  const { nodes } = JSON.parse(JSON.stringify(answer.data)).speakers
  return nodes.map(
    ({ name, quotations }: { name: string; quotations: { totalCount: number } }) =>
      `${name} ${quotations.totalCount}`,
  )
}

const readSidecars = (folder: string) => new SidecarReader(folder, {}).read()

describe('without speakers.yaml', () => {
  it('a full name is one speaker in all articles, with a middle initial or without', async () => {
    const files = { 'a.txt': said(1, 'Donald J. Marsh'), 'b.txt': said(2, 'Donald Marsh') }
    expect(await speakersOf(files)).toEqual(['Donald J. Marsh 2'])
  })

  it('a bare surname is a speaker of its article only', async () => {
    const files = { 'a.txt': said(1, 'Ann Marsh'), 'b.txt': said(2, 'Mr. Marsh') }
    expect(await speakersOf(files)).toEqual(['Ann Marsh 1', 'Marsh 1'])
  })

  it('two names in one article that differ by an initial are two speakers', async () => {
    const text = `${said(1, 'George W. Bright')}\n\n"Never," said George H. Bright.\n`
    expect(await speakersOf({ 'a.txt': text })).toEqual([
      'George H. Bright 1',
      'George W. Bright 1',
    ])
  })

  it('a speaker has roles, with the dates of the first and last articles that give them', async () => {
    const archive = await openFiles({
      'a.txt': said(1, 'Pilot Ann Marsh'),
      'b.txt': said(2, 'Mayor Ann Marsh'),
      'c.txt': said(3, 'Mayor Ann Marsh', 'Never'),
    })
    const answer = await ask(
      archive,
      `{ speaker(by: { name: "Ann Marsh" }) {
          roles { text articles first { local } last { local } } } }`,
    )
    expect(valuesAt(answer, 'speaker.roles')).toEqual([
      {
        text: 'Mayor',
        articles: 2,
        first: { local: '2021-03-02T08:00:00' },
        last: { local: '2021-03-03T08:00:00' },
      },
      {
        text: 'Pilot',
        articles: 1,
        first: { local: '2021-03-01T08:00:00' },
        last: { local: '2021-03-01T08:00:00' },
      },
    ])
  })
})

describe('speakers.yaml', () => {
  it.each([
    ['merges two names', '- {name: Ann Marsh, aliases: [Ann Reed]}', 'Ann Marsh', 'Ann Reed'],
    ['takes in a bare surname', '- {name: Ann Marsh, aliases: [Marsh]}', 'Ann Marsh', 'Mr. Marsh'],
    ['takes in a middle initial', '- name: Ann J. Marsh', 'Ann Marsh', 'Ann J. Marsh'],
    ['takes in other accents', '- {name: René Marsh, aliases: [Ann Roe]}', 'Rene Marsh', 'Ann Roe'],
  ])('%s', async (_what, yaml, one, other) => {
    const files = { 'speakers.yaml': yaml, 'a.txt': said(1, one), 'b.txt': said(2, other) }
    expect(await speakersOf(files)).toHaveLength(1)
  })

  it.each([
    ['by folder', '- {name: Ann Marsh, in: sport/}', 'Ann Marsh', 'Ann Marsh'],
    ['by file', '- {name: Ann Marsh, in: ./sport/a.txt}', 'Ann Marsh', 'Ann Marsh'],
    ['by initial', '[{name: Ann A. Marsh}, {name: Ann B. Marsh}]', 'Ann A. Marsh', 'Ann B. Marsh'],
  ])('splits two people of one name %s', async (_what, yaml, one, other) => {
    const files = { 'sport/a.txt': said(1, one), 'news/b.txt': said(2, other) }
    expect(await speakersOf({ ...files, 'speakers.yaml': yaml })).toHaveLength(2)
  })

  it('gives one of two namesakes several folders and another name', async () => {
    const files = {
      'sport/a.txt': said(1, 'Ann Marsh'),
      'cup/b.txt': said(2, 'Ann Marsh'),
      'news/c.txt': said(3, 'Ann Marsh'),
      'speakers.yaml': '- name: Ann Marsh (rower)\n  aliases: [Ann Marsh]\n  in: [sport/, cup/]\n',
    }
    expect(await speakersOf(files)).toEqual(['Ann Marsh 1', 'Ann Marsh (rower) 2'])
    const answer = await ask(
      await openFiles(files),
      '{ speaker(by: { name: "Ann Marsh" }) { id } }',
    )
    expect(codesOf(answer)).toEqual(['AMBIGUOUS_NAME'])
  })

  it('keeps apart two names that differ by an initial', async () => {
    const files = {
      'a.txt': said(1, 'Ann A. Marsh'),
      'b.txt': said(2, 'Ann B. Marsh'),
      'c.txt': said(3, 'Ann Marsh'),
      'speakers.yaml': '[{name: Ann A. Marsh}, {name: Ann B. Marsh}]',
    }
    expect(await speakersOf(files)).toEqual(['Ann A. Marsh 1', 'Ann B. Marsh 1', 'Ann Marsh 1'])
  })

  it('changes speakers when the file changes, and leaves the articles unchanged', async () => {
    const archive = await openFiles({ 'a.txt': said(1, 'Ann Marsh'), 'b.txt': said(2, 'Ann Reed') })
    const names = async () => textsAt(await ask(archive, SPEAKERS), 'speakers.nodes.name')
    expect(await names()).toEqual(['Ann Marsh', 'Ann Reed'])
    writeFiles(archive.folder, { 'speakers.yaml': '- {name: Ann Marsh, aliases: [Ann Reed]}' })
    await archive.refresh()
    expect(await names()).toEqual(['Ann Marsh'])
  })
})

describe('an error in speakers.yaml', () => {
  it.each([
    ['- name: A\n- alias: B\n', 2, 'name'],
    ['- name: A\n  alias: [B]\n', 2, 'alias'],
    ['- name: A\n  sameAs: [nowhere]\n', 2, 'sameAs.0'],
    ['- name: A\n  kind: Person\n', 2, 'kind'],
    ['- A\n', 1, 'it'],
    ['- name: A\n- name: B\n  aliases: [a]\n', 2, '"a" is in two entries'],
    [
      '- {name: A, in: x/}\n\n- {name: A, in: [y/, x/]}\n',
      3,
      'on lines 1 and 3; the first one is used',
    ],
  ])('in %j is reported with its line and reason', async (yaml, line, reason) => {
    const { problems } = await readSidecars(makeFolder({ 'speakers.yaml': yaml }))
    expect(problems).toMatchObject([
      {
        code: 'BAD_ANNOTATION',
        path: 'speakers.yaml',
        line,
        message: expect.stringContaining(reason),
      },
    ])
  })

  it('does not affect other entries', async () => {
    const yaml = '- alias: B\n- {name: A, in: x/}\n- {name: A, in: y/}\n- {name: A}\n'
    const { annotations, problems } = await readSidecars(makeFolder({ 'speakers.yaml': yaml }))
    expect(annotations.authority.map((entry) => entry.in)).toEqual([['x/'], ['y/'], []])
    expect(problems).toHaveLength(1)
  })
})
