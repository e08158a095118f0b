import { compareWords, piecesOf, type WordComparison } from '../src/identity/compare-words.ts'
import type { WordDifference as WordDifferenceRecord } from '../src/identity/compare-words.ts'
import type { Loaders } from '../src/loaders/loaders.ts'
import { requirePresent } from '../src/loaders/revision.ts'
import type { QuotationFilter as StoreFilter } from '../src/model/lists.ts'
import type { Quotation } from '../src/model/quotation.ts'
import { type ArticleFilter, resolveArticleFilter } from './article.ts'
import type { Builder } from './builder.ts'
import { type Inputs, requireWords, resolveIdsByName } from './inputs.ts'
import { checkPageSize, MAX_PAGE } from './paging.ts'
import { loadParts } from './parts.ts'
import type { InArticle } from './records.ts'

type Verdict = 'FOUND' | 'CUT' | 'ALTERED' | 'OTHER_SPEAKER' | 'NOT_FOUND'

/** A quotation that has the words, or most of them. */
interface Place {
  readonly quotation: InArticle<Quotation>
  readonly comparison: WordComparison
}

interface Verification {
  readonly text: string
  readonly verdict: Verdict
  /** Earliest first. */
  readonly places: readonly Place[]
}

const MOST_TEXT = { bytes: 4_000, words: 300 }

/** Defines `verify`, which finds words in quotations and says what differs. */
export function defineVerify(builder: Builder, inputs: Inputs, articleFilter: ArticleFilter): void {
  const VerificationVerdict = builder.enumType('VerificationVerdict', {
    description: 'Whether words are quoted in the archive.',
    values: {
      FOUND: { description: 'A quotation has them: the same words, but for marks and case.' },
      CUT: { description: 'A quotation has them with more words where the text has "…".' },
      ALTERED: {
        description:
          'A quotation has most of them. An added or dropped negation is always an alteration.',
      },
      OTHER_SPEAKER: {
        description:
          'They are quoted, but not from this speaker: from another one, or from nobody known.',
      },
      NOT_FOUND: { description: 'No quotation has most of them.' },
    } satisfies Record<Verdict, object>,
  })

  const WordMatch = builder.enumType('WordMatch', {
    description: 'How the words of a quotation match a text.',
    values: {
      EXACT: { description: 'Every character is the same.' },
      SAME_WORDS: { description: 'The words are the same, marks or case differ.' },
      CUT: { description: 'The quotation has more words where the text has "…".' },
      ALTERED: { description: 'Some words differ.' },
    } satisfies Record<WordComparison['match'], object>,
  })

  const WordDifferenceKind = builder.enumType('WordDifferenceKind', {
    description: 'How words differ.',
    values: {
      REPLACED: { description: 'The text has other words than the quotation.' },
      ADDED: { description: 'Only the text has them.' },
      DROPPED: { description: 'Only the quotation has them.' },
      LEFT_OUT: { description: 'Only the quotation has them, where the text has "…".' },
    } satisfies Record<WordDifferenceRecord['kind'], object>,
  })

  const WordDifference = builder
    .objectRef<InArticle<WordDifferenceRecord> & { readonly text: string }>('WordDifference')
    .implement({
      description: 'Words that differ between a text and a quotation.',
      fields: (t) => ({
        kind: t.field({
          type: WordDifferenceKind,
          description: 'How they differ.',
          resolve: ({ value }) => value.kind,
        }),
        given: t.string({
          nullable: true,
          description: 'The words of the text; null if only the quotation has them.',
          resolve: ({ text, value: { given } }) => given && text.slice(given.start, given.end),
        }),
        givenStart: t.int({
          nullable: true,
          description:
            'Where they start in the text, in UTF-16 code units; null if they are not in it.',
          resolve: ({ value }) => value.given?.start ?? null,
        }),
        givenEnd: t.int({
          nullable: true,
          description: 'Where they end in the text; null if they are not in it.',
          resolve: ({ value }) => value.given?.end ?? null,
        }),
        quoted: t.field({
          type: 'Span',
          nullable: true,
          description: 'Position of the words of the quotation; null if only the text has them.',
          resolve: ({ reading, value: { kept } }) => kept && { reading, value: kept },
        }),
        isNegation: t.boolean({
          description: 'Whether a negation ("not", "never", "no") is on one side only.',
          resolve: ({ value }) => value.isNegation,
        }),
      }),
    })

  const VerificationPlace = builder
    .objectRef<Place & { readonly text: string }>('VerificationPlace')
    .implement({
      description: 'A quotation that has the words of a text, or most of them.',
      fields: (t) => ({
        quotation: t.field({
          type: 'Quotation',
          description: 'The quotation. `factuality` tells whether its words were said.',
          resolve: ({ quotation }) => quotation,
        }),
        match: t.field({
          type: WordMatch,
          description: 'How its words match.',
          resolve: ({ comparison }) => comparison.match,
        }),
        span: t.field({
          type: 'Span',
          description: 'Position from the first to the last word that was found.',
          resolve: ({ quotation: { reading }, comparison }) => ({
            reading,
            value: comparison.kept,
          }),
        }),
        differences: t.field({
          type: [WordDifference],
          description: 'Words that differ, in the order of the text.',
          resolve: ({ quotation: { reading }, comparison: { differences }, text }) =>
            differences.map((value) => ({ reading, value, text })),
        }),
        isNegationChanged: t.boolean({
          description: 'Whether a difference is about a negation.',
          resolve: ({ comparison }) => comparison.differences.some(({ isNegation }) => isNegation),
        }),
      }),
    })

  const VerificationType = builder.objectRef<Verification>('Verification').implement({
    description: 'Whether words are quoted in the archive, and where.',
    fields: (t) => ({
      verdict: t.field({
        type: VerificationVerdict,
        description: 'The best match of all places.',
        resolve: ({ verdict }) => verdict,
      }),
      places: t.field({
        type: [VerificationPlace],
        description:
          'Quotations with the best match, by time of publication, the earliest first and undated ones last.',
        args: {
          first: t.arg.int({
            required: true,
            defaultValue: 20,
            description: `How many places, 1 to ${MAX_PAGE}.`,
          }),
        },
        resolve: ({ places, text }, { first }) =>
          places.slice(0, checkPageSize('first', first)).map((place) => ({ ...place, text })),
      }),
    }),
  })

  builder.queryField('verify', (t) =>
    t.field({
      type: VerificationType,
      description: 'Whether words are quoted in the archive, as they are or altered.',
      args: {
        text: t.arg.string({
          required: true,
          description: `The words, without the name of the speaker; "…" where words are left out. At most ${MOST_TEXT.words} words.`,
        }),
        speaker: t.arg({ type: inputs.SpeakerBy, description: 'Who is said to have said them.' }),
        article: t.arg({
          type: articleFilter,
          description: 'Only quotations in articles that match this filter.',
        }),
      },
      resolve: async (_root, { text, speaker, article }, { load }) => {
        requireWords(text, MOST_TEXT)
        const speakers = await resolveIdsByName('speakers', speaker, load)
        const matching = article ? await resolveArticleFilter(article, load) : undefined
        return { text, ...(await verify(text, speakers, { article: matching }, load)) }
      },
    }),
  )
}

/** Looks for the words of the speaker first, as they are and then altered, and then for those of others. */
async function verify(
  text: string,
  speakers: readonly string[] | undefined,
  filter: StoreFilter,
  load: Loaders,
): Promise<Omit<Verification, 'text'>> {
  const own = await findPlaces(text, { ...filter, speakers }, load)
  const verdict = verdictOf(own)
  if (!speakers || (verdict !== 'ALTERED' && verdict !== 'NOT_FOUND'))
    return { verdict, places: own }
  const others = await findPlaces(text, filter, load)
  const isBetter = verdict === 'NOT_FOUND' || verdictOf(others) !== 'ALTERED'
  if (others.length > 0 && isBetter) return { verdict: 'OTHER_SPEAKER', places: others }
  return { verdict, places: own }
}

function verdictOf([place]: readonly Place[]): Verdict {
  if (!place) return 'NOT_FOUND'
  const { match } = place.comparison
  return match === 'EXACT' || match === 'SAME_WORDS' ? 'FOUND' : match
}

/** The places with the best match. */
async function findPlaces(text: string, filter: StoreFilter, load: Loaders): Promise<Place[]> {
  const pieces = piecesOf(text)
  const phrases = pieces.map((piece) => `"${piece.join(' ')}"`).join(' ')
  const earliest = { field: 'PUBLISHED', descending: false } as const
  const whole = await comparedPlaces(text, { ...filter, words: phrases }, earliest, MAX_PAGE, load)
  const exact = bestOf(whole.places)
  if (exact.length > 0) return exact
  // Long runs are rare, so that few quotations are compared; most alterations leave one.
  for (const length of LONG_RUNS) {
    const runs = runsOf(pieces, length)
    if (runs.phrases.length === 0) continue
    const sets = { ...filter, phrases: runs.phrases }
    const { places, isAll } = await comparedPlaces(text, sets, earliest, MAX_PAGE, load)
    const best = bestOf(places)
    const distance = best[0]?.comparison.distance
    if (isAll && distance !== undefined && distance <= runs.mostDiffering) return best
  }
  const sets = partialPhrases(pieces)
  if (sets.length === 0) return []
  const relevance = { field: 'RELEVANCE', descending: true } as const
  const like = { ...filter, phrases: sets }
  return bestOf((await comparedPlaces(text, like, relevance, CANDIDATES, load)).places)
}

const LONG_RUNS = [6, 4]

interface Runs {
  /** Some of the runs of words, each as a set of one phrase. */
  readonly phrases: readonly string[][]
  /** A quotation in which no more words differ has one of the phrases. */
  readonly mostDiffering: number
}

/** The runs of so many words in a text, or one of every few. */
function runsOf(pieces: readonly (readonly string[])[], length: number): Runs {
  const runs = pieces.flatMap((piece) =>
    piece.slice(length - 1).map((_, at) => [piece.slice(at, at + length).join(' ')]),
  )
  const step = Math.ceil(runs.length / MOST_SETS)
  const words = pieces.flat().length
  // So many differing words cut a text into that many runs and one more; an ellipsis cuts it, too.
  const longestWith = (differing: number) => (words - differing) / (differing + pieces.length)
  let mostDiffering = 0
  while (longestWith(mostDiffering + 1) >= length + step - 1) mostDiffering += 1
  return { phrases: runs.filter((_, at) => at % step === 0), mostDiffering }
}

/** Quotations that are compared with altered words. */
const CANDIDATES = 50

interface ComparedPlaces {
  readonly places: readonly Place[]
  /** Whether no other quotation matches the filter. */
  readonly isAll: boolean
}

async function comparedPlaces(
  text: string,
  filter: StoreFilter,
  order: { readonly field: 'PUBLISHED' | 'RELEVANCE'; readonly descending: boolean },
  limit: number,
  load: Loaders,
): Promise<ComparedPlaces> {
  const set = { list: 'quotations', filter, owner: null, roles: [] } as const
  const window = { order: [order], limit, after: null, before: null, backwards: false }
  const { items, hasMoreAfter } = await load.page(set, window, '')
  const found = await loadParts('quotations', items, load)
  const places = found.map(requirePresent).flatMap((quotation): Place[] => {
    const { reading, value } = quotation
    const parts = value.content.map(({ start, end }) => ({
      text: reading.article.body.slice(start, end),
      start,
    }))
    const comparison = compareWords(text, parts)
    return comparison ? [{ quotation, comparison }] : []
  })
  return { places, isAll: !hasMoreAfter }
}

const RANKS = { EXACT: 0, SAME_WORDS: 0, CUT: 1, ALTERED: 2 } as const

/** Those with the best match and the fewest differing words, earliest first. */
function bestOf(places: readonly Place[]): Place[] {
  const rankOf = ({ comparison: { match, distance } }: Place) => RANKS[match] * 1_000 + distance
  const best = Math.min(...places.map(rankOf))
  const timeOf = ({ quotation }: Place) => quotation.reading.published?.local ?? '~'
  return places
    .filter((place) => rankOf(place) === best)
    .sort((a, b) => (timeOf(a) < timeOf(b) ? -1 : timeOf(a) > timeOf(b) ? 1 : 0))
}

// Of few words all but one must occur; of more, three in a row.
const FEW_WORDS = 7
const IN_A_ROW = 3
const MOST_SETS = 16

/** Sets of phrases, one of which altered words still have. */
function partialPhrases(pieces: readonly (readonly string[])[]): string[][] {
  const words = pieces.flat()
  if (words.length < IN_A_ROW) return []
  const sets = words.length > FEW_WORDS ? [] : words.map((_, at) => words.toSpliced(at, 1))
  return [...sets, ...runsOf(pieces, IN_A_ROW).phrases]
}
