import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createGateway, type GatewayOptions } from '../../src/gateway.ts'
import { openArchive } from '../../src/open-archive.ts'
import { codesOf, textAt, textsAt, valueAt, valuesAt } from '../support/answers.ts'
import { article, makeFolder } from '../support/archive.ts'
import type { Answer } from '../support/graphql.ts'

const FILES = {
  'quay.txt': article(
    'Quay opens',
    '2024-05-06 07:08:09',
    '"The tide was late," said Ann Roe. "Nobody minds," said Bob Lane.',
  ),
}

const EDITORS = new Map([
  ['a', 'Ada'],
  ['b', 'Ben'],
])

async function open(options: GatewayOptions = {}) {
  const folder = makeFolder(FILES, onTestFinished)
  const archive = await openArchive(folder, { index: ':memory:' })
  onTestFinished(() => archive.close())
  const gateway = createGateway(archive, {
    corrections: { authorize: ({ header }) => EDITORS.get(header('authorization') ?? '') ?? null },
    ...options,
  })
  const ask = async (query: string, variables = {}, editor = 'a'): Promise<Answer> => {
    const headers = { 'content-type': 'application/json', authorization: editor }
    const body = JSON.stringify({ query, variables })
    const url = 'http://localhost/graphql'
    const request = new Request(url, { method: 'POST', headers, body })
    return (await (await gateway.fetch(request)).json()) as Answer
  }
  const get = (query: string, etag = '') => {
    const headers = { authorization: 'a', accept: 'application/json', 'if-none-match': etag }
    const parameters = new URLSearchParams({ query })
    return gateway.fetch(new Request(`http://localhost/graphql?${parameters}`, { headers }))
  }
  return { folder, ask, get }
}

const QUOTATIONS = `{
  quotations(orderBy: [TEXT_ASC]) { nodes { id text basis speaker { id name } } }
  archive { correctionFiles { correctionsHash speakersHash entries { speaker kind isRejected by at note } } }
}`
const CORRECT = `mutation ($input: CorrectQuotationInput!) {
  correctQuotation(input: $input) {
    __typename
    ... on CorrectionWritten { file hash node { ... on Quotation { basis speaker { name } } } }
    ... on CorrectionConflict { hash }
  }
}`
const ARTICLE = `{
  article(by: { path: "quay.txt" }) {
    id language
    published { local precision instant timeZone zoneBasis basis literal { exact } doubts { code } }
    sources(role: [PUBLISHER]) { source { name } }
    problems { code }
  }
  archive { correctionFiles { correctionsHash } }
}`
const CORRECT_ARTICLE = `mutation ($input: CorrectArticleInput!) {
  correctArticle(input: $input) {
    __typename
    ... on CorrectionWritten { file node { ... on Article { language published { local } } } }
    ... on CorrectionConflict { hash }
  }
}`
const MERGE = `mutation ($input: MergeSpeakersInput!) {
  mergeSpeakers(input: $input) {
    __typename
    ... on CorrectionWritten { file node { ... on Speaker { name aliases } } }
  }
}`

describe('corrections by people', () => {
  it('apply at once, with who, when and why', async () => {
    const { ask, folder } = await open()
    const [quotation] = textsAt(await ask(QUOTATIONS), 'quotations.nodes.id')
    const input = { quotation, speaker: 'Cy Dun', note: 'She reads it out.' }
    const written = await ask(CORRECT, { input })
    expect(valueAt(written, 'correctQuotation')).toMatchObject({
      file: 'corrections.yaml',
      node: { basis: 'CORRECTED', speaker: { name: 'Cy Dun' } },
    })
    const answer = await ask(QUOTATIONS)
    expect(valuesAt(answer, 'quotations.nodes')[0]).toMatchObject({
      basis: 'CORRECTED',
      speaker: { name: 'Cy Dun' },
    })
    expect(valuesAt(answer, 'archive.correctionFiles.entries')).toEqual([
      {
        speaker: 'Cy Dun',
        kind: null,
        isRejected: false,
        by: 'Ada',
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
        note: 'She reads it out.',
      },
    ])
    expect(readFileSync(join(folder, 'quay.txt'), 'utf8')).toBe(FILES['quay.txt'])
  })

  it('of two editors at once lose nothing: the second is told', async () => {
    const { ask } = await open()
    const before = await ask(QUOTATIONS)
    const ids = textsAt(before, 'quotations.nodes.id')
    const expectedHash = textAt(before, 'archive.correctionFiles.correctionsHash')
    const reject = (quotation: string | undefined, editor: string, hash: string) =>
      ask(CORRECT, { input: { quotation, rejected: true, expectedHash: hash } }, editor)
    const results = await Promise.all([
      reject(ids[0], 'a', expectedHash),
      reject(ids[1], 'b', expectedHash),
    ])
    const kinds = results.map((result) => textAt(result, 'correctQuotation.__typename'))
    expect(kinds.toSorted()).toEqual(['CorrectionConflict', 'CorrectionWritten'])
    const late = kinds.indexOf('CorrectionConflict')
    const hash = textsAt(results[late] ?? before, 'correctQuotation.hash')[0] ?? ''
    const again = await reject(ids[late], 'b', hash)
    expect(textAt(again, 'correctQuotation.__typename')).toBe('CorrectionWritten')
    expect(valuesAt(await ask(QUOTATIONS), 'quotations.nodes')).toEqual([])
  })

  it('have a history, of which the last applies', async () => {
    const { ask } = await open()
    const [quotation = ''] = textsAt(await ask(QUOTATIONS), 'quotations.nodes.id')
    await ask(CORRECT, { input: { quotation, speaker: 'Cy Dun' } })
    const rejected = await ask(CORRECT, { input: { quotation, rejected: true } }, 'b')
    expect(valueAt(rejected, 'correctQuotation.node')).toBeNull()
    expect(valuesAt(await ask(QUOTATIONS), 'quotations.nodes')).toHaveLength(1)
    const history = await ask(`{
      archive { correctionFiles { entries(quotation: "${quotation}") { by speaker isRejected } } }
    }`)
    expect(valuesAt(history, 'archive.correctionFiles.entries')).toEqual([
      { by: 'Ben', speaker: null, isRejected: true },
      { by: 'Ada', speaker: 'Cy Dun', isRejected: false },
    ])
  })

  it('make several speakers one', async () => {
    const { ask, folder } = await open()
    const [into, other] = textsAt(await ask(QUOTATIONS), 'quotations.nodes.speaker.id')
    const input = { into, speakers: [other], note: 'A pen name.' }
    const merged = await ask(MERGE, { input }, 'b')
    expect(valueAt(merged, 'mergeSpeakers')).toMatchObject({
      file: 'speakers.yaml',
      node: { name: 'Ann Roe', aliases: expect.arrayContaining(['Bob Lane']) },
    })
    const names = textsAt(await ask(QUOTATIONS), 'quotations.nodes.speaker.name')
    expect(names).toEqual(['Ann Roe', 'Ann Roe'])
    expect(readFileSync(join(folder, 'speakers.yaml'), 'utf8')).toMatch(
      /^- name: Ann Roe\n {2}aliases:\n {4}- Bob Lane\n {2}note: A pen name\.\n {2}by: Ben\n {2}at: /,
    )
  })
})

describe('an ETag of a gateway with corrections', () => {
  it('changes with the files, even when all readings stay the same', async () => {
    const { ask, get } = await open()
    const query = '{ archive { revision correctionFiles { entries { note } } } }'
    const first = await get(query)
    const etag = first.headers.get('etag') ?? ''
    const { archive } = Object(await first.json()).data
    expect((await get(query, etag)).status).toBe(304)
    const [quotation] = textsAt(await ask(QUOTATIONS), 'quotations.nodes.id')
    await ask(CORRECT, { input: { quotation, note: 'It is right.' } })
    await ask(CORRECT, { input: { quotation, note: 'It is right indeed.' } })
    const confirmed = await get(query, etag)
    expect(confirmed.status).toBe(200)
    const { archive: now } = Object(await confirmed.json()).data
    expect(now.correctionFiles.entries).toHaveLength(2)
    expect(archive.correctionFiles.entries).toHaveLength(0)
  })
})

describe('corrections of an article', () => {
  const openArticle = async () => {
    const opened = await open()
    const id = textAt(await opened.ask(ARTICLE), 'article.id')
    const correct = (change: object, editor = 'a') =>
      opened.ask(CORRECT_ARTICLE, { input: { article: id, ...change } }, editor)
    return { ...opened, id, correct }
  }

  it('change its time, language and publisher, and leave its file alone', async () => {
    const { ask, folder, correct } = await openArticle()
    const published = { date: '2024-05-08', time: '09:10', timeZone: '+02:00' }
    const change = { published, language: 'fr', publisher: 'Quay Gazette', note: 'From print.' }
    expect(valueAt(await correct(change), 'correctArticle')).toEqual({
      __typename: 'CorrectionWritten',
      file: 'corrections.yaml',
      node: { language: 'fr', published: { local: '2024-05-08T09:10:00' } },
    })
    expect(valueAt(await ask(ARTICLE), 'article')).toMatchObject({
      language: 'fr',
      published: {
        precision: 'MINUTE',
        instant: '2024-05-08T07:10:00Z',
        timeZone: '+02:00',
        zoneBasis: 'PRINTED',
        basis: 'CORRECTED',
        literal: null,
      },
      sources: [{ source: { name: 'Quay Gazette' } }],
    })
    expect(readFileSync(join(folder, 'quay.txt'), 'utf8')).toBe(FILES['quay.txt'])
    expect(readFileSync(join(folder, 'corrections.yaml'), 'utf8')).toMatch(
      /^- article: quay\.txt\n {2}id: \S+\n {2}words: .Quay opens.*\n {2}published: 2024-05-08T09:10\+02:00\n {2}language: fr\n {2}publisher: Quay Gazette\n {2}note: From print\.\n {2}by: Ada\n {2}at: /,
    )
  })

  it('add up: of each fact, the last one applies', async () => {
    const { ask, correct, id } = await openArticle()
    await correct({ publisher: 'Quay Gazette', language: 'de' })
    await correct({ published: null, language: 'fr' }, 'b')
    expect(valueAt(await ask(ARTICLE), 'article')).toMatchObject({
      language: 'fr',
      published: null,
      sources: [{ source: { name: 'Quay Gazette' } }],
    })
    const history = await ask(`{
      archive { correctionFiles { entries(article: "${id}") {
        by quotation published isPublishedCorrected language publisher
      } } }
    }`)
    expect(valuesAt(history, 'archive.correctionFiles.entries')).toEqual([
      {
        by: 'Ben',
        quotation: null,
        published: null,
        isPublishedCorrected: true,
        language: 'fr',
        publisher: null,
      },
      {
        by: 'Ada',
        quotation: null,
        published: null,
        isPublishedCorrected: false,
        language: 'de',
        publisher: 'Quay Gazette',
      },
    ])
  })

  it('of two editors at once lose nothing: the second is told', async () => {
    const { ask, correct } = await openArticle()
    const expectedHash = textAt(await ask(ARTICLE), 'archive.correctionFiles.correctionsHash')
    const results = await Promise.all([
      correct({ language: 'fr', expectedHash }),
      correct({ publisher: 'Quay Gazette', expectedHash }, 'b'),
    ])
    const kinds = results.map((result) => textAt(result, 'correctArticle.__typename'))
    expect(kinds.toSorted()).toEqual(['CorrectionConflict', 'CorrectionWritten'])
  })

  it('do not apply to another text at the same path', async () => {
    const { ask, folder, correct } = await openArticle()
    await correct({ language: 'fr' })
    const other = FILES['quay.txt'].replace('Quay opens', 'Gate shuts')
    writeFileSync(join(folder, 'quay.txt'), other)
    // The next correction brings the index up to date.
    await correct({ publisher: 'Quay Gazette' })
    const { problems, language } = Object(valueAt(await ask(ARTICLE), 'article'))
    expect(problems).toContainEqual({ code: 'STALE_CORRECTION' })
    expect(language).not.toBe('fr')
  })

  it.each([
    [{}],
    [{ publisher: ' ' }],
    [{ published: { date: '2024-05-08', time: '25:00' } }],
    [{ published: { date: '2024-05-08', timeZone: 'Asia/Seoul' } }],
    [{ published: { date: '2024-05-08', time: '09:10', timeZone: 'Asia/Nowhere' } }],
  ])('are refused with %j', async (change) => {
    const { folder, correct } = await openArticle()
    expect(codesOf(await correct(change))).toEqual(['BAD_CORRECTION'])
    expect(() => readFileSync(join(folder, 'corrections.yaml'))).toThrow('ENOENT')
  })

  it('are for editors only', async () => {
    const { correct } = await openArticle()
    expect(codesOf(await correct({ language: 'fr' }, 'c'))).toEqual(['NOT_AN_EDITOR'])
  })
})

describe('a correction is refused', () => {
  it.each([
    ['NOT_AN_EDITOR', {}, 'c', {}],
    ['BAD_CORRECTION', { rejected: true, kind: 'DIRECT' }, 'a', {}],
    ['BAD_CORRECTION', { speaker: ' ' }, 'a', {}],
    ['NO_FOLDER', {}, 'a', { authorize: () => ({ path: 'quay.txt' }) }],
  ])('with %s', async (code, change, editor, options) => {
    const { ask, folder } = await open(options)
    const [quotation] = textsAt(await ask(QUOTATIONS), 'quotations.nodes.id')
    const answer = await ask(CORRECT, { input: { quotation, ...change } }, editor)
    expect(codesOf(answer)).toEqual([code])
    expect(() => readFileSync(join(folder, 'corrections.yaml'))).toThrow('ENOENT')
  })

  it('when the file is not a list, which stays as it is', async () => {
    const { ask, folder } = await open()
    const [quotation] = textsAt(await ask(QUOTATIONS), 'quotations.nodes.id')
    writeFileSync(join(folder, 'corrections.yaml'), 'a: b\n')
    expect(codesOf(await ask(CORRECT, { input: { quotation } }))).toEqual(['BAD_CORRECTION'])
    expect(readFileSync(join(folder, 'corrections.yaml'), 'utf8')).toBe('a: b\n')
  })

  it('by the schema where corrections are off', async () => {
    const folder = makeFolder(FILES, onTestFinished)
    const archive = await openArchive(folder, { index: ':memory:' })
    onTestFinished(() => archive.close())
    expect(createGateway(archive).schema.getMutationType()).toBeUndefined()
  })
})
