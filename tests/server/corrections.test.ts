import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createGateway, type GatewayOptions } from '../../src/gateway.ts'
import { openArchive } from '../../src/open-archive.ts'
import { article, makeFolder } from '../support/archive.ts'

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
  const ask = async (query: string, variables = {}, editor = 'a'): Promise<any> => {
    const headers = { 'content-type': 'application/json', authorization: editor }
    const body = JSON.stringify({ query, variables })
    const url = 'http://localhost/graphql'
    return (await gateway.fetch(new Request(url, { method: 'POST', headers, body }))).json()
  }
  return { folder, ask }
}

const QUOTATIONS = `{
  quotations(orderBy: [TEXT_ASC]) { nodes { id text basis speaker { id name } } }
  archive { correctionFiles { correctionsHash speakersHash entries { speaker kind isRejected by at note } } }
}`
const CORRECT = `mutation ($input: CorrectQuotationInput!) {
  correctQuotation(input: $input) {
    __typename
    ... on CorrectionWritten { file hash }
    ... on CorrectionConflict { hash }
  }
}`
const MERGE = `mutation ($input: MergeSpeakersInput!) {
  mergeSpeakers(input: $input) { __typename ... on CorrectionWritten { file } }
}`

describe('corrections by people', () => {
  it('apply at once, with who, when and why', async () => {
    const { ask, folder } = await open()
    const [quotation] = (await ask(QUOTATIONS)).data.quotations.nodes
    const input = { quotation: quotation.id, speaker: 'Cy Dun', note: 'She reads it out.' }
    const { data } = await ask(CORRECT, { input })
    expect(data.correctQuotation).toMatchObject({ file: 'corrections.yaml' })
    const { archive, quotations } = (await ask(QUOTATIONS)).data
    expect(quotations.nodes[0]).toMatchObject({ basis: 'CORRECTED', speaker: { name: 'Cy Dun' } })
    expect(archive.correctionFiles.entries).toEqual([
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
    const { quotations, archive } = (await ask(QUOTATIONS)).data
    const expectedHash = archive.correctionFiles.correctionsHash
    const correct = (at: number, editor: string, hash: string) => {
      const input = { quotation: quotations.nodes[at].id, rejected: true, expectedHash: hash }
      return ask(CORRECT, { input }, editor).then(({ data }) => data.correctQuotation)
    }
    const results = await Promise.all([
      correct(0, 'a', expectedHash),
      correct(1, 'b', expectedHash),
    ])
    const kinds = results.map(({ __typename }) => __typename).sort()
    expect(kinds).toEqual(['CorrectionConflict', 'CorrectionWritten'])
    const late = results.findIndex(({ __typename }) => __typename === 'CorrectionConflict')
    const again = await correct(late, 'b', results[late].hash)
    expect(again.__typename).toBe('CorrectionWritten')
    expect((await ask(QUOTATIONS)).data.quotations.nodes).toEqual([])
  })

  it('have a history, of which the last applies', async () => {
    const { ask } = await open()
    const [{ id: quotation }] = (await ask(QUOTATIONS)).data.quotations.nodes
    await ask(CORRECT, { input: { quotation, rejected: true } })
    const rejected = (await ask(QUOTATIONS)).data
    expect(rejected.quotations.nodes).toHaveLength(1)
    const entries = `{ archive { correctionFiles { entries(quotation: "${quotation}") { by isRejected } } } }`
    expect((await ask(entries)).data.archive.correctionFiles.entries).toEqual([
      { by: 'Ada', isRejected: true },
    ])
  })

  it('make several speakers one', async () => {
    const { ask, folder } = await open()
    const [ann, bob] = (await ask(QUOTATIONS)).data.quotations.nodes
    const input = { into: ann.speaker.id, speakers: [bob.speaker.id], note: 'A pen name.' }
    expect((await ask(MERGE, { input }, 'b')).data.mergeSpeakers.file).toBe('speakers.yaml')
    const { nodes } = (await ask(QUOTATIONS)).data.quotations
    expect(nodes.map(({ speaker }: any) => speaker.name)).toEqual(['Ann Roe', 'Ann Roe'])
    expect(readFileSync(join(folder, 'speakers.yaml'), 'utf8')).toMatch(
      /^- name: Ann Roe\n {2}aliases:\n {4}- Bob Lane\n {2}note: A pen name\.\n {2}by: Ben\n {2}at: /,
    )
  })
})

describe('a correction is refused', () => {
  const codeOf = ({ errors }: any): unknown => errors?.[0]?.extensions?.code

  it.each([
    ['NOT_AN_EDITOR', {}, 'c', {}],
    ['BAD_CORRECTION', { rejected: true, kind: 'DIRECT' }, 'a', {}],
    ['BAD_CORRECTION', { speaker: ' ' }, 'a', {}],
    ['NO_FOLDER', {}, 'a', { authorize: () => ({ path: 'quay.txt' }) }],
  ])('with %s', async (code, change, editor, options) => {
    const { ask, folder } = await open(options)
    const [{ id: quotation }] = (await ask(QUOTATIONS)).data.quotations.nodes
    expect(codeOf(await ask(CORRECT, { input: { quotation, ...change } }, editor))).toBe(code)
    expect(() => readFileSync(join(folder, 'corrections.yaml'))).toThrow('ENOENT')
  })

  it('when the file is not a list, which stays as it is', async () => {
    const { ask, folder } = await open()
    const [{ id: quotation }] = (await ask(QUOTATIONS)).data.quotations.nodes
    writeFileSync(join(folder, 'corrections.yaml'), 'a: b\n')
    expect(codeOf(await ask(CORRECT, { input: { quotation } }))).toBe('BAD_CORRECTION')
    expect(readFileSync(join(folder, 'corrections.yaml'), 'utf8')).toBe('a: b\n')
  })

  it('by the schema where corrections are off', async () => {
    const folder = makeFolder(FILES, onTestFinished)
    const archive = await openArchive(folder, { index: ':memory:' })
    onTestFinished(() => archive.close())
    expect(createGateway(archive).schema.getMutationType()).toBeUndefined()
  })
})
