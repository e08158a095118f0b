import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readMarks } from '../../src/text/marks.ts'
import { articleOf, parseText, wordsAt } from '../support/text-file.ts'

/** Reads a text in which `[[kind words]]` marks the paragraphs, and compares. */
function expectParagraphs(marked: string) {
  const { text, marks } = readMarks(marked)
  const found = articleOf(text).paragraphs.map(({ kind, span }) => ({
    label: kind.toLowerCase(),
    span,
  }))
  expect(found).toEqual(marks.filter(({ label }) => label !== 'credit'))
}

function codesOf(text: string, path?: string): string[] {
  return parseText(text, path).problems.map(({ code }) => code)
}

describe('the header', () => {
  it.each([
    ['spaces', 'Ferry back     DATE: 2024-07-15 16:34:51'],
    ['no-break spaces', 'Ferry back\u00a0\u00a0\u00a0DATE:\u00a02024-07-15 16:34:51'],
    ['a tab', 'Ferry back\tDATE: 2024-07-15 16:34:51'],
    ['one space', 'Ferry back DATE: 2024-07-15 16:34:51'],
    ['a line of its own', 'Ferry back\nDATE: 2024-07-15 16:34:51'],
    ['a line of its own behind a blank one', 'Ferry back\n\nDate: 2024-07-15 16:34:51'],
    ['a line of its own above', 'DATE: 2024-07-15 16:34:51\n\nFerry back'],
    ['blank lines before', '\n\n  Ferry back     DATE: 2024-07-15 16:34:51'],
  ])('gives headline and time parted by %s', (_gap, header) => {
    const article = articleOf(`${header}\n\nThe ferry sails.`)
    expect(wordsAt(article, article.headline)).toBe('Ferry back')
    expect(article.stamp).toMatchObject({ local: '2024-07-15T16:34:51', basis: 'HEADER' })
    expect(article.paragraphs.map(({ kind }) => kind)).toEqual(['HEADLINE', 'TEXT'])
  })

  it('keeps the label and the time as evidence, and nothing behind them', () => {
    const article = articleOf('Ferry back     DATE: 2024-07-15 16:34 KST     SECTION: Sea\n\nText.')
    expect(wordsAt(article, article.stamp?.literal)).toBe('DATE: 2024-07-15 16:34 KST')
    expect(article.stamp).toMatchObject({ precision: 'MINUTE', zone: 'KST' })
  })

  it('takes the last label of the line', () => {
    const article = articleOf('What DATE: 2024-01-01 meant     DATE: 2024-07-15\n\nNothing.')
    expect(wordsAt(article, article.headline)).toBe('What DATE: 2024-01-01 meant')
    expect(article.stamp?.local).toBe('2024-07-15T00:00:00')
  })

  it('leaves the word in a headline without a time alone', () => {
    const article = articleOf('My worst blind DATE: a confession\n\nIt rained.')
    expect(wordsAt(article, article.headline)).toBe('My worst blind DATE: a confession')
    expect(article.stamp).toBeNull()
  })

  it('joins a headline of two lines before its label', () => {
    const article = articleOf('Ferry back in\nSelm     DATE: 2024-07-15\n\nThe ferry sails.')
    expect(wordsAt(article, article.headline)).toBe('Ferry back in\nSelm')
  })

  it('says where a time is that does not exist', () => {
    const { articles, problems } = parseText('Ferry back     DATE: 2024-02-30 25:00\n\nText.')
    expect(articles[0]?.stamp).toBeNull()
    expect(problems).toMatchObject([
      {
        code: 'BAD_DATE',
        message: '"DATE: 2024-02-30 25:00" names no day and time that exist.',
        span: { start: 15, end: 37 },
        line: 1,
        column: 16,
      },
    ])
  })

  it('falls back to the day in the file name', () => {
    const article = articleOf('Ferry back\n\nThe ferry sails.', 'sea/2024-07-15-ferry.txt')
    expect(article.stamp).toEqual({
      literal: null,
      local: '2024-07-15T00:00:00',
      precision: 'DAY',
      zone: null,
      basis: 'FILE_NAME',
    })
  })

  it('says that there is no time at all', () => {
    expect(codesOf('Ferry back\n\nThe ferry sails.')).toEqual(['NO_DATE'])
  })

  it.each([
    ['a sentence', 'The ferry sails again.\n\nIt was mended.'],
    ['a paragraph', `${'The ferry sails and sails '.repeat(12)}\n\nIt was mended.`],
    ['a hard-wrapped sentence', 'The ferry that was mended\nsails again.\n\nIt was late.'],
    ['a byline', 'By Ida Moen\n\nThe ferry sails again.'],
    ['nothing but the label', '     DATE: 2024-07-15\n\nThe ferry sails again.'],
  ])('says that a headline is missing where the text begins with %s', (_what, text) => {
    expect(codesOf(text)).toContain('NO_HEADLINE')
  })

  it.each(['Ferry back', 'Is the ferry back?', '“We sail at six”', 'Selm sues the U.S.'])(
    'takes a first line without a label for the headline: %s',
    (headline) => {
      const article = articleOf(`${headline}\n\nThe ferry sails.`)
      expect(wordsAt(article, article.headline)).toBe(headline)
    },
  )

  it.each([
    'Ferry back     DATE: 2024-07-15',
    'Ferry back     DATE: 2024-07-15\n\nThe quay / NW file\n',
  ])('says that there is no text: %j', (text) => {
    expect(codesOf(text)).toContain('NO_TEXT')
  })
})

describe('paragraphs', () => {
  it.each([
    [
      'between blank lines',
      '[[headline Ferry back]]\n\n[[text One.]]\n\n \u00a0\n[[text Two.]]\n\n',
    ],
    [
      'wrapped by hand stay together',
      '[[headline Ferry back]]\n\n[[text The ferry that was mended in\nspring sails again.]]\n\n[[text Two.]]',
    ],
    [
      'without any blank line are lines',
      `[[headline Ferry back]]\n[[text ${'The ferry sails again after all. '.repeat(5).trim()}]]\n[[text The captain was pleased.]]`,
    ],
    [
      'of one sentence each are lines',
      '[[headline Ferry back]]\n\n[[text It sails.]]\n[[text It floats.]]\n[[text “It stays,” she said.]]',
    ],
    [
      'that are mostly sentences are lines',
      '[[headline Ferry back]]\n\n[[text It sails.]]\n[[text It floats.]]\n[[text The crew and the captain]]\n[[text It stays.]]\n[[text It sinks.]]',
    ],
    [
      'begin where a line is indented',
      '[[headline Ferry back]]\n\n    [[text The ferry that was mended\nin spring sails.]]\n    [[text It was the captain who said\nthat it would.]]',
    ],
    [
      'keep markup as it is',
      '[[headline <b>Ferry</b>]]\n\n[[text The R&amp;D ferry <i>sails</i>.]]',
    ],
  ])('%s', (_what, marked) => {
    expectParagraphs(marked)
  })

  it('are found below a label with a line of its own, and beside a byline above it', () => {
    expectParagraphs(
      '[[headline Ferry back]]\n\n[[byline By Ida Moen]]\nDATE: 2024-07-15 10:00\n\n[[text It sails.]]',
    )
  })
})

describe('captions', () => {
  it.each([
    'The ferry at the quay / [[credit Northern Wire file]]',
    'The ferry at the quay, Monday. / [[credit Northern Wire]]',
    'The ferry at the quay. / [[credit Courtesy of Selm Harbor Museum]]',
    'The ferry at the quay / [[credit Ida Moen / Northern Wire]]',
    'The ferry at the quay./[[credit Ida Moen]]',
    'The ferry at the quay. Photo: [[credit Ida Moen/NW]]',
    'The ferry at the quay. [[credit Photo by Ida Moen]]',
    'The ferry at the quay. [[credit Courtesy of the Selm Museum]]',
    'Photo: [[credit Ida Moen/Northern Wire]]',
    '(Photo: [[credit Ida Moen/Northern Wire]])',
    'The ferry at the quay. (Photo: [[credit Northern Wire]])',
    'The ferry at the quay ([[credit NW Photo/Ida Moen]])',
    'The ferry at the quay. ([[credit Photo by Ida Moen]])',
    'The ferry at the quay. ([[credit File photo]])',
    'The ferry at the quay. ([[credit Northern Wire]])',
    'The ferry at the quay. [[credit REUTERS/Ida Moen]]',
    'The ferry on July 10. [[credit I. Moen/Northern Wire]]',
    'The ferry at the quay. Photo: [[credit I. Moen/Northern Wire]]',
    'The ferry at the quay. ([[credit Ida Moen / Sunrise Pictures]])',
    'The ferry at the quay / [[credit Ferry Ministry handout]]',
    'The ferry at the quay / [[credit Selm Quay Survey, handout]]',
    'The ferry at the quay / [[credit Captured from Radio Selm’s website]]',
    'The ferry at the quay,\nMonday. / [[credit Northern Wire]]',
    'The ferry at the quay.\n(Photo: [[credit Northern Wire]])',
    '셀름 부두의 배 / [[credit 하늘일보 자료사진]]',
  ])('are known by their credit: %s', (caption) => {
    const { text, marks } = readMarks(`Ferry back\n\n[[caption ${caption}]]\n\nThe ferry sails.`)
    const found = articleOf(text).paragraphs.find(({ kind }) => kind === 'CAPTION')
    expect([found?.span, found?.credit]).toEqual([marks[0]?.span, marks[1]?.span])
  })

  it('are known by a credit in square brackets', () => {
    const article = articleOf('Ferry back\n\nThe ferry at the quay [NW]\n\nThe ferry sails.')
    const caption = article.paragraphs.find(({ kind }) => kind === 'CAPTION')
    expect(wordsAt(article, caption?.span)).toBe('The ferry at the quay [NW]')
    expect(wordsAt(article, caption?.credit)).toBe('NW')
  })

  it('may stand in square brackets with the credit inside', () => {
    const article = articleOf(
      'Ferry back\n\n[The ferry at the quay. (Photo by Ida Moen/NW)]\n\nThe ferry sails.',
    )
    const caption = article.paragraphs.find(({ kind }) => kind === 'CAPTION')
    expect(wordsAt(article, caption?.credit)).toBe('Photo by Ida Moen/NW')
  })

  it('that are printed twice are two paragraphs', () => {
    expectParagraphs(
      '[[headline Ferry back]]\n\n[[caption The quay / NW file]]\n[[caption The quay / NW file]]\n\n[[text It sails.]]',
    )
  })

  it('stand anywhere in the text', () => {
    expectParagraphs(
      '[[headline Ferry back]]\n\n[[text It sails.]]\n\n[[caption The old quay in 1961. / Courtesy of Ida Moen]]\n\n[[text It floats.]]',
    )
  })

  it.each([
    ['a slash in prose', 'The fare rose / fell twice in a day, the guild said.'],
    ['a slash between two words', 'The pier and/or the quay will close'],
    ['a slash in the last sentence', 'The ferry sails. Ida Moen/Tor Lunde came second.'],
    ['an abbreviation in brackets', 'The ferry is run by the Selm Harbor Company (SHC).'],
    ['a remark in brackets', 'The ferry will sail. (He meant the old one.)'],
    ['a sign-off below quoted words', '“The ferry will sail.” (Northern Wire)'],
    ['a post with a picture', 'She posted a photo: it showed the quay.'],
    ['a list of names', 'Ferry: Ida Moen'],
  ])('are not made of %s', (_what, prose) => {
    expectParagraphs(`[[headline Ferry back]]\n\n[[text ${prose}]]\n\n[[text It sails.]]`)
  })
})

describe('bylines', () => {
  it.each([
    'By Ida Moen',
    'BY IDA MOEN',
    'By Ida Moen and Tor Lunde',
    'By Ida Moen, Staff reporter',
    'By Ida Moen, Northern Wire',
    'Written by Ida Moen',
    'Ida Moen, staff reporter',
    'Ida Moen, Sea correspondent',
    'From our correspondent in Selm',
    'ida.moen@northernwire.example',
    'Ida Moen ida@northernwire.example',
    'By Ida Moen (ida@northernwire.example)',
    '이다모 기자',
  ])('name who wrote it: %s', (byline) => {
    expectParagraphs(`[[headline Ferry back]]\n\n[[byline ${byline}]]\n\n[[text It sails.]]`)
  })

  it('stand at the end too', () => {
    expectParagraphs('[[headline Ferry back]]\n\n[[text It sails.]]\n\n[[byline By Ida Moen]]')
  })

  it.each([
    'By Monday the quay was clear.',
    'By the time it sailed, Ida Moen had left',
    'From Selm the ferry goes north',
    'The editor',
    'Write to ida@northernwire.example for a ticket to the quay.',
  ])('are not made of prose: %s', (prose) => {
    expectParagraphs(`[[headline Ferry back]]\n\n[[text ${prose}]]\n\n[[text It sails.]]`)
  })
})

describe('sign-offs', () => {
  it.each(['(Northern Wire)', '-- Northern Wire', '— NW', '(END)', '-30-', '###', 'ENDS'])(
    'end the text: %s',
    (signOff) => {
      expectParagraphs(`[[headline Ferry back]]\n\n[[text It sails.]]\n\n[[sign_off ${signOff}]]`)
    },
  )

  it.each([
    '© 2024 Northern Wire. All rights reserved.',
    'Copyright 2024 by Northern Wire',
    '(c) NW',
  ])('may say whose it is: %s', (signOff) => {
    expectParagraphs(`[[headline Ferry back]]\n\n[[text It sails.]]\n\n[[sign_off ${signOff}]]`)
  })

  it('may be several', () => {
    expectParagraphs(
      '[[headline Ferry back]]\n\n[[text It sails.]]\n\n[[sign_off (Northern Wire)]]\n[[sign_off (END)]]',
    )
  })

  it('stay in their paragraph when they end it', () => {
    expectParagraphs('[[headline Ferry back]]\n\n[[text “It sails,” she said. (Northern Wire)]]')
    expectParagraphs('[[headline Ferry back]]\n\n[[text It sails again. (Northern Wire)]]')
  })

  it('are not found in the middle', () => {
    expectParagraphs(
      '[[headline Ferry back]]\n\n[[text It sails.]]\n\n[[text (Applause)]]\n\n[[text It floats.]]',
    )
  })
})

describe('any text', () => {
  const words = fc.constantFrom(
    ...[
      'Ferry',
      'back',
      'DATE:',
      '2024-07-15',
      '10:00',
      'By',
      'Ida',
      'Moen',
      '/',
      '(',
      ')',
      '[',
      ']',
    ],
    ...[
      'Photo:',
      '©',
      '--',
      '.',
      ',',
      '"',
      '“',
      '”',
      '\n',
      '\n\n',
      '   ',
      '\u00a0',
      '@',
      'nw.example',
    ],
    ...['한', '기자', '\ud800', '\t'],
  )
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(words, { maxLength: 60 }).map((parts) => parts.join('')),
    fc.array(words, { maxLength: 60 }).map((parts) => parts.join(' ')),
  )

  it('gives paragraphs in order, apart, trimmed and not empty', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { body, paragraphs, headline, byline, stamp } = articleOf(text)
        expect(body).toBe(text)
        let end = 0
        for (const { span, credit } of paragraphs) {
          expect(span.start).toBeGreaterThanOrEqual(end)
          const inside = body.slice(span.start, span.end)
          expect(inside).toBe(inside.trim())
          expect(inside).not.toBe('')
          if (credit) {
            expect(credit.start).toBeGreaterThanOrEqual(span.start)
            expect(credit.end).toBeLessThanOrEqual(span.end)
            expect(credit.start).toBeLessThan(credit.end)
          }
          end = span.end
        }
        for (const span of [headline, byline, stamp?.literal ?? null]) {
          if (span) expect(body.slice(span.start, span.end)).not.toBe('')
        }
      }),
      { numRuns: 600 },
    )
  })

  it.each([
    ['quotation marks', '"'],
    ['slashes', ' / '],
    ['brackets', '('],
    ['labels', ' DATE: '],
    ['capitals', 'A '],
    ['blank lines', '\n\n'],
    ['lines', 'a\n'],
    ['dashes', '- '],
    ['digits', '1'],
    ['at signs', 'a@'],
    ['blanks', ' '],
    ['captions', 'The quay / NW\n'],
  ])(
    'of a megabyte of %s is read in less than three seconds',
    { tags: 'timing' },
    (_what, unit) => {
      const text = unit.repeat(Math.ceil(1_000_000 / unit.length))
      const start = performance.now()
      parseText(text)
      expect(performance.now() - start).toBeLessThan(3000)
    },
  )
})
