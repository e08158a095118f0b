import { articleId } from '../../../src/identity/ids.ts'
import type { ListItem } from '../../../src/model/lists.ts'
import type { Reading } from '../../../src/model/reading.ts'
import type { Store } from '../../../src/store/store.ts'
import { badFile, newsFile } from '../news.ts'

export function placeOf({ id, keyset }: ListItem): string {
  return JSON.stringify([id, keyset])
}
export const LETTERS = ['a', 'b', 'c', 'd', 'e']

export function ids(...paths: string[]): string[] {
  return paths.map((path) => articleId(path, ''))
}

export async function pathsOf(store: Store, page: { items: readonly { id: string }[] }) {
  const readings = await store.readings(page.items.map(({ id }) => id))
  return readings.map((reading) => reading?.article.path)
}

/** A reading may make parts of itself when it is asked for them. */
export function plain(reading: Reading | null): Reading | null {
  return reading && { ...reading, dates: reading.dates }
}

export const SAYS_MARA = { by: 'Mara Oduya', words: 'Ask me tomorrow.' }

/** An article with something of everything. */
export const FULL = {
  published: '2031-05-02T09:00:00',
  headline: 'Bridge to open',
  text: 'A long wait ends.',
  says: [
    {
      by: { name: 'Mara Oduya', aliases: ['Oduya'], roles: ['mayor'] },
      words: 'The bridge opens in June.',
      relays: ['Norva Agency', null],
    },
    { by: null, words: 'We were not asked.', candidates: ['Mara Oduya', 'Ilan Brook'] },
  ],
  sources: [{ name: 'Tern', role: 'PUBLISHER' }],
  dates: [{ words: 'in June', from: '2031-06-01', until: '2031-06-30', value: '2031-06' }],
  pictures: [{ caption: 'The bridge at dawn', credit: 'Quill Pictures' }],
  problems: [{ code: 'NO_HEADLINE', severity: 'WARNING' }],
  doubts: [{ code: 'DATE_IN_DOUBT', severity: 'INFO' }],
} as const

/** Three dated articles, an undated one and a file that is none. */
export const TOWN = [
  newsFile('news/jan.txt', {
    published: '2031-01-05T08:00:00',
    headline: 'Nobody wants the ferry',
    text: 'It has crossed the strait for forty years.',
    says: [{ by: 'Mara Oduya', words: 'The ferry stays.', tier: 'HIGH', confidence: 0.95 }],
    sources: [{ name: 'Norva Agency', role: 'WIRE_AGENCY', kind: 'WIRE_AGENCY' }],
    dates: [
      {
        words: 'in June',
        from: '2031-06-01',
        until: '2031-06-30',
        relation: 'FUTURE',
        certainty: 0.99,
      },
    ],
  }),
  newsFile('feb.txt', {
    published: '2031-02-10T23:59:59',
    headline: 'Money for the bridge',
    says: [
      { by: 'Mara Oduya', words: 'We will pay for it.', relays: ['Norva Agency'], confidence: 0.9 },
      {
        by: null,
        words: 'Nobody asked us.',
        candidates: ['Tess Arden'],
        factuality: 'UNCERTAIN',
        tier: 'LOW',
        confidence: 0.2,
      },
    ],
    sources: [{ name: 'Tern', role: 'PUBLISHER' }],
    dates: [
      {
        words: 'from 2035 on',
        from: '2035-01-01',
        until: null,
        relation: 'FUTURE',
        certainty: 0.8,
      },
      { words: 'at some time', type: 'DURATION', certainty: 0.5 },
    ],
    pictures: [{ caption: 'Fishermen wait', isFilePhoto: true }],
    doubts: [{ code: 'DATE_IN_DOUBT', severity: 'WARNING' }],
  }),
  newsFile('news/mar.txt', {
    published: '2031-03-01T00:00:00',
    headline: 'A leak',
    says: [
      {
        by: { name: 'Ilan Brook', aliases: ['the chief engineer'] },
        words: 'The ferry is old.',
        relays: ['Radio Kest'],
        confidence: 0.8,
      },
      { by: 'Ilan Brook', words: 'It leaks.', kind: 'INDIRECT', confidence: 0.1 },
    ],
    sources: [{ name: 'Tern', role: 'PUBLISHER' }],
    dates: [{ words: 'on Monday', from: '2031-02-24', relation: 'PAST', certainty: 0.4 }],
    problems: [
      { code: 'NO_HEADLINE', severity: 'WARNING' },
      { code: 'CONTROL_CHARACTERS', severity: 'INFO' },
    ],
  }),
  newsFile('undated.txt', {
    language: 'ko',
    headline: 'Zebra',
    pictures: [{ caption: 'The bridge at dawn', credit: 'Quill Pictures' }],
  }),
  badFile('bad.bin', 'BINARY_FILE', 'ERROR'),
]

export const BOTH = ['Ilan Brook', 'Mara Oduya']
export const ALL_QUOTING = ['feb.txt', 'news/jan.txt', 'news/mar.txt']
export const OPEN_AND_JUNE = ['from 2035 on', 'in June']
export const MONDAY = ['on Monday']
export const KEST = 'Radio Kest'
export const OF_MARCH = ['NO_HEADLINE news/mar.txt', 'CONTROL_CHARACTERS news/mar.txt']
export const OF_MARA = ['We will pay for it.', 'The ferry stays.']
export const SURE = ['The ferry is old.', 'We will pay for it.', 'The ferry stays.']
export const OLDER = ['We will pay for it.', 'Nobody asked us.', 'The ferry stays.']
export const SLIGHT = [
  'DATE_IN_DOUBT feb.txt',
  'NO_HEADLINE news/mar.txt',
  'CONTROL_CHARACTERS news/mar.txt',
]
