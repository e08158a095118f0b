import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Reading } from '../../model/reading.ts'
import { DICTIONARY } from './dictionary.ts'
import { NumberReader, NumberWriter } from './number-bytes.ts'
import { nextDates, putDates } from './pack-dates.ts'
import {
  joinIds,
  nextParagraphs,
  packSpeaker,
  type PackedSpeaker,
  putParagraphs,
  unpackSpeaker,
} from './pack-parts.ts'
import { nextQuotations, putQuotations } from './pack-quotations.ts'
import { WordTable } from './word-table.ts'

/** What stands as text; paragraphs, roles and quotations are numbers. */
type Head = readonly [
  rest: Omit<Reading, 'article' | 'speakers' | 'quotations' | 'dates'>,
  frame: Omit<Reading['article'], 'body' | 'paragraphs'>,
  speakers: readonly PackedSpeaker[],
  quotations: string,
  words: readonly string[],
]

/** The same of dates. */
type DateHead = readonly [ids: string, words: readonly string[]]

const numbers = new NumberWriter()

/**
 * A reading as bytes: the lengths of what follows, its head and that of its dates as JSON, numbers,
 * the body.
 *
 * What an article has many of (paragraphs, quotations, dates) are numbers, and words that come again
 * their place in a table. Dates are only unpacked when somebody asks for them, and nobody escapes or
 * parses the body.
 */
export function packReading(reading: Reading): Uint8Array {
  const { article, speakers, quotations, dates, ...rest } = reading
  const { body, paragraphs, ...frame } = article
  const words = new WordTable()
  putParagraphs(paragraphs, numbers)
  const packedSpeakers = speakers.map((speaker) => packSpeaker(speaker, body, numbers))
  const ids = speakers.map(({ id }) => id)
  putQuotations(quotations, ids, words, numbers)
  const head: Head = [rest, frame, packedSpeakers, joinIds(quotations), words.list]
  const own = numbers.take()
  const dateWords = new WordTable()
  putDates(dates, dateWords, numbers)
  const dateHead: DateHead = [joinIds(dates), dateWords.list]
  const ofDates = numbers.take()
  const texts = [head, dateHead].map((text) => Buffer.from(JSON.stringify(text)))
  for (const { length } of [...texts, own, ofDates, quotations, dates]) numbers.put(length)
  return Buffer.concat([numbers.take(), ...texts, own, ofDates, Buffer.from(body)])
}

export function unpackReading(bytes: Buffer): Reading {
  const lengths = new NumberReader(bytes, 0)
  const headLength = lengths.next()
  const dateHeadLength = lengths.next()
  const ownLength = lengths.next()
  const ofDatesLength = lengths.next()
  const quotations = lengths.next()
  const dates = lengths.next()
  const dateHeadAt = lengths.at + headLength
  const ownAt = dateHeadAt + dateHeadLength
  const ofDatesAt = ownAt + ownLength
  const body = bytes.toString('utf8', ofDatesAt + ofDatesLength)
  const head: Head = JSON.parse(bytes.toString('utf8', lengths.at, dateHeadAt))
  const [rest, frame, packedSpeakers, ids, words] = head
  const own = new NumberReader(bytes, ownAt)
  const paragraphs = nextParagraphs(own)
  const speakers = packedSpeakers.map((speaker) => unpackSpeaker(speaker, body, own))
  const speakerIds = packedSpeakers.map(([id]) => id)
  // Copies, since what is kept of the bytes would keep all of them in memory.
  const dateHead = bytes.toString('utf8', dateHeadAt, ownAt)
  const dateNumbers = Buffer.from(bytes.subarray(ofDatesAt, ofDatesAt + ofDatesLength))
  return new UnpackedReading(
    {
      ...rest,
      article: { ...frame, body, paragraphs },
      speakers,
      quotations: nextQuotations(quotations, ids, rest.id, speakerIds, words, own),
    },
    () => {
      const [ids, words]: DateHead = JSON.parse(dateHead)
      return nextDates(dates, ids, rest.id, words, new NumberReader(dateNumbers, 0))
    },
  )
}

/**
 * A reading whose dates are unpacked when they are first asked for. A class of its own, since a getter
 * of each object would make every reading another shape to the engine.
 */
class UnpackedReading implements Reading {
  readonly id: Reading['id']
  readonly article: Reading['article']
  readonly language: Reading['language']
  readonly dateline: Reading['dateline']
  readonly published: Reading['published']
  readonly times: Reading['times']
  readonly wordCount: Reading['wordCount']
  readonly pictures: Reading['pictures']
  readonly sources: Reading['sources']
  readonly speakers: Reading['speakers']
  readonly quotations: Reading['quotations']
  readonly problems: Reading['problems']
  readonly #unpackDates: () => Reading['dates']
  #dates: Reading['dates'] | null = null

  constructor(reading: Omit<Reading, 'dates'>, unpackDates: () => Reading['dates']) {
    this.id = reading.id
    this.article = reading.article
    this.language = reading.language
    this.dateline = reading.dateline
    this.published = reading.published
    this.times = reading.times
    this.wordCount = reading.wordCount
    this.pictures = reading.pictures
    this.sources = reading.sources
    this.speakers = reading.speakers
    this.quotations = reading.quotations
    this.problems = reading.problems
    this.#unpackDates = unpackDates
  }

  get dates(): Reading['dates'] {
    return (this.#dates ??= this.#unpackDates())
  }
}

/** Bodies shrink to half, and what was understood of them to a third. */
export function compress(bytes: Uint8Array): Uint8Array {
  return deflateRawSync(bytes, OPTIONS)
}

export function decompress(bytes: Uint8Array): Buffer {
  return inflateRawSync(bytes, OPTIONS)
}

const OPTIONS = { level: 4, memLevel: 5, windowBits: 14, dictionary: Buffer.from(DICTIONARY) }
