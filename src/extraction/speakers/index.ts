import type { Language } from '../../languages/language.ts'
import type { Article } from '../../model/article.ts'
import type { Dateline } from '../../model/dateline.ts'
import type { Attribution, Naming } from '../../model/quotation.ts'
import type { OutletMention } from '../../model/source.ts'
import type { Span } from '../../model/span.ts'
import type { ArticleSpeaker, RoleMention, SpeakerKind } from '../../model/speaker.ts'
import { nameId, personId, surnameId } from '../../identity/ids.ts'
import type { Run } from '../../text/quotation-marks.ts'
import { createDoc, type Doc } from '../quotations/doc.ts'
import { indexEntities } from './entity-index.ts'
import { type Entity, kindOf } from './entity.ts'
import { findPaths, type PathStep } from './paths.ts'
import { resolveMentions, type Utterance } from './resolve-mentions.ts'
import { runOfSpan, spanOfRun, tagArticle, type TaggedArticle, textOf } from './tagged-article.ts'

/** Results of earlier stages. */
interface Known {
  readonly dateline: Dateline | null
  readonly outlets: readonly OutletMention[]
}

/** The speaker of an utterance and how the words beside it name the speaker. */
export interface ResolvedUtterance {
  readonly attribution: Attribution
  readonly naming: Naming
}

/**
 * Resolve who speaks in each utterance.
 *
 * An ambiguous pronoun or description has no speaker but candidates; so has "Smith and Jones".
 * Anonymous speakers ("a senior official") have neither.
 *
 * @param id - id of the article
 * @param doc - the analysed article, when the caller has it already
 * @returns the attribution of each utterance, in order, with all speakers and candidates in the order
 *   of first mention
 */
export function resolveSpeakers(
  article: Article,
  id: string,
  utterances: readonly Utterance[],
  known: Known,
  language: Language,
  doc: Doc = docOf(article, known, language),
): {
  readonly resolved: readonly ResolvedUtterance[]
  readonly speakers: readonly ArticleSpeaker[]
} {
  if (utterances.length === 0) return { resolved: [], speakers: [] }
  const { tagged, mentions: found } = resolve(article, utterances, known, language, doc)
  const list = createSpeakerList(tagged, id)
  const resolved = found.resolutions.map(({ resolution, basis, naming }): ResolvedUtterance => {
    const speaker = resolution.entity && basis !== 'NONE' ? list.idOf(resolution.entity) : null
    if (speaker !== null && basis !== 'NONE') {
      return { attribution: { basis, speaker, candidates: [] }, naming }
    }
    const candidates = [...new Set(resolution.candidates.map((entity) => list.idOf(entity)))]
    return { attribution: { basis: 'NONE', speaker: null, candidates }, naming }
  })
  return { resolved, speakers: list.speakers() }
}

/** Find the steps from the words that name the speaker of each utterance to the full name. */
export function traceSpeakers(
  article: Article,
  utterances: readonly Utterance[],
  known: Known,
  language: Language,
  doc: Doc = docOf(article, known, language),
): readonly (readonly PathStep[])[] {
  if (utterances.length === 0) return []
  const { tagged, index, runs, mentions } = resolve(article, utterances, known, language, doc)
  return findPaths(tagged, index, utterances, runs, mentions)
}

function resolve(
  article: Article,
  utterances: readonly Utterance[],
  { outlets }: Known,
  language: Language,
  doc: Doc,
) {
  const tagged = tagArticle(article, doc, outlets, language)
  const runs = utterances.map(({ mention }) => mention && boundedRun(tagged, mention))
  const index = indexEntities(tagged, runs)
  return { tagged, index, runs, mentions: resolveMentions(tagged, index, utterances, runs) }
}

/** In tokens: phrases overlap, so that long ones would cost more than the text is long. */
const LONGEST_PHRASE = 100

function boundedRun(tagged: TaggedArticle, mention: Span): Run {
  const { first, end } = runOfSpan(tagged, mention)
  return { first, end: Math.min(end, first + LONGEST_PHRASE) }
}

function docOf(article: Article, { outlets, dateline }: Known, language: Language): Doc {
  const spans = outlets.map(({ span }) => span)
  return createDoc(article, spans, dateline?.span ?? null, language)
}

/** The speakers of an article, each once, in the order of the calls of `idOf`. */
interface SpeakerList {
  idOf(entity: Entity): string
  speakers(): readonly ArticleSpeaker[]
}

function createSpeakerList(tagged: TaggedArticle, article: string): SpeakerList {
  const ids = new Map<Entity, string>()
  const speakers = new Map<string, ArticleSpeaker>()
  return {
    idOf(entity) {
      const known = ids.get(entity)
      if (known !== undefined) return known
      const found = speakerOf(tagged, article, entity)
      // "George W. Bright" and "George H. Bright" of one article are two speakers.
      const taken = speakers.has(found.id) && entity.kind === null
      const speaker = taken ? { ...found, id: nameId(entity.name) } : found
      ids.set(entity, speaker.id)
      if (!speakers.has(speaker.id)) speakers.set(speaker.id, speaker)
      return speaker.id
    },
    speakers: () => [...speakers.values()],
  }
}

function speakerOf(tagged: TaggedArticle, article: string, entity: Entity): ArticleSpeaker {
  // "The Lantern said": a name with "the" and no other evidence is an organisation.
  const kind = kindOf(entity) ?? (entity.personEvidence < 0 ? 'ORGANIZATION' : 'PERSON')
  const { name } = entity
  const full = entity.kind === null ? entity.words.length > 1 : !isCommon(tagged, entity)
  return {
    id: full ? fullId(name, kind) : surnameId(article, name),
    name,
    kind,
    aliases: [...entity.forms].filter((form) => form !== name),
    roles: rolesOf(tagged, entity),
  }
}

function fullId(name: string, kind: SpeakerKind): string {
  return kind === 'PERSON' ? personId(name) : nameId(name)
}

/**
 * Whether a name has common nouns alone ("police", "Foreign Ministry"), so that its id is valid
 * within the article only.
 */
function isCommon({ words }: TaggedArticle, { words: name }: Entity): boolean {
  if (words.knownBodies.has(name.join(' '))) return false
  const { bodies, groups, qualifiers } = words
  return name.every((word) => bodies.has(word) || groups.has(word) || qualifiers.has(word))
}

function rolesOf(tagged: TaggedArticle, { roles }: Entity): RoleMention[] {
  const mentions = Array.from(roles.values(), ({ run }) => ({
    text: textOf(tagged, run),
    span: spanOfRun(tagged, run),
  }))
  return mentions.sort((one, other) => one.span.start - other.span.start)
}
