import { describe, expect, it } from 'vitest'
import { findUtterances } from '../../../src/extraction/quotations.ts'
import { readArticle } from '../../../src/extraction/read-article.ts'
import { defaultSettings } from '../../../src/model/settings.ts'
import type { Span } from '../../../src/model/span.ts'
import { articleOf as textFile } from '../../support/text-file.ts'
import { findRelays } from '../../../src/extraction/quotations/relays.ts'
import { english } from '../../../src/languages/en/index.ts'
import { articleOf, readOutlets } from './found.ts'

function read(marked: string) {
  const { body, outlets } = readOutlets(marked)
  const known = { dateline: null, outlets }
  const { doc, rawQuotations, utterances } = findUtterances(articleOf(body), known, english)
  return rawQuotations.map((raw, index) => {
    const mention = utterances[index]?.mention
    return {
      mention: mention ? body.slice(mention.start, mention.end) : null,
      relays: findRelays(doc, raw, outlets).map(({ span }) => body.slice(span.start, span.end)),
    }
  })
}

describe('relays', () => {
  it.each([
    [
      '"It is safe," Hale wrote, according to [[outlet the Northern Wire]].',
      'Hale',
      ['the Northern Wire'],
    ],
    [
      'Hale vowed to mend the bridge, [[outlet state radio]] reported Saturday.',
      'Hale',
      ['state radio'],
    ],
    ['"It is safe," Hale told [[outlet the Harbour Post]].', 'Hale', ['the Harbour Post']],
    [
      'Hale urged all sides to "stay calm and wait," [[outlet the Northern Wire]] reported.',
      'Hale',
      ['the Northern Wire'],
    ],
    [
      '"The ferry will sail," the letter also read, according to [[outlet the Northern Wire]], the paper of the port.',
      'the letter',
      ['the Northern Wire'],
    ],
    [
      'Hale promised "a quick vote", as quoted by [[outlet the Northern Wire]].',
      'Hale',
      ['the Northern Wire'],
    ],
    [
      'Hale was quoted as saying by [[outlet the Morning Lantern]] that it was safe.',
      'Hale',
      ['the Morning Lantern'],
    ],
    ['"It is safe," Hale said in an interview with [[outlet Bresk TV]].', 'Hale', ['Bresk TV']],
    [
      '"It is safe," Hale said, as quoted by [[outlet the Northern Wire]].',
      'Hale',
      ['the Northern Wire'],
    ],
    [
      '[[outlet The Northern Wire]] quoted Hale as saying it was safe.',
      'Hale',
      ['The Northern Wire'],
    ],
    [
      'Hale was quoted as saying by [[outlet the Northern Wire]] that it was safe.',
      'Hale',
      ['the Northern Wire'],
    ],
    [
      '[[outlet State radio]] reported that the bridge was shut, citing a statement by the ministry.',
      'the ministry',
      ['State radio'],
    ],
    [
      'The bridge was shut, [[outlet state radio]] reported, citing a statement by the ministry.',
      'the ministry',
      ['state radio'],
    ],
    [
      'The train had left, Hale said, [[outlet the Northern Wire]] reported.',
      'Hale',
      ['the Northern Wire'],
    ],
    [
      'According to [[outlet the Northern Wire]], citing the ministry, the train had left.',
      'the ministry',
      ['the Northern Wire'],
    ],
    [
      'Asked by [[outlet the Harbour Post]] whether it was safe, Hale said it was.',
      'Hale',
      ['the Harbour Post'],
    ],
    ['"It is safe," Hale said on church-run [[outlet Radio Selm]].', 'Hale', ['Radio Selm']],
    ['[[outlet State media]] reported that the train had left.', 'State media', ['State media']],
  ])('of %s', (marked, mention, relays) => {
    expect(read(marked)[0]).toEqual({ mention, relays })
  })

  it.each([
    [
      '[[outlet The Harbour Post]] said in an editorial that the mayor must go.',
      'The Harbour Post',
    ],
    ['"I read [[outlet the Harbour Post]] every day," Hale said.', 'Hale'],
    ['Hale said that [[outlet the Harbour Post]] was wrong.', 'Hale'],
    ['Hale, who once ran [[outlet the Harbour Post]], said it was over.', 'Hale'],
  ])('are absent in %s', (marked, mention) => {
    expect(read(marked)[0]).toEqual({ mention, relays: [] })
  })
})

/** The words and relays of the quotations of a text. */
function relaysIn(text: string) {
  const { article, quotations } = readArticle(
    textFile(`Ferry back in harbour     DATE: 2024-07-15\n\n${text}`),
    defaultSettings,
  )
  const words = ({ start, end }: Span) => article.body.slice(start, end)
  return quotations.map(({ relays }) => relays.map(({ span }) => words(span)))
}

describe('the relay of a sentence before', () => {
  it.each([
    [
      'The Orrel Wire news agency said Hale had left. "It is over," he was quoted as saying.',
      ['The Orrel Wire news agency'],
    ],
    [
      'Asked by the Orrel Gazette whether it was over, Hale laughed. "It is shut."',
      ['the Orrel Gazette'],
    ],
    [
      'A source told the Orrel Gazette that it was shut. "Mostly," the source added.',
      ['the Orrel Gazette'],
    ],
    [
      'In an interview with the Orrel Gazette, Ida Hale said it was shut. "It is over," she added.',
      ['the Orrel Gazette'],
    ],
    ['The Orrel Gazette reported it. It quoted Ida Hale as saying that it was shut.', ['It']],
  ])('carries the words of %s', (text, relays) => {
    expect(relaysIn(text).at(-1)).toEqual(relays)
  })

  it.each([
    'Ida Hale told the Orrel Gazette that it was shut. In court on Friday, she said it was open.',
    'Ida Hale told the Orrel Gazette that it was shut. In a statement, she said it was open.',
    'Speaking to the Orrel Gazette, Ida Hale said it was shut.\n\nShe said it was open.',
  ])('does not carry the words of another occasion: %s', (text) => {
    expect(relaysIn(text)).toEqual([['the Orrel Gazette'], []])
  })
})
