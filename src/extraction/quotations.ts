import type { Language } from '../languages/language.ts'
import { Form, Frame, WordClass } from '../languages/quotation-words.ts'
import type { Article } from '../model/article.ts'
import type { Dateline } from '../model/dateline.ts'
import type { Problem } from '../model/problem.ts'
import type { Cue, Factuality, Quotation, Relay } from '../model/quotation.ts'
import type { OutletMention } from '../model/source.ts'
import type { Span } from '../model/span.ts'
import type { ArticleSpeaker } from '../model/speaker.ts'
import { partId } from '../identity/ids.ts'
import { spanOf } from '../text/prose.ts'
import { speakerConfidenceOf, tierOf, wordsConfidenceOf } from './quotations/confidence.ts'
import { type RawQuotation, contentSpans, kindOf } from './quotations/raw-quotation.ts'
import { factualityOf } from './quotations/factuality.ts'
import { splitAtInsertedCues } from './quotations/inserted-cues.ts'
import { findRawQuotations } from './quotations/find-raw-quotations.ts'
import {
  COMMA,
  createDoc,
  type Doc,
  entriesAt,
  formsAt,
  hasClass,
  isMark,
  isWord,
} from './quotations/doc.ts'
import { previousSpeaker } from './quotations/previous-speaker.ts'
import { resolveSpeakers } from './speakers/index.ts'
import type { Utterance } from './speakers/resolve-mentions.ts'
import { findRelays, passedOn } from './quotations/relays.ts'

export interface FoundQuotations {
  readonly quotations: readonly Quotation[]
  /** All speakers and candidates of the quotations, without repeats. */
  readonly speakers: readonly ArticleSpeaker[]
  readonly problems: readonly Problem[]
  /** The article has more quotations than the limit. */
  readonly isCut: boolean
}

/** Results of earlier stages. */
export interface Known {
  readonly dateline: Dateline | null
  readonly outlets: readonly OutletMention[]
}

/** Quotations before their speakers are resolved; both lists have the same order and length. */
export interface FoundUtterances {
  readonly doc: Doc
  readonly rawQuotations: readonly RawQuotation[]
  readonly utterances: readonly Utterance[]
  readonly isCut: boolean
}

/**
 * Find the quotations of an article with their speakers and relays, in reading order.
 *
 * @param max - later quotations are left out
 */
export function findQuotations(
  article: Article,
  id: string,
  known: Known,
  language: Language,
  max = Infinity,
): FoundQuotations {
  const { doc, rawQuotations, utterances, isCut } = findUtterances(article, known, language, max)
  // Without cue words nothing says who speaks.
  const { resolved, speakers } =
    language.quotations.cueForms.length === 0
      ? { resolved: utterances.map(() => NOBODY), speakers: [] }
      : resolveSpeakers(article, id, utterances, known, language, doc)
  const speakersById = new Map(speakers.map((speaker) => [speaker.id, speaker]))
  const quotations: Quotation[] = []
  const occurrences = new Map<string, number>()
  let told: ToldMedium | null = null
  let factuality: Factuality = 'SAID'
  rawQuotations.forEach((raw, index) => {
    const utterance = utterances[index]
    const voice = resolved[index]
    if (!utterance || !voice) return
    const { content, cue, mention, paragraph } = utterance
    const { rule } = raw
    // Words that a paragraph break splits are said as the cue before it states.
    if (rule !== 'carried-over') factuality = factualityOf(doc, raw)
    const kind = kindOf(doc, raw.content)
    const { speaker } = voice.attribution
    const own = findRelays(doc, raw, known.outlets)
    const before = quotations.at(-1)
    const words = mention ? article.body.slice(mention.start, mention.end) : ''
    const isOpening = isToldBefore(doc, raw, own)
    if (isOpening || isToldTo(article.body, cue, own))
      told = { relays: own, speaker, paragraph, words, isOpening }
    else if (told && own.length === 0 && goesOn(told, { speaker, paragraph, before })) {
      // A body speaks on several occasions in one article.
      const isPerson = speakersById.get(speaker ?? '')?.kind === 'PERSON'
      if (isPerson && !isNewOccasion(doc, raw)) told = { ...told, paragraph }
    }
    const isQuotedOn = rule === 'quoted-as-saying' && before?.attribution.speaker === speaker
    if (isQuotedOn && own.length === 0 && before.paragraph === paragraph && !told)
      told = { relays: before.relays, speaker, paragraph, words, isOpening: false }
    const covered =
      told?.paragraph === paragraph &&
      told.speaker === speaker &&
      (speaker !== null || isSameVoice(told, words)) &&
      !isElsewhere(doc, raw)
        ? told
        : null
    const passed = covered ? covered.relays : passedOn(doc, raw, known.outlets)
    const relays = own.length > 0 ? own : passed
    const wordsConfidence = wordsConfidenceOf(rule, raw.tier, kind)
    const speakerConfidence = speakerConfidenceOf({
      basis: voice.attribution.basis,
      naming: voice.naming,
      speaker: speaker === null ? null : (speakersById.get(speaker) ?? null),
      lead: leadOf(article, paragraph, mention),
      isSameVoice: before?.attribution.speaker === speaker && paragraph - before.paragraph <= 1,
    })
    const confidence = Math.round(wordsConfidence * speakerConfidence * 1000) / 1000
    quotations.push({
      id: idOf(article.body, id, content, occurrences),
      kind,
      content,
      cue,
      mention,
      attribution: voice.attribution,
      naming: voice.naming,
      factuality,
      relays,
      tier: tierOf(
        raw.tier,
        confidence,
        factuality,
        speaker !== null || voice.naming === 'ANONYMOUS',
      ),
      confidence,
      wordsConfidence,
      speakerConfidence: speaker === null ? null : speakerConfidence,
      rule,
      paragraph,
    })
  })
  return { quotations, speakers, problems: problemsOf(article, doc), isCut }
}

/** The most characters before a mention in which a name counts as near. */
const MAX_LEAD = 2000

/** The paragraph before a mention. */
function leadOf({ body, paragraphs }: Article, paragraph: number, mention: Span | null): string {
  const start = paragraphs[paragraph]?.span.start
  if (mention === null || start === undefined) return ''
  return body.slice(Math.max(start, mention.start - MAX_LEAD), mention.start)
}

const NOBODY = {
  attribution: { basis: 'NONE', speaker: null, candidates: [] },
  naming: 'NONE',
} as const

/** The medium that a speaker talks to, which carries what else the speaker says in a paragraph. */
interface ToldMedium {
  readonly relays: readonly Relay[]
  readonly speaker: string | null
  readonly paragraph: number
  /** The mention of the speaker. */
  readonly words: string
  /** "Speaking to the Post, Hale said", which holds for its paragraph alone. */
  readonly isOpening: boolean
}

interface LaterQuotation {
  readonly speaker: string | null
  readonly paragraph: number
  readonly before: Quotation | undefined
}

/** Whether the speaker of the quotation before goes on in the next paragraph. */
function goesOn(told: ToldMedium, { speaker, paragraph, before }: LaterQuotation): boolean {
  if (told.isOpening || speaker === null || told.speaker !== speaker) return false
  return paragraph - told.paragraph === 1 && before?.attribution.speaker === speaker
}

/** In tokens: "in a short statement" behind the cue. */
const LONGEST_OCCASION = 5

/** "He told reporters", "he said in a statement": another occasion than the talk before. */
function isNewOccasion(doc: Doc, { cue, entry, mention }: RawQuotation): boolean {
  if (!cue) return false
  const from = mention && mention.first === cue.end ? mention.end : cue.end
  const other = WordClass.COMPLEMENTIZER | WordClass.PREPOSITION | WordClass.ADVERB | WordClass.TIME
  const isAddressing = entry !== null && (entry.frames & Frame.ADDRESSEE) !== 0
  if (isAddressing && isWord(doc, from) && !hasClass(doc, from, other)) return true
  for (let at = from; at < from + LONGEST_OCCASION && isWord(doc, at); at += 1) {
    if (doc.words.nouns.valueOf(doc.tokens, at) !== 0) return true
    if (doc.words.talks.valueOf(doc.tokens, at) !== 0) return true
  }
  return false
}

/** "Speaking to the Post, Hale said", "In an interview with Radio Selm, she said". */
function isToldBefore(doc: Doc, { cue, around }: RawQuotation, relays: readonly Relay[]): boolean {
  const [relay] = relays
  if (!cue || !relay) return false
  let isTalk = false
  for (let at = around.first; at < cue.first; at += 1) {
    if ((doc.tokens.starts[at] ?? 0) >= relay.span.start) return isTalk
    if (isMark(doc, at, COMMA)) return false
    isTalk ||= doc.words.talks.valueOf(doc.tokens, at) !== 0
    isTalk ||= (formsAt(doc, at) & Form.GERUND) !== 0 && !isCitingVerb(doc, at)
  }
  return false
}

function isCitingVerb(doc: Doc, at: number): boolean {
  return entriesAt(doc, at).some(({ lemma }) => doc.words.citingLemmas.has(lemma))
}

/** "A diplomat told the Post … “No,” the diplomat said": nameless voices with the same noun. */
function isSameVoice({ words }: ToldMedium, later: string): boolean {
  const noun = later.split(' ').at(-1) ?? ''
  return later.includes(' ') && words.split(' ').includes(noun)
}

/** "In court she said", "At a rally on Friday he told": a place of its own before the speaker. */
function isElsewhere(doc: Doc, { cue, mention, around }: RawQuotation): boolean {
  const first = wordFrom(doc, around.first)
  if (!cue || !mention || mention.first <= first || mention.first > cue.first) return false
  if (!hasClass(doc, first, WordClass.PREPOSITION)) return false
  let isSetApart = false
  for (let at = first; at < mention.first; at += 1) {
    if (doc.words.talks.valueOf(doc.tokens, at) !== 0) return false
    isSetApart ||= isMark(doc, at, COMMA)
  }
  return isSetApart
}

function wordFrom(doc: Doc, from: number): number {
  let at = from
  while (at < from + LONGEST_OCCASION && !isWord(doc, at)) at += 1
  return at
}

/** "told the Harbour Post", "said in an interview with Radio Selm": no comma before the medium. */
function isToldTo(body: string, cue: Cue | null, relays: readonly Relay[]): boolean {
  const [relay] = relays
  if (!cue || !relay || relay.span.start < cue.span.end) return false
  return !/[,;:.]/.test(body.slice(cue.span.end, relay.span.start))
}

/** Find the quotations of an article with their cues and mentions, without resolving speakers. */
export function findUtterances(
  article: Article,
  known: Known,
  language: Language,
  max = Infinity,
): FoundUtterances {
  const outlets = known.outlets.map(({ span }) => span)
  const doc = splitAtInsertedCues(
    createDoc(article, outlets, known.dateline?.span ?? null, language),
  )
  const all = findRawQuotations(doc)
  const rawQuotations = all.length > max ? all.slice(0, max) : all
  let paragraph = 0
  const utterances = rawQuotations.map((raw, index): Utterance => {
    const start = raw.content[0]?.first ?? 0
    while (start >= (doc.prose.paragraphs[paragraph]?.end ?? Infinity)) paragraph += 1
    const before = raw.continues ? previousSpeaker(doc, rawQuotations, index) : null
    return {
      content: contentSpans(doc, raw.content),
      cue: raw.cue && { span: spanOf(doc.tokens, raw.cue), lemma: raw.lemma },
      mention: raw.mention && spanOf(doc.tokens, raw.mention),
      paragraph,
      continues: before?.sure ? before.index : null,
      perhaps: before?.index ?? null,
    }
  })
  return { doc, rawQuotations, utterances, isCut: all.length > max }
}

/**
 * The id, derived from the content and the number of earlier quotations with the same content.
 *
 * @param occurrences - how often each content has occurred; updated
 */
function idOf(
  body: string,
  article: string,
  content: readonly Span[],
  occurrences: Map<string, number>,
): string {
  const words = wordsOf(body, content)
  const occurrence = occurrences.get(words) ?? 0
  occurrences.set(words, occurrence + 1)
  return partId('quotation', article, words, occurrence)
}

function wordsOf(body: string, content: readonly Span[]): string {
  const [only] = content
  if (only && content.length === 1) return body.slice(only.start, only.end)
  return content.map(({ start, end }) => body.slice(start, end)).join(' ')
}

/** Unbalanced marks that are reported one by one; the rest share one problem. */
const MAX_UNBALANCED = 20

function problemsOf(article: Article, doc: Doc): Problem[] {
  const { unbalanced } = doc.prose.quoted
  const rest = unbalanced.length - MAX_UNBALANCED
  let line = 1
  let lineStart = 0
  let lineEnd = article.body.indexOf('\n')
  return unbalanced.slice(0, MAX_UNBALANCED + 1).map((token, index) => {
    const span = spanOf(doc.tokens, { first: token, end: token + 1 })
    while (lineEnd >= 0 && lineEnd < span.start) {
      line += 1
      lineStart = lineEnd + 1
      lineEnd = article.body.indexOf('\n', lineStart)
    }
    return {
      code: 'UNBALANCED_QUOTATION_MARK',
      severity: 'INFO',
      message:
        index === MAX_UNBALANCED && rest > 1
          ? `A quotation mark has no partner in its paragraph, and ${rest - 1} later ones have none.`
          : 'A quotation mark has no partner in its paragraph.',
      hint: 'The quotation was taken to run to the end of its sentence or paragraph.',
      path: article.path,
      span,
      line,
      column: span.start - lineStart + 1,
    }
  })
}
