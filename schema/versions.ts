import { mapAwaitable } from '../src/loaders/awaitable.ts'
import type { Quotation as QuotationRecord } from '../src/model/quotation.ts'
import type { Reading } from '../src/model/reading.ts'
import { areSameWords } from '../src/identity/same-words.ts'
import { overlapOf, plainWords, shinglesOf } from '../src/identity/near-duplicates.ts'
import type { Builder } from './builder.ts'
import { checkPageSize, MAX_PAGE } from './paging.ts'

/** An article with nearly the text of another one. */
interface Version {
  readonly of: Reading
  readonly reading: Reading
  readonly overlap: number
}

/** Smaller overlaps are chance or shared background. */
const SAME_STORY = 0.5

/** Defines the near-duplicates of an article. */
export function defineVersions(builder: Builder): void {
  const ArticleVersion = builder.objectRef<Version>('ArticleVersion').implement({
    description: 'Another article with nearly the same text.',
    fields: (t) => ({
      article: t.field({
        type: 'Article',
        description: 'The other article.',
        resolve: ({ reading }) => reading,
      }),
      overlap: t.exposeFloat('overlap', {
        description: `Share of the shorter text that the longer one contains verbatim, ${SAME_STORY} to 1.`,
      }),
      added: t.field({
        type: ['Quotation'],
        description:
          'Quotations of the other article that this article does not contain, with a tolerance for small differences.',
        resolve: ({ of, reading }) => quotationsOnlyIn(reading, of),
      }),
      dropped: t.field({
        type: ['Quotation'],
        description:
          'Quotations of this article that the other article does not contain, with a tolerance for small differences.',
        resolve: ({ of, reading }) => quotationsOnlyIn(of, reading),
      }),
    }),
  })

  builder.objectField('Article', 'versions', (t) =>
    t.field({
      type: [ArticleVersion],
      description:
        'Articles with nearly the same text, published within a week; those with the largest overlap first.',
      args: {
        first: t.arg.int({ defaultValue: 20, required: true, description: `1 to ${MAX_PAGE}.` }),
      },
      resolve: (reading, { first }, { load }) => {
        checkPageSize('first', first)
        const others = mapAwaitable(load.nearDuplicates.load(reading.id), (ids) =>
          load.reading.loadMany(ids),
        )
        return mapAwaitable(others, (readings) => findVersions(reading, readings).slice(0, first))
      },
    }),
  )
}

function findVersions(of: Reading, others: readonly (Reading | null)[]): Version[] {
  const shingles = shinglesOf(of.article)
  return others
    .flatMap((reading) => {
      const overlap = reading ? overlapOf(shingles, shinglesOf(reading.article)) : 0
      return reading && overlap >= SAME_STORY ? [{ of, reading, overlap }] : []
    })
    .sort((a, b) => b.overlap - a.overlap)
}

function quotationsOnlyIn(reading: Reading, other: Reading) {
  const others = other.quotations.map((quotation) => wordsOf(other, quotation))
  return reading.quotations
    .filter((quotation) => {
      const words = wordsOf(reading, quotation)
      return !others.some((each) => areSameWords(each, words))
    })
    .map((value) => ({ reading, value }))
}

function wordsOf({ article }: Reading, { content }: QuotationRecord): string[] {
  return plainWords(content.map(({ start, end }) => article.body.slice(start, end)).join(' '))
}
