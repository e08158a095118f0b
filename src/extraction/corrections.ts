import type { ArticleCorrection, QuotationCorrection } from '../model/annotations.ts'
import type { Article, Stamp } from '../model/article.ts'
import type { Problem } from '../model/problem.ts'
import type { Quotation } from '../model/quotation.ts'
import type { Reading } from '../model/reading.ts'
import type { ArticleSpeaker } from '../model/speaker.ts'
import { HALF, personId } from '../identity/ids.ts'
import { nameKey } from '../text/names.ts'
import { fileProblem } from '../text/problems.ts'

/** The rule name of corrected quotations. */
const RULE = 'correction'

/**
 * Apply corrections to a reading.
 *
 * A correction whose quotation no longer exists, or begins with other words, changes nothing and
 * becomes a STALE_CORRECTION problem of the article.
 *
 * @param corrections - those of this article's file; of several of one quotation, the last applies
 */
export function applyCorrections(
  reading: Reading,
  corrections: readonly QuotationCorrection[],
): Reading {
  const last = new Map(corrections.map((correction) => [correction.quotation, correction]))
  return corrections
    .filter((correction) => last.get(correction.quotation) === correction)
    .filter(({ quotation }) => mayBeOf(reading, quotation))
    .reduce(applyCorrection, reading)
}

/** An id begins as that of its article; in a file with one article, any id is for that one. */
function mayBeOf({ id, article }: Reading, quotation: string): boolean {
  return article.key === '' || quotation.startsWith(id.slice(0, HALF))
}

/** What people say of an article; what is absent is as extracted. */
export interface CorrectedFacts {
  /** Null when the time is unknown. */
  readonly stamp?: Stamp | null
  readonly language?: string
  readonly publisher?: string
  /** STALE_CORRECTION of the corrections that do not fit. */
  readonly problems: readonly Problem[]
}

/**
 * Find the facts of an article that people have corrected. Of several corrections of one fact, the last
 * applies.
 *
 * @param corrections - those of this article's file
 */
export function findCorrectedFacts(
  article: Article,
  id: string,
  corrections: readonly ArticleCorrection[],
): CorrectedFacts {
  if (corrections.length === 0) return { problems: [] }
  const beginning = nameKey(article.body.slice(0, BEGINNING))
  let facts: CorrectedFacts = { problems: [] }
  for (const correction of corrections) {
    const { published, language, publisher } = correction
    const isForId = correction.id === null || correction.id === id
    const fits = isForId && beginning.startsWith(nameKey(correction.words ?? ''))
    if (fits) {
      facts = {
        ...facts,
        ...(published !== undefined && {
          stamp: published && { ...published, literal: null, basis: 'CORRECTED' },
        }),
        ...(language !== undefined && { language }),
        ...(publisher !== undefined && { publisher }),
      }
    } else if (article.key === '' || correction.id === id) {
      facts = { ...facts, problems: [...facts.problems, staleOfArticle(article, correction)] }
    }
  }
  return facts
}

/** Characters in which the first words of a correction are looked for. */
const BEGINNING = 1000

function staleOfArticle({ path }: Article, { line, words }: ArticleCorrection): Problem {
  return fileProblem(path, {
    code: 'STALE_CORRECTION',
    severity: 'WARNING',
    message: `The correction on line ${line} of corrections.yaml does not fit "${path}"${
      words === null ? ', which has another id' : `, which does not begin with "${words}"`
    }.`,
    hint: 'The file has changed. Correct it again or remove the correction.',
  })
}

function applyCorrection(reading: Reading, correction: QuotationCorrection): Reading {
  const index = reading.quotations.findIndex(({ id }) => id === correction.quotation)
  const quotation = reading.quotations[index]
  if (!quotation || !beginsWith(reading, quotation, correction.words)) {
    return { ...reading, problems: [...reading.problems, stale(reading, correction)] }
  }
  const { change } = correction
  const others = reading.quotations.filter((each) => each !== quotation)
  if (change.kind === 'REJECTED') return withQuotations(reading, others, reading.speakers)
  const speaker = change.speaker == null ? null : findSpeaker(reading, change.speaker)
  const voice = change.speaker === undefined ? quotation : attributedTo(speaker)
  const amended: Quotation = {
    ...quotation,
    kind: change.quotationKind ?? quotation.kind,
    attribution: voice.attribution,
    naming: voice.naming,
    tier: 'HIGH',
    confidence: 1,
    wordsConfidence: 1,
    speakerConfidence: voice.attribution.speaker === null ? null : 1,
    rule: RULE,
  }
  const speakers = speaker ? [...reading.speakers, speaker] : reading.speakers
  return withQuotations(reading, reading.quotations.with(index, amended), speakers)
}

function beginsWith(
  { article: { body } }: Reading,
  { content }: Quotation,
  words: string,
): boolean {
  const text = content.map(({ start, end }) => body.slice(start, end)).join(' ')
  return nameKey(text).startsWith(nameKey(words))
}

/** The speaker with a name in the article, or a new one. */
function findSpeaker({ speakers }: Reading, name: string): ArticleSpeaker {
  const key = nameKey(name)
  const known = speakers.find((each) => [each.name, ...each.aliases].map(nameKey).includes(key))
  return known ?? { id: personId(name), name, kind: 'PERSON', aliases: [], roles: [] }
}

function attributedTo(speaker: ArticleSpeaker | null): Pick<Quotation, 'attribution' | 'naming'> {
  return speaker
    ? {
        attribution: { basis: 'CORRECTED', speaker: speaker.id, candidates: [] },
        naming: 'NAMED',
      }
    : { attribution: { basis: 'NONE', speaker: null, candidates: [] }, naming: 'NONE' }
}

/** Keep only the speakers and candidates of the quotations, without repeats. */
function withQuotations(
  reading: Reading,
  quotations: readonly Quotation[],
  speakers: readonly ArticleSpeaker[],
): Reading {
  const mentioned = new Set(
    quotations.flatMap(({ attribution: { speaker, candidates } }) => [speaker, ...candidates]),
  )
  const known = new Map(speakers.map((speaker) => [speaker.id, speaker]))
  return {
    ...reading,
    quotations,
    speakers: [...known.values()].filter(({ id }) => mentioned.has(id)),
  }
}

function stale({ article }: Reading, { line, words }: QuotationCorrection): Problem {
  return fileProblem(article.path, {
    code: 'STALE_CORRECTION',
    severity: 'WARNING',
    message: `The correction on line ${line} of corrections.yaml fits no quotation of "${article.path}" that begins with "${words}".`,
    hint: 'The article or its reading has changed. Correct it again or remove the correction.',
  })
}
