import { languages as ownLanguages } from '../languages/index.ts'
import type { Language, Languages } from '../languages/language.ts'
import { unread } from '../languages/unread.ts'
import type { ArticleCorrection } from '../model/annotations.ts'
import type { Article } from '../model/article.ts'
import type { Problem } from '../model/problem.ts'
import type { Quotation } from '../model/quotation.ts'
import type { Reading } from '../model/reading.ts'
import { publisherFor, type Settings } from '../model/settings.ts'
import type { ArticleSource, OutletMention, SourceName } from '../model/source.ts'
import type { Span } from '../model/span.ts'
import { articleId, itemArticleId } from '../identity/ids.ts'
import { type Complaint, fileProblem } from '../text/problems.ts'
import { countWords } from '../text/words.ts'
import { createBudget, findingsProblem, partProblem, readablePart, type Budget } from './budget.ts'
import { findCorrectedFacts } from './corrections.ts'
import { findDateline } from './datelines.ts'
import { findDateProblems, findDates } from './dates/index.ts'
import { languageOf, recognizeLanguage } from './language.ts'
import { findOutlets } from './sources/outlets.ts'
import { findPictures } from './pictures.ts'
import { findDoubts } from './published/doubts.ts'
import { resolvePublished, resolveTimes } from './published.ts'
import { findQuotations } from './quotations.ts'
import { withParagraphKinds } from './paragraph-kinds.ts'
import { repeatProblems, withoutRepeatedParagraphs, withoutRepeatedQuotations } from './repeats.ts'
import { findSources, joinSources } from './sources.ts'

/**
 * Extract everything from one article: sources, publication time, quotations, speakers, dates and
 * pictures. Pure: the same article, settings, budget and corrections give the same reading.
 *
 * @param problems - problems of the file, which become part of the reading
 * @param budget - what the file may still cost; articles of one file share it
 * @param languages - the languages with rules; ours by default
 * @param corrections - what people say of the articles of this file
 */
export function readArticle(
  stated: Article,
  settings: Settings,
  problems: readonly Problem[] = [],
  budget: Budget = createBudget(),
  languages: Languages = ownLanguages,
  corrections: readonly ArticleCorrection[] = [],
): Reading {
  const id = itemArticleId(stated) ?? articleId(stated.path, stated.key)
  const given =
    stated.status === 'WITHDRAWN' ? withoutText(stated) : withoutRepeatedParagraphs(stated)
  const part = readablePart(given, budget)
  const corrected = findCorrectedFacts(given, id, corrections)
  const { body } = part
  const tag =
    corrected.language ?? settings.language ?? part.language ?? recognizeLanguage(body, languages)
  const language = languageOf(tag, body, languages)
  const article = withParagraphKinds(part, settings, language)
  const whole = part === given ? article : given
  const outlets = findOutlets(article, language, settings)
  const dateline = findDateline(article, outlets, language)
  const pictures = findPictures(article, id, outlets, language)
  const printed = { dateline, outlets, pictures }
  const configured = { ...settings, publisher: publisherFor(article.path, settings) }
  const named = { ...article, publisher: corrected.publisher ?? article.publisher }
  const sources = findSources(named, printed, configured, language)
  const publisher = sources.find(({ role }) => role === 'PUBLISHER')?.source.name ?? null
  const timed = corrected.stamp === undefined ? article : { ...article, stamp: corrected.stamp }
  const stamped = resolvePublished(timed, dateline, publisher, settings)
  const allDates = findDates(article, id, { published: stamped, dateline }, language)
  const dates = allDates.length > budget.dates ? allDates.slice(0, budget.dates) : allDates
  const found = findQuotations(article, id, { dateline, outlets }, language, budget.quotations)
  const quotations = withoutRepeatedQuotations(article, found.quotations)
  budget.dates -= dates.length
  budget.quotations -= found.quotations.length
  const published = stamped && {
    ...stamped,
    doubts: [...stamped.doubts, ...findDoubts(timed, stamped, dateline, dates, language)],
  }
  return {
    id,
    article: whole,
    language: tag,
    dateline: dateline?.span ?? null,
    published,
    times: resolveTimes(article.times, publisher, settings),
    wordCount: countWords(whole.body),
    pictures,
    sources: joinSources([...sources, ...relaysOf(quotations, outlets)]),
    speakers: found.speakers,
    quotations,
    dates,
    problems: [
      ...problems,
      ...corrected.problems,
      ...itemProblems(whole),
      ...repeatProblems(whole),
      ...findDateProblems(article, language),
      ...found.problems,
      ...languageProblems(whole, tag, language, languages),
      ...[
        partProblem(whole, article),
        found.isCut ? findingsProblem(whole, 'quotations') : null,
        dates.length < allDates.length ? findingsProblem(whole, 'dates') : null,
      ].filter((problem) => problem !== null),
    ],
  }
}

/** The named relays of the quotations, each with all of its spans, in order of first mention. */
function relaysOf(
  quotations: readonly Quotation[],
  outlets: readonly OutletMention[],
): ArticleSource[] {
  const named = new Map(
    outlets.flatMap(({ source }) => (source ? [[source.id, source] as const] : [])),
  )
  const relays = new Map<SourceName, Map<number, Span>>()
  for (const { source, span } of quotations.flatMap(({ relays }) => relays)) {
    const name = source === null ? undefined : named.get(source)
    if (!name) continue
    const evidence = relays.get(name) ?? new Map<number, Span>()
    if (!evidence.has(span.start)) evidence.set(span.start, span)
    relays.set(name, evidence)
  }
  return Array.from(relays, ([source, evidence]) => ({
    source,
    role: 'RELAY',
    evidence: [...evidence.values()],
  }))
}

/** A withdrawn item keeps what identifies it. */
function withoutText(article: Article): Article {
  return {
    ...article,
    body: '',
    headline: null,
    byline: null,
    dateline: null,
    paragraphs: [],
    stamp: article.stamp && { ...article.stamp, literal: null },
    times: article.times.map((time) => ({ ...time, span: null })),
    sourceMap: null,
  }
}

function itemProblems({ path, itemId, status, times, provider }: Article): Problem[] {
  const name = itemId === null ? 'The item' : `The item "${itemId}"`
  const embargo = times.find(({ role }) => role === 'EMBARGOED')
  return [
    ...(status === 'WITHDRAWN' ? [fileProblem(path, withdrawn(name, provider))] : []),
    ...(embargo ? [fileProblem(path, embargoed(name, embargo.literal))] : []),
  ]
}

/** What is not read of a text in a language without rules. */
function languageProblems(
  { path, body }: Article,
  tag: string | null,
  language: Language,
  languages: Languages,
): Problem[] {
  if (language !== unread || body === '') return []
  const name = tag === null ? 'the language of this article' : `articles in "${tag}"`
  const problem = fileProblem(path, {
    code: 'NO_LANGUAGE_RULES',
    severity: 'INFO',
    message: `There are no rules for ${name}: quotations are found by their marks, without speakers.`,
    hint: `Languages with rules are ${languages.map(({ code }) => code).join(', ')}.`,
  })
  return [problem]
}

function withdrawn(name: string, provider: string | null): Complaint {
  const by = provider === null ? 'its provider' : `"${provider}"`
  return {
    code: 'WITHDRAWN_ITEM',
    severity: 'WARNING',
    message: `${name} was withdrawn by ${by}: neither its text nor its history is shown.`,
    hint: 'An item of another provider with this id stays as it is. Remove the file once nothing refers to the item.',
  }
}

function embargoed(name: string, until: string): Complaint {
  return {
    code: 'EMBARGOED_ITEM',
    severity: 'INFO',
    message: `${name} states an embargo until ${until}; it is shown all the same.`,
    hint: 'Check the embargo before you publish from it.',
  }
}
