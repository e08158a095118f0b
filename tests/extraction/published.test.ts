import fc from 'fast-check'
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { findDates } from '../../src/extraction/dates/index.ts'
import { findDoubts } from '../../src/extraction/published/doubts.ts'
import { resolvePublished } from '../../src/extraction/published.ts'
import { parseText } from '../../src/formats/index.ts'
import { languages } from '../../src/languages/index.ts'
import type { Stamp } from '../../src/model/article.ts'
import type { Dateline } from '../../src/model/dateline.ts'
import type { Problem } from '../../src/model/problem.ts'
import { defaultSettings, type Settings } from '../../src/model/settings.ts'
import { articleOf, datesIn, stampOf } from './dates/reading.ts'

const [english] = languages

function resolveStamp(
  stamp: Stamp,
  settings: Partial<Settings> = {},
  publisher: string | null = null,
) {
  const article = { ...articleOf('The mill burned.', null), stamp }
  return resolvePublished(article, null, publisher, { ...defaultSettings, ...settings })
}

const second = (local: string, zone: string | null = null) =>
  stampOf(local, { precision: 'SECOND', zone })

describe('resolvePublished', () => {
  it.each([
    ['Z', 'Z', '2024-07-15T16:34:51Z'],
    ['GMT', 'Z', '2024-07-15T16:34:51Z'],
    ['+09:00', '+09:00', '2024-07-15T07:34:51Z'],
    ['+0900', '+09:00', '2024-07-15T07:34:51Z'],
    ['GMT+9', '+09:00', '2024-07-15T07:34:51Z'],
    ['-04:30', '-04:30', '2024-07-15T21:04:51Z'],
    ['KST', '+09:00', '2024-07-15T07:34:51Z'],
    ['EST', '-05:00', '2024-07-15T21:34:51Z'],
    ['Asia/Seoul', 'Asia/Seoul', '2024-07-15T07:34:51Z'],
  ])('uses the printed zone %s', (zone, timeZone, instant) => {
    expect(
      resolveStamp(second('2024-07-15T16:34:51', zone), { timeZone: 'Europe/Oslo' }),
    ).toMatchObject({
      timeZone,
      instant,
      zoneBasis: 'PRINTED',
      local: '2024-07-15T16:34:51',
    })
  })

  it.each([
    ['ET', '2024-07-15T16:34:51', 'America/New_York', '2024-07-15T20:34:51Z'],
    ['ET', '2024-01-15T16:34:51', 'America/New_York', '2024-01-15T21:34:51Z'],
    ['CT', '2024-07-15T16:34:51', 'America/Chicago', '2024-07-15T21:34:51Z'],
    ['MT', '2024-01-15T16:34:51', 'America/Denver', '2024-01-15T23:34:51Z'],
    ['PT', '2024-01-15T16:34:51', 'America/Los_Angeles', '2024-01-16T00:34:51Z'],
  ])('takes the season of %s at %s from the date', (zone, local, timeZone, instant) => {
    const published = resolveStamp(second(local, zone), { timeZone: 'Europe/Oslo' })
    expect(published).toMatchObject({ timeZone, instant, zoneBasis: 'PRINTED_REGION' })
  })

  it('doubts a time that came twice in a zone without its season', () => {
    const published = resolveStamp(second('2024-11-03T01:30:00', 'ET'))
    expect(published?.doubts.map(({ code }) => code)).toEqual(['AMBIGUOUS_LOCAL_TIME'])
  })

  it.each(['IST', 'CST', 'BST', 'XYZ', '+99:00', 'Mars/Base'])(
    'leaves the zone open that "%s" does not tell',
    (zone) => {
      expect(
        resolveStamp(second('2024-07-15T16:34:51', zone), { timeZone: 'Europe/Oslo' }),
      ).toMatchObject({
        timeZone: null,
        instant: null,
        zoneBasis: 'UNKNOWN',
      })
    },
  )

  it('prefers the zone of the publisher to that of the archive', () => {
    const settings = { timeZone: 'Europe/Oslo', timeZones: { 'Arden Post': 'Asia/Seoul' } }
    const stamp = second('2024-07-15T16:34:51')
    expect(resolveStamp(stamp, settings, 'Arden Post')).toMatchObject({
      timeZone: 'Asia/Seoul',
      zoneBasis: 'CONFIGURED',
      instant: '2024-07-15T07:34:51Z',
    })
    expect(resolveStamp(stamp, settings, 'Orrin News')?.timeZone).toBe('Europe/Oslo')
  })

  it('returns no instant without a zone, with an unknown zone or without a time of day', () => {
    const stamp = second('2024-07-15T16:34:51')
    const nothing = { instant: null, timeZone: null, zoneBasis: 'UNKNOWN' }
    expect(resolveStamp(stamp)).toMatchObject(nothing)
    expect(resolveStamp(stamp, { timeZone: 'Nowhere/Land' })).toMatchObject(nothing)
    expect(resolveStamp(stampOf('2024-07-15T00:00:00'), { timeZone: 'Asia/Seoul' })).toMatchObject({
      instant: null,
      timeZone: 'Asia/Seoul',
      zoneBasis: 'CONFIGURED',
    })
  })

  it('returns null for an article without a stamp', () => {
    const article = articleOf('ARDEN, Oct. 10 -- The mill burned.', null)
    const dateline = datelineOf(article.body, 'Oct. 10')
    expect(resolvePublished(article, dateline, null, defaultSettings)).toBeNull()
    expect(
      resolvePublished(
        { ...article, stamp: second('2024-02-31T10:00:00') },
        null,
        null,
        defaultSettings,
      ),
    ).toBeNull()
  })
})

describe('resolvePublished: clock changes', () => {
  it.each([
    ['America/New_York', '2024-03-10T02:30:00'],
    ['Europe/Berlin', '2024-03-31T02:59:59'],
    ['Asia/Seoul', '1988-05-08T02:30:00'],
    ['Australia/Lord_Howe', '2024-10-06T02:15:00'],
  ])('rejects %s %s, which was skipped', (timeZone, local) => {
    const published = resolveStamp(second(local), { timeZone })
    expect(published).toMatchObject({ instant: null, timeZone })
    expect(published?.doubts.map(({ code }) => code)).toEqual(['NO_SUCH_LOCAL_TIME'])
  })

  it.each([
    ['America/New_York', '2024-11-03T01:30:00', '2024-11-03T05:30:00Z', '2024-11-03T06:30:00Z'],
    ['Europe/Berlin', '2024-10-27T02:00:00', '2024-10-27T00:00:00Z', '2024-10-27T01:00:00Z'],
    ['Australia/Lord_Howe', '2024-04-07T01:45:00', '2024-04-06T14:45:00Z', '2024-04-06T15:15:00Z'],
  ])(
    'takes the earlier instant of %s %s, which was repeated',
    (timeZone, local, earlier, later) => {
      const published = resolveStamp(second(local), { timeZone })
      expect(published?.instant).toBe(earlier)
      const [doubt] = published?.doubts ?? []
      expect(doubt?.code).toBe('AMBIGUOUS_LOCAL_TIME')
      expect(doubt?.message).toContain(later)
    },
  )

  it.each([
    ['America/New_York', '2024-03-10T01:59:59', '2024-03-10T06:59:59Z'],
    ['America/New_York', '2024-03-10T03:00:00', '2024-03-10T07:00:00Z'],
    ['Asia/Kathmandu', '2024-03-10T03:00:00', '2024-03-09T21:15:00Z'],
    ['Pacific/Chatham', '2024-07-15T16:34:51', '2024-07-15T03:49:51Z'],
  ])('resolves %s %s to one instant', (timeZone, local, instant) => {
    expect(resolveStamp(second(local), { timeZone })).toMatchObject({ instant, doubts: [] })
  })

  it('agrees with the zone data of Node in any zone at any time', () => {
    const zones = Intl.supportedValuesOf('timeZone')
    const seconds = fc.integer({
      min: Date.UTC(1971, 0, 1) / 1000,
      max: Date.UTC(2035, 0, 1) / 1000,
    })
    fc.assert(
      fc.property(fc.constantFrom(...zones), seconds, (timeZone, at) => {
        const shown = new Intl.DateTimeFormat('sv-SE', {
          timeZone,
          dateStyle: 'short',
          timeStyle: 'medium',
        }).format(at * 1000)
        const published = resolveStamp(second(shown.replace(' ', 'T')), { timeZone })
        const instant = Date.parse(published?.instant ?? '')
        const isTwice = published?.doubts[0]?.code === 'AMBIGUOUS_LOCAL_TIME'
        expect(isTwice ? instant <= at * 1000 : instant === at * 1000).toBe(true)
      }),
    )
  })

  it.each([
    'America/New_York',
    'America/St_Johns',
    'America/Santiago',
    'Europe/Dublin',
    'Europe/Berlin',
    'Africa/Cairo',
    'Africa/Casablanca',
    'Asia/Jerusalem',
    'Asia/Beirut',
    'Australia/Lord_Howe',
    'Pacific/Auckland',
    'Pacific/Chatham',
  ])('finds the gap and the overlap of %s', (timeZone) => {
    const changes = clockChanges(timeZone, 2024)
    expect(changes.length).toBeGreaterThan(0)
    for (const { instant, before, after } of changes) {
      const wall = instant + (before + after) / 2
      const published = resolveStamp(second(new Date(wall).toISOString().slice(0, 19)), {
        timeZone,
      })
      const [code, shown] =
        after > before
          ? ['NO_SUCH_LOCAL_TIME', null]
          : ['AMBIGUOUS_LOCAL_TIME', new Date(wall - before).toISOString().replace('.000Z', 'Z')]
      expect(published?.doubts.map((doubt) => doubt.code)).toEqual([code])
      expect(published?.instant).toBe(shown)
    }
  })
})

/** When a zone changed its clocks in a year, with the offsets around, all in milliseconds. */
function clockChanges(timeZone: string, year: number) {
  const clock = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
  const offsetAt = (instant: number) => {
    const name = clock.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value
    const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(name ?? '') ?? []
    const length = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000
    return sign === '-' ? -length : length
  }
  const days = Array.from({ length: 366 }, (_, day) => Date.UTC(year, 0, 1 + day))
  return days.flatMap((day) => {
    const [before, after] = [offsetAt(day), offsetAt(day + 24 * 60 * 60_000)]
    if (before === after) return []
    const minutes = Array.from({ length: 24 * 60 + 1 }, (_, minute) => day + minute * 60_000)
    const instant = minutes.find((minute) => offsetAt(minute) === after) ?? day
    return [{ instant, before, after }]
  })
}

function datelineOf(body: string, date: string): Dateline {
  const start = body.indexOf(date)
  const span = { start: 0, end: body.indexOf('--') + 2 }
  return { span, place: null, date: { start, end: start + date.length }, agency: null }
}

function doubtsIn(body: string, day: string, dateline: Dateline | null = null): Problem[] {
  const article = articleOf(body, day)
  const published = resolvePublished(article, dateline, null, defaultSettings)
  if (!published) throw new Error('The article has no date.')
  return findDoubts(article, published, dateline, datesIn(article, dateline), english)
}

/** The words at which doubts are raised, with their messages. */
function wordsOf(body: string, problems: readonly Problem[]): string[] {
  return problems.map(({ span }) => body.slice(span?.start, span?.end))
}

describe('findDoubts', () => {
  // 2024-07-15 is a Monday.
  it.each([
    [
      'a weekday both over and ahead',
      'The guild said Saturday it would march. A fair is expected to take place Saturday.',
      'Saturday',
      /still ahead here and already over on line 1.*Monday 2024-07-15/,
    ],
    [
      'a weekday that the date is not',
      'The fair opens on Saturday, Oct. 10, the mayor said.',
      'Saturday, Oct. 10',
      /calendar of 2020.*Monday 2024-07-15/,
    ],
    [
      'a past event that lies ahead',
      'The treaty was signed on March 3, 2031, in Arden.',
      'March 3, 2031',
      /as over, but that is after the printed date/,
    ],
    [
      'a year that is over and lies ahead',
      'The work began in 2031, the mayor said.',
      '2031',
      /as over, but that is after the printed date/,
    ],
    [
      'a coming event that is over',
      'The tunnel will open on March 3, 2021, in Arden.',
      'March 3, 2021',
      /as still to come, but that is before the printed date/,
    ],
    [
      'an anniversary in another year',
      'Crowds marked the 75th anniversary of the 1945 founding of the guild.',
      '75th anniversary',
      /dates to 1945 is in 2020/,
    ],
    [
      'an anniversary of what the text dates elsewhere',
      'Crowds marked the 75th founding anniversary of the guild. The guild was founded on Oct. 10, 1945.',
      '75th founding anniversary',
      /dates to 1945 is in 2020/,
    ],
  ])('reports %s', (_title, body, words, message) => {
    const problems = doubtsIn(body, '2024-07-15')
    expect(wordsOf(body, problems)).toEqual([words])
    expect(problems[0]).toMatchObject({ code: 'DATE_IN_DOUBT', severity: 'WARNING', line: 1 })
    expect(problems[0]?.message).toMatch(message)
  })

  it.each(['ARDEN, Oct. 10 -- The mill burned.', 'ARDEN, May 3 -- The mill burned.'])(
    'reports the far dateline of %s',
    (body) => {
      const date = body.slice(7, body.indexOf(' --'))
      const problems = doubtsIn(body, '2024-07-15', datelineOf(body, date))
      expect(wordsOf(body, problems)).toEqual([date])
    },
  )

  it.each([
    'ARDEN, July 15 -- The mill burned.',
    'ARDEN, July 12 -- The mill burned.',
    'ARDEN, July 16 -- The mill burned.',
  ])('accepts the near dateline of %s', (body) => {
    const date = body.slice(7, body.indexOf(' --'))
    expect(doubtsIn(body, '2024-07-15', datelineOf(body, date))).toEqual([])
  })

  it.each([
    'The guild said Saturday it would march. A fair is expected to take place Friday.',
    'The guild met last Saturday. A fair is expected to take place next Saturday.',
    'The fair opens on Saturday, July 20.',
    'The fair opened on Saturday, Oct. 10, 2020.',
    'The treaty was signed on March 3, 2021.',
    'The vote was scheduled for March 3, 2031.',
    'The hearing was postponed to March 3, 2031.',
    'The lease was extended until March 3, 2031.',
    'The tunnel will open on March 3, 2031.',
    'The tunnel will be opened in 2031.',
    'The work began in 2024.',
    '"The tunnel will open," she said on March 3, 2021.',
    'The 2021 report said the tunnel would open in March 2022.',
    'Crowds marked the 75th anniversary of the 1949 founding of the guild.',
    'Crowds will mark the 75th anniversary of the 1950 founding of the guild.',
    'In 2020, crowds marked the 75th anniversary of the 1945 founding of the guild.',
    'Crowds marked the 75th anniversary of the guild.',
    'It was the 3rd anniversary. The tower was begun in 1870.',
  ])('accepts %s', (body) => {
    expect(doubtsIn(body, '2024-07-15')).toEqual([])
  })

  it.each([
    ['anniversaries', 'the 75th anniversary of 1945 '],
    ['dates ahead', 'It was signed on March 3, 2031. '],
    ['weekdays', 'said Saturday and will Saturday '],
  ])('takes time in proportion to a text of %s', { tags: 'timing' }, (_name, unit) => {
    const timeOf = (length: number) => {
      const begin = process.cpuUsage()
      doubtsIn(unit.repeat(length / unit.length), '2024-07-15')
      const { user, system } = process.cpuUsage(begin)
      return (user + system) / 1000
    }
    const short = Math.min(...[1, 2, 3].map(() => timeOf(5_000)))
    const long = Math.min(...[1, 2].map(() => timeOf(40_000)))
    // Eight times the text: a quadratic walk would take 64 times as long.
    expect(long).toBeLessThan(32 * Math.max(short, 2))
  })
})

const SEED = new URL('../../../shared/seed/000_882abbc43594cb68.txt', import.meta.url)

// The article lies beside the project; where it does not, this test says that it is skipped.
describe.skipIf(!existsSync(SEED))('the seed article', () => {
  const text = existsSync(SEED) ? readFileSync(SEED, 'utf8') : ''
  const [article] = parseText('seed.txt', text).articles

  it('reports the doubt of weekdays and recent years', () => {
    if (!article) throw new Error('The seed gives no article.')
    const settings = { ...defaultSettings, timeZone: 'Asia/Seoul' }
    const published = resolvePublished(article, null, null, settings)
    if (!published) throw new Error('The seed has no time of publication.')
    expect(published.instant).toBe('2024-07-15T07:34:51Z')
    const dates = findDates(article, 'seed', { published, dateline: null }, english)
    const anchor = { kind: 'PUBLISHED', date: '2024-07-15' }
    expect(dates).toMatchObject([
      { value: '2024-07-13', relation: 'PAST', anchor, alternatives: [{ value: '2024-07-20' }] },
      { value: 'PAST_REF', from: null, until: '2024-07-15' },
      { value: '2024-07-20', relation: 'FUTURE', anchor, alternatives: [{ value: '2024-07-13' }] },
      { value: 'PAST_REF', from: null, until: '2024-07-15' },
    ])
    const doubts = findDoubts(article, published, null, dates, english)
    expect(wordsOf(article.body, doubts)).toEqual(['Saturday'])
  })
})
