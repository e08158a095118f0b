import { appendFileSync, cpSync, readdirSync, readFileSync, renameSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Archive, createGateway, type Gateway, openArchive } from '../src/index.ts'
import { numberAt, textAt, textsAt, valueAt, valuesAt } from './support/answers.ts'
import { makeFolder } from './support/archive.ts'
import type { Answer } from './support/graphql.ts'
import { ROOT } from './support/program.ts'

const FOLDER = join(import.meta.dirname, 'questions')
const names = readdirSync(FOLDER).map((file) => basename(file, '.graphql'))

/** The questions of journalists, each one operation, asked of the sample archive as over HTTP. */
describe('the questions of journalists', () => {
  let folder: string
  let archive: Archive
  let gateway: Gateway

  beforeAll(async () => {
    folder = makeFolder({}, afterAll)
    cpSync(join(ROOT, 'data'), folder, { recursive: true })
    archive = await openArchive(folder, { index: ':memory:' })
    gateway = createGateway(archive)
  })
  afterAll(() => archive.close())

  async function post(query: string, variables: object = {}): Promise<Answer> {
    const response = await gateway.fetch(
      new Request('http://localhost/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      }),
    )
    return response.json()
  }

  const ask = (name: string, variables: object = {}) =>
    post(readFileSync(join(FOLDER, `${name}.graphql`), 'utf8'), variables)

  const revision = async () => textAt(await post('{ archive { revision } }'), 'archive.revision')

  it.each(names)('%s is answered, within the limits', async (name) => {
    const answer = await ask(name, { revision: await revision() })
    expect(answer.errors).toBeUndefined()
    expect(answer.data).toBeTruthy()
  })

  it('everything one person said about something, with the outlet and the line', async () => {
    const answer = await ask('01-everything-said')
    expect(textAt(answer, 'speaker.name')).toBe('Ingrid Solvane')
    expect(textsAt(answer, 'speaker.quotations.nodes.content.exact')).toContain(
      'It can be photographed in an afternoon.',
    )
    expect(textsAt(answer, 'speaker.quotations.nodes.article.path')).toContain(
      'harbour-post/2022-04-08-gate-log.txt',
    )
  })

  it('the chain behind one quotation, each link with its words', async () => {
    const answer = await ask('02-chain-behind')
    expect(textAt(answer, 'quotations.nodes.speaker.name')).toBe('Doran Vesk')
    expect(textAt(answer, 'quotations.nodes.cue.span.exact')).toBe('wrote')
    expect(textsAt(answer, 'quotations.nodes.relays.source.name')).toEqual([
      "People's Telegraph Bureau",
    ])
    expect(textsAt(answer, 'quotations.nodes.article.sources.source.name')).toEqual([
      'Morning Lantern',
      'Northern Wire',
    ])
    expect(textsAt(answer, 'quotations.nodes.article.sources.evidence.exact')).toEqual([
      '(Northern Wire)',
    ])
  })

  it('who is quoted on a topic: counts and words that add up', async () => {
    const answer = await ask('03-who-is-quoted')
    const total = numberAt(answer, 'quotations.totalCount')
    expect(textsAt(answer, 'quotations.bySpeaker.label')).toContain('Rosalind Quarrie')
    for (const facet of ['byKind', 'byNaming']) {
      const counts = valuesAt(answer, `quotations.${facet}.count`).map(Number)
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(total)
    }
  })

  it('where some words first appeared, and everywhere after', async () => {
    const answer = await ask('04-first-appearance')
    const days = textsAt(answer, 'quotations.edges.node.article.published.local')
    expect(textsAt(answer, 'quotations.edges.node.article.path')[0]).toBe(
      'wendlow-courier/wc-20211018-02.txt',
    )
    expect(days).toEqual([...days].sort())
    expect(new Set(textsAt(answer, 'quotations.edges.highlights.exact'))).toEqual(
      new Set(['river has no passport']),
    )
  })

  it('which articles ran a wire story, and what each dropped or added', async () => {
    const answer = await ask('05-same-story')
    expect(valuesAt(answer, 'articles.nodes')).toContainEqual({
      path: 'littoral/lit-2023-09-28-1205.txt',
      versions: [
        {
          overlap: expect.closeTo(0.73, 2),
          article: {
            path: 'harbour-post/2023-09-28-water-protocol.txt',
            sources: [{ source: { name: 'Harbour Post' } }],
          },
          dropped: expect.any(Array),
          added: expect.arrayContaining([
            expect.objectContaining({ text: 'Forty-four … It says forty-four.' }),
          ]),
        },
      ],
    })
  })

  it('how much of a paper is wire copy, week by week', async () => {
    const answer = await ask('06-wire-share')
    expect(numberAt(answer, 'all.totalCount')).toBe(37)
    const sum = (path: string) =>
      valuesAt(answer, path).reduce<number>((total, count) => total + Number(count), 0)
    expect(sum('all.facets.count')).toBe(37)
    expect(textsAt(answer, 'wire.facets.label')).toEqual(['Northern Wire', 'Littoral'])
    expect(numberAt(answer, 'wire.totalCount')).toBeGreaterThanOrEqual(sum('wire.facets.count'))
    expect(sum('wire.timeline.count')).toBe(numberAt(answer, 'wire.totalCount'))
  })

  it('every picture with one credit, its caption, and where it was used', async () => {
    const answer = await ask('07-pictures')
    expect(textsAt(answer, 'source.pictures.nodes.caption')).toContain('The bridge at dawn.')
    expect(new Set(textsAt(answer, 'source.pictures.nodes.creditText'))).toContain(
      'Noor Talvik/Halide',
    )
  })

  it('every unnamed source, how it was described, and what it said', async () => {
    const answer = await ask('08-unnamed-sources')
    expect(textsAt(answer, 'quotations.nodes.mention.exact')).toContain(
      'A diplomat from a third country',
    )
  })

  it('what is known only through one relay', async () => {
    const answer = await ask('09-one-relay')
    expect(valueAt(answer, 'source.name')).toBe("People's Telegraph Bureau")
    expect(textsAt(answer, 'source.relayed.facets.label')[0]).toBe('Doran Vesk')
    // The bureau passes on also what state radio, which has no name, had before it.
    const media = textsAt(answer, 'source.relayed.nodes.relays.span.exact')
    expect(media).toEqual(expect.arrayContaining(['PTB', 'state radio']))
  })

  it('which days to come the articles of one month named, in their words', async () => {
    const answer = await ask('10-coming-dates')
    const found = textsAt(answer, 'dates.nodes.span.exact')
    expect(found).toEqual(expect.arrayContaining(['31 October', 'Thursday, 14 December']))
    expect(textsAt(answer, 'dates.nodes.from').every((day) => day >= '2023-10-01')).toBe(true)
  })

  it('what was added, changed or removed since a revision', async () => {
    const before = await revision()
    const gone = 'harbour-post/2022-04-08-gate-log.txt'
    const edited = 'wendlow-courier/wc-20211018-02.txt'
    appendFileSync(join(folder, edited), '\n\nOne more sentence came later.\n')
    renameSync(join(folder, gone), join(folder, 'gate-log.txt'))
    await archive.refresh()
    try {
      const answer = await ask('11-changes-since', { revision: before })
      const change = 'archive.changesSince'
      expect(valueAt(answer, `${change}.from`)).toBe(before)
      expect(valueAt(answer, `${change}.to`)).toBe(await revision())
      expect(textsAt(answer, `${change}.added.path`)).toEqual(['gate-log.txt'])
      expect(textsAt(answer, `${change}.changed.path`)).toEqual([edited])
      expect(valuesAt(answer, `${change}.removed`)).toEqual([gone])
      expect(valueAt(answer, `${change}.removedCount`)).toBe(1)
    } finally {
      renameSync(join(folder, 'gate-log.txt'), join(folder, gone))
      cpSync(join(ROOT, 'data', edited), join(folder, edited))
      await archive.refresh()
    }
    const answer = await ask('11-changes-since', { revision: before })
    expect(valueAt(answer, 'archive.changesSince.changedCount')).toBe(0)
    expect(valueAt(answer, 'archive.changesSince.removedCount')).toBe(0)
  })

  it('which files failed to read, and which readings are least certain', async () => {
    const answer = await ask('12-failures-and-doubts')
    expect(textsAt(answer, 'archive.problems.nodes.path')).toContain('broken/picture.txt')
    const confidences = valuesAt(answer, 'quotations.nodes.confidence').map(Number)
    expect(confidences).toEqual([...confidences].sort((a, b) => a - b))
  })
})
