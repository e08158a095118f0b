import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, subscribe } from 'graphql'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createContext } from '../../schema/context.ts'
import { schema } from '../../schema/index.ts'
import { openArchive } from '../../src/open-archive.ts'
import { article, makeFolder } from '../support/archive.ts'

const WATCH = parse(`subscription ($filter: QuotationFilter) {
  quotationAppeared(filter: $filter) { text speaker { name } article { headline } }
}`)

async function watch(filter: object) {
  const quay = article('Quay', '2024-05-06 07:08:09', '"The tide was late," said Ann Roe.')
  const folder = makeFolder({ 'quay.txt': quay }, onTestFinished)
  const archive = await openArchive(folder, { index: ':memory:' })
  onTestFinished(() => archive.close())
  const contextValue = createContext(archive)
  const events = await subscribe({
    schema,
    document: WATCH,
    contextValue,
    variableValues: { filter },
  })
  const write = async (name: string, ...paragraphs: string[]) => {
    writeFileSync(join(folder, name), article(name, '2024-05-07 07:08:09', ...paragraphs))
    await archive.refresh()
  }
  return { events, write, archive }
}

async function nextOf(events: Awaited<ReturnType<typeof watch>>['events']) {
  if (!(Symbol.asyncIterator in events)) throw new Error(JSON.stringify(events))
  const { value } = await events.next()
  return value
}

describe('quotationAppeared', () => {
  it('announces what matches, in reading order, and nothing twice', async () => {
    const { events, write } = await watch({ words: 'tide' })
    const first = '"The tide is high," said Bob Lane.'
    await write('gate.txt', '"It holds," said Ann Roe.')
    await write('pier.txt', first, '"No tide came," said Ann Roe.')
    expect(await nextOf(events)).toEqual({
      data: {
        quotationAppeared: {
          text: 'The tide is high',
          speaker: { name: 'Bob Lane' },
          article: { headline: 'pier.txt' },
        },
      },
    })
    expect(await nextOf(events)).toMatchObject({
      data: { quotationAppeared: { text: 'No tide came' } },
    })
    await write('pier.txt', first, '"No tide came," said Ann Roe.', '"A tide," said Bob Lane.')
    expect(await nextOf(events)).toMatchObject({ data: { quotationAppeared: { text: 'A tide' } } })
  })

  it('announces of a changed article only what it did not have before', async () => {
    const { events, write } = await watch({ words: 'tide' })
    await write(
      'quay.txt',
      '"The tide was late," said Ann Roe.',
      '"The tide is back," said Bob Lane.',
    )
    expect(await nextOf(events)).toMatchObject({
      data: { quotationAppeared: { text: 'The tide is back' } },
    })
  })

  it('waits for a speaker whom the archive does not know yet', async () => {
    const { events, write } = await watch({ speaker: { name: 'Cy Dun' } })
    await write('pier.txt', '"The tide is high," said Cy Dun.')
    expect(await nextOf(events)).toMatchObject({
      data: { quotationAppeared: { speaker: { name: 'Cy Dun' } } },
    })
  })

  it('refuses a filter that can never match', async () => {
    const { events } = await watch({ words: '"' })
    expect(events).toMatchObject({ errors: [{ extensions: { code: 'EMPTY_SEARCH' } }] })
  })

  it('ends when the client leaves', async () => {
    const { events } = await watch({})
    if (!(Symbol.asyncIterator in events)) throw new Error('No subscription')
    const next = events.next()
    await events.return()
    expect((await next).done).toBe(true)
  })
})
