import type { PronounKind } from '../../languages/people-words.ts'
import type { Cue, Naming, SpeakerBasis } from '../../model/quotation.ts'
import type { Span } from '../../model/span.ts'
import type { Run } from '../../text/quotation-marks.ts'
import { COMMA, stretchAt } from '../quotations/doc.ts'
import { Coreference } from './coreference.ts'
import type { EntityIndex } from './entity-index.ts'
import { type Entity, isPerson, rolesOfEntity } from './entity.ts'
import { isCalledLike } from './descriptions.ts'
import {
  indexNames,
  type NameIndex,
  nameMentionAt,
  type Phrase,
  readAntecedent,
  readPhrase,
} from './phrases.ts'
import { personFit } from './pronouns.ts'
import { type Resolution, resolvedTo, UNRESOLVED } from './resolution.ts'
import { nominalEnd, readRole, type Role } from './roles.ts'
import {
  hasFlag,
  isCapitalWord,
  isVerb,
  lowerText,
  markAt,
  runOfSpan,
  sentenceEnd,
  sentenceStart,
  type TaggedArticle,
} from './tagged-article.ts'
import { Flag } from './word-flags.ts'

/** An utterance before its speaker is resolved. */
export interface Utterance {
  readonly content: readonly Span[]
  /** Null without one. */
  readonly cue: Cue | null
  /** The words that name the speaker; null without any. */
  readonly mention: Span | null
  /** Index of the paragraph in which the content begins. */
  readonly paragraph: number
  /** Index of the earlier utterance with the same speaker, when no words here name one. */
  readonly continues: number | null
  /** Index of an earlier utterance whose speaker is a candidate. */
  readonly perhaps?: number | null
}

/** The speaker of an utterance as an entity, before ids are given. */
interface SpeakerResolution {
  readonly resolution: Resolution
  readonly basis: Exclude<SpeakerBasis, 'CORRECTED'>
  readonly naming: Naming
}

/** The speaker of every utterance, with the antecedents of pronouns and descriptions. */
export interface ResolvedMentions {
  readonly resolutions: readonly SpeakerResolution[]
  readonly antecedents: Coreference['antecedents']
}

const NO_SPEAKER: SpeakerResolution = { resolution: UNRESOLVED, basis: 'NONE', naming: 'NONE' }

/** Resolve the speakers of all utterances in one pass over the article. */
export function resolveMentions(
  tagged: TaggedArticle,
  index: EntityIndex,
  utterances: readonly Utterance[],
  mentions: readonly (Run | null)[],
): ResolvedMentions {
  const names = indexNames(tagged, index.nameMentions)
  const phrases = mentions.map((run) => run && readPhrase(tagged, run, names))
  for (const phrase of phrases) countAsPerson(phrase)
  const coreference = new Coreference(tagged, index, names, reportedTokens(tagged, utterances))
  const resolutions = resolveInOrder(
    tagged,
    coreference,
    phrases,
    placesOf(tagged, utterances, mentions),
    names,
    utterances,
  )
  resolveLead(tagged, index, phrases, utterances, resolutions)
  const kinds = phrases.map((phrase) => phrase && pronounKind(tagged, phrase))
  for (const { index, outer } of findFirstPersons(utterances, kinds)) {
    resolutions[index] = resolveFirstPerson(kinds[index] ?? null, resolutions[outer] ?? NO_SPEAKER)
  }
  return {
    resolutions: withContinuations(utterances, resolutions),
    antecedents: coreference.antecedents,
  }
}

/** 1 for each token of the contents that are not in quotation marks. */
function reportedTokens(tagged: TaggedArticle, utterances: readonly Utterance[]): Uint8Array {
  const reported = new Uint8Array(tagged.doc.tokens.count)
  for (const { content, mention } of utterances) {
    if (!mention) continue
    for (const span of content) {
      const { first, end } = runOfSpan(tagged, span)
      if (stretchAt(tagged.doc, first) < 0) reported.fill(1, first, end)
    }
  }
  return reported
}

/**
 * Where the speaker of each utterance is resolved: at the words that name it, or at the content
 * where no words and no earlier utterance do. Null where an earlier utterance surely goes on.
 */
function placesOf(
  tagged: TaggedArticle,
  utterances: readonly Utterance[],
  mentions: readonly (Run | null)[],
): (Run | null)[] {
  return utterances.map(({ content: [first], continues }, index) => {
    const mention = mentions[index]
    if (mention || continues !== null || !first) return mention ?? null
    return runOfSpan(tagged, first)
  })
}

/** Resolve the phrases in the order of the text, after the mentions before each of them. */
function resolveInOrder(
  tagged: TaggedArticle,
  coreference: Coreference,
  phrases: readonly (Phrase | null)[],
  places: readonly (Run | null)[],
  names: NameIndex,
  utterances: readonly Utterance[],
): SpeakerResolution[] {
  const resolutions = places.map(() => NO_SPEAKER)
  const order = inOrder(places)
  let needed = order.length
  while (needed > 0 && !needsHistory(phrases[order[needed - 1] ?? 0])) needed -= 1
  let from = 0
  let same = -1
  order.forEach((index, turn) => {
    const phrase = phrases[index]
    const run = places[index]
    if (!run) return
    if (!phrase) {
      if (turn < needed) addBetween(tagged, coreference, names, from, run.first)
      from = Math.max(from, run.first)
      const resolution = coreference.resolveUnannounced(run.first)
      if (resolution.entity)
        resolutions[index] = { resolution, basis: 'CONTINUATION', naming: 'NONE' }
      return
    }
    // Two utterances with the same phrase have the same speaker.
    if (run.first < from && same >= 0) resolutions[index] = resolutions[same] ?? NO_SPEAKER
    else {
      if (turn < needed) addBetween(tagged, coreference, names, from, run.first)
      const before = isAnswer(tagged, utterances, index) ? resolutions[index - 1] : null
      coreference.setAsker(before?.resolution.entity ?? null)
      resolutions[index] = resolveMention(tagged, coreference, phrase, run, names)
    }
    from = run.first + 1
    same = index
  })
  return resolutions
}

/**
 * Resolve whom the headline or the first paragraph describes by an office, where the next paragraph
 * names the speaker for the first time, and by a name alone: "The envoy said the truce held." …
 * “By a thread,” Ann Roe said.
 */
function resolveLead(
  tagged: TaggedArticle,
  index: EntityIndex,
  phrases: readonly (Phrase | null)[],
  utterances: readonly Utterance[],
  resolutions: SpeakerResolution[],
): void {
  // A line with the place may be above it.
  const lead =
    utterances.find(({ paragraph }) => tagged.doc.kinds[paragraph] === 'TEXT')?.paragraph ?? -1
  if (lead < 0 || lead > tagged.doc.kinds.indexOf('TEXT') + 1) return
  const next = utterances.findIndex(
    ({ paragraph }, at) => paragraph > lead && phrases[at] !== null && phrases[at] !== undefined,
  )
  const phrase = phrases[next]
  if (phrase?.kind !== 'NAME' || utterances[next]?.paragraph !== lead + 1) return
  const { entity, run } = phrase.nameMention
  if (
    !isPerson(entity) ||
    index.nameMentions.some((each) => each.entity === entity && each.run.first < run.first)
  )
    return
  for (let at = 0; at < next; at += 1) {
    const described = phrases[at]
    const found = resolutions[at]
    if (
      described?.kind !== 'ROLE' ||
      !found ||
      found.naming !== 'DESCRIBED' ||
      found.resolution.entity
    )
      continue
    if (!mayBeCalled(tagged, entity, described.role)) continue
    resolutions[at] = { resolution: resolvedTo(entity), basis: 'DESCRIBED', naming: 'DESCRIBED' }
  }
}

/** Whether the text gives a person no other office, and the gender of the role agrees. */
function mayBeCalled(tagged: TaggedArticle, entity: Entity, role: Role): boolean {
  const gender = tagged.words.roles.get(role.head) ?? null
  const others = rolesOfEntity(entity).filter(
    ({ head }) => tagged.words.roles.has(head) && !tagged.words.ranks?.has(head),
  )
  const isFree = others.length === 0 || isCalledLike(tagged, entity, role.head)
  return isFree && personFit(entity, gender) !== null
}

/** Whether an utterance answers the question in quotation marks before it: "Who?" … she answered. */
function isAnswer(
  { article, doc }: TaggedArticle,
  utterances: readonly Utterance[],
  index: number,
): boolean {
  const lemma = utterances[index]?.cue?.lemma
  const question = utterances[index - 1]?.content.at(-1)
  if (lemma === undefined || !question || !doc.words.answerLemmas.has(lemma)) return false
  return article.body.slice(question.end - 1, question.end + 2).includes('?')
}

/** Indices of the utterances with a place, in the order of the places. */
function inOrder(places: readonly (Run | null)[]): number[] {
  const order: number[] = []
  places.forEach((run, index) => {
    if (run) order.push(index)
  })
  return order.sort((a, b) => (places[a]?.first ?? 0) - (places[b]?.first ?? 0))
}

/** Whether the referent of a phrase depends on earlier mentions. */
function needsHistory(phrase: Phrase | null | undefined): boolean {
  switch (phrase?.kind) {
    case 'NAME':
    case 'SEVERAL':
    case 'ANONYMOUS':
    case 'OTHER':
      return false
    default:
      return true
  }
}

/** Count a named speaker as a person, unless the text shows an organisation. */
function countAsPerson(phrase: Phrase | null): void {
  if (phrase?.kind !== 'NAME') return
  const { entity } = phrase.nameMention
  if (entity.kind === null && entity.organizationEvidence <= 0) entity.personEvidence += 1
}

function resolveMention(
  tagged: TaggedArticle,
  coreference: Coreference,
  phrase: Phrase,
  run: Run,
  names: NameIndex,
): SpeakerResolution {
  const meant =
    pronounKind(tagged, phrase) === 'RELATIVE' ? readAntecedent(tagged, run.first, names) : null
  const resolution = coreference.resolve(meant ?? phrase, run)
  const naming = namingOf(phrase, resolution)
  if (!resolution.entity) return { resolution, basis: 'NONE', naming }
  return { resolution, basis: basisOf(phrase), naming }
}

function basisOf({ kind }: Phrase): SpeakerResolution['basis'] {
  if (kind === 'NAME') return 'NAMED'
  return kind === 'PRONOUN' ? 'PRONOUN' : 'DESCRIBED'
}

function namingOf(phrase: Phrase, { anonymous }: Resolution): Naming {
  if (anonymous) return 'ANONYMOUS'
  if (phrase.kind === 'PRONOUN') return 'NONE'
  return phrase.kind === 'NAME' || phrase.kind === 'SEVERAL' ? 'NAMED' : 'DESCRIBED'
}

/** "I" is the speaker of the outer utterance; "we" only when that is an organisation or a group. */
function resolveFirstPerson(
  kind: PronounKind | null,
  { resolution }: SpeakerResolution,
): SpeakerResolution {
  const { entity } = resolution
  if (!entity || (kind === 'PLURAL_SELF' && isPerson(entity))) return NO_SPEAKER
  return { resolution, basis: 'PRONOUN', naming: 'NONE' }
}

/** Add the mentions in a run of tokens that are not speakers. */
function addBetween(
  tagged: TaggedArticle,
  coreference: Coreference,
  names: NameIndex,
  from: number,
  end: number,
): void {
  for (let at = from; at < end; at += 1) {
    if ((names.at[at] ?? -1) >= 0) {
      const nameMention = nameMentionAt(names, at)
      if (nameMention?.run.first !== at) continue
      coreference.addName(nameMention)
      const and = nameMention.own.end
      const next = hasFlag(tagged, and, Flag.CONJUNCTION) ? nameMentionAt(names, and + 1) : null
      if (next && isPerson(nameMention.entity) && isPerson(next.entity))
        coreference.addSeveral(nameMention, next)
    } else if (hasFlag(tagged, at, RECORDED) && stretchAt(tagged.doc, at) < 0) {
      addToken(tagged, coreference, names, at)
    }
  }
}

const PLURALS = Flag.ANONYMOUS_PLURAL | Flag.GROUP
const RECORDED =
  Flag.PRONOUN | Flag.POSSESSIVE | Flag.DEFINITE | Flag.INDEFINITE | Flag.ROLE | PLURALS

function addToken(
  tagged: TaggedArticle,
  coreference: Coreference,
  names: NameIndex,
  at: number,
): void {
  if (hasFlag(tagged, at, Flag.PRONOUN | Flag.POSSESSIVE)) coreference.addPronoun(at)
  else if (hasFlag(tagged, at, PLURALS)) addPlural(tagged, coreference, at)
  else if (hasFlag(tagged, at, Flag.DEFINITE | Flag.INDEFINITE))
    addRolePhrase(tagged, coreference, at)
  else if (isHeadline(tagged, at)) addHeadlineRole(tagged, coreference, names, at)
}

/** Add people who are the subject and whom "they" can mean: "traders shut their shops". */
function addPlural(tagged: TaggedArticle, coreference: Coreference, at: number): void {
  // "how many were there"
  if (hasFlag(tagged, at, Flag.INDEFINITE)) return
  if (isCapitalWord(tagged, at) && at > sentenceStart(tagged, at)) return
  if (isVerb(tagged, at + 1)) coreference.addPlural(at)
}

function isHeadline(tagged: TaggedArticle, at: number): boolean {
  const sentence = tagged.doc.prose.sentences[tagged.sentenceOf[at] ?? -1]
  return sentence !== undefined && tagged.doc.kinds[sentence.paragraph] === 'HEADLINE'
}

/** "Mayor defends his plan": headlines omit "the". */
function addHeadlineRole(
  tagged: TaggedArticle,
  coreference: Coreference,
  names: NameIndex,
  at: number,
): void {
  const next = at + 1
  if (hasFlag(tagged, next, Flag.ROLE) || nameMentionAt(names, next)) return
  const role = readRole(tagged, { first: at, end: next })
  if (role) coreference.addDescription(role, true)
}

/** In tokens: "of health and welfare" behind "the ministry". */
const LONGEST_LINKED = 5

/** Add a role or a body without a name: "the admiral", "a woman", "the ministry". */
function addRolePhrase(tagged: TaggedArticle, coreference: Coreference, at: number): void {
  const end = nominalEnd(tagged, at + 1, sentenceEnd(tagged, at))
  const isBody = hasFlag(tagged, end - 1, Flag.ORGANIZATION) && !hasFlag(tagged, end - 1, Flag.ROLE)
  const isPlain = !isCapitalWord(tagged, end - 1) && !isCapitalWord(tagged, end)
  if (isBody && isPlain && end > at + 1 && hasFlag(tagged, at, Flag.DEFINITE)) {
    let verb = end
    if (hasFlag(tagged, end, Flag.LINK)) {
      verb += 2
      while (verb < end + LONGEST_LINKED && markAt(tagged, verb) === 0 && !isVerb(tagged, verb))
        verb += 1
    }
    const run = { first: at + 1, end: verb }
    if (isVerb(tagged, verb)) coreference.addBody({ kind: 'ORGANIZATION', run, noun: end - 1 })
    return
  }
  const nouns = Flag.ROLE | Flag.ANONYMOUS
  if (end <= at + 1 || !hasFlag(tagged, end - 1, nouns) || isCapitalWord(tagged, end)) return
  // "One local woman, Mary Ash,": the name follows.
  if (markAt(tagged, end) === COMMA && isCapitalWord(tagged, end + 1)) return
  const definite = hasFlag(tagged, at, Flag.DEFINITE)
  // An apposition or a predicate is not a new referent: "Ash, a teacher, …", "Ash is a teacher".
  const isPredicate =
    markAt(tagged, at - 1) === COMMA || hasFlag(tagged, at - 1, Flag.COPULA | Flag.PREPOSITION)
  if (!definite && isPredicate) return
  const role = readRole(tagged, { first: at + 1, end })
  if (role) coreference.addDescription(role, definite)
}

/** Give utterances that continue an earlier one its speaker. */
function withContinuations(
  utterances: readonly Utterance[],
  resolutions: SpeakerResolution[],
): readonly SpeakerResolution[] {
  utterances.forEach(({ mention, continues, perhaps }, index) => {
    if (mention !== null || resolutions[index]?.resolution.entity) return
    const last = utterances[index - 1]
    const isLast = continues !== null && last?.mention === null
    const from = isLast ? index - 1 : (continues ?? perhaps ?? index)
    const earlier = from < index ? resolutions[from] : undefined
    if (!earlier) return
    const { resolution } = earlier
    const basis = continues !== null && resolution.entity ? 'CONTINUATION' : 'NONE'
    resolutions[index] = {
      resolution: basis === 'NONE' ? toCandidates(resolution) : resolution,
      basis,
      naming: 'NONE',
    }
  })
  return resolutions
}

/** Turn the resolved entity into a candidate. */
function toCandidates({ entity, candidates }: Resolution): Resolution {
  return {
    entity: null,
    candidates: entity ? [entity, ...candidates] : candidates,
    anonymous: false,
  }
}

/** Kind of a pronoun; null for other phrases. */
function pronounKind(tagged: TaggedArticle, phrase: Phrase): PronounKind | null {
  if (phrase.kind !== 'PRONOUN') return null
  const word = lowerText(tagged, phrase.at)
  const pronoun = tagged.words.pronouns.get(word) ?? tagged.words.possessives.get(word)
  return pronoun?.kind ?? null
}

/** An utterance with the speaker "I" or "we", and the utterance that contains it. */
interface FirstPerson {
  readonly index: number
  readonly outer: number
}

/** Find the utterances inside others whose speaker is "I" or "we". */
function findFirstPersons(
  utterances: readonly Utterance[],
  kinds: readonly (PronounKind | null)[],
): FirstPerson[] {
  if (!kinds.some((kind) => kind === 'SELF' || kind === 'PLURAL_SELF')) return []
  const outer = outerContents(utterances)
  return utterances.flatMap(({ mention }, index) => {
    const kind = kinds[index]
    if (!mention || (kind !== 'SELF' && kind !== 'PLURAL_SELF')) return []
    const content = contentAt(outer, mention.start)
    return content && content.utterance !== index ? [{ index, outer: content.utterance }] : []
  })
}

interface Content extends Span {
  readonly utterance: number
}

/** The outermost contents, in the order of the text. */
function outerContents(utterances: readonly Utterance[]): readonly Content[] {
  const all = utterances.flatMap(({ content }, utterance) =>
    content.map(({ start, end }): Content => ({ start, end, utterance })),
  )
  const outer: Content[] = []
  for (const content of all.sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (content.end > (outer.at(-1)?.end ?? -1)) outer.push(content)
  }
  return outer
}

/** The content that contains an offset, by binary search. */
function contentAt(contents: readonly Content[], offset: number): Content | null {
  let low = 0
  let high = contents.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((contents[middle]?.end ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  const found = contents[low]
  return found && found.start <= offset ? found : null
}
