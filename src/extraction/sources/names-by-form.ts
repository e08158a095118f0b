import type { Language } from '../../languages/language.ts'
import type { PeopleWords } from '../../languages/people-words.ts'
import type { SourceWords } from '../../languages/source-words.ts'
import type { SourceKind } from '../../model/source.ts'
import type { Span } from '../../model/span.ts'
import type { CapitalRun, CapitalWord } from './capital-runs.ts'
import { isDefinite } from './adjacent-words.ts'
import { isReporting } from './telling-words.ts'
import { NameTrait } from './directory.ts'

/** A name whose words show that it is an outlet's. */
export interface NameByForm {
  readonly span: Span
  readonly kind: SourceKind
}

/**
 * Find an outlet's name in a run by its words: "Selm Gazette", "the Harbour Post", "Northern
 * Broadcasting Corporation", "Radio Selm". An ambiguous last word needs an article or a report.
 *
 * @param proven - the run is in a place that is reserved for sources
 */
export function findNameByForm(
  text: string,
  run: CapitalRun,
  { sources: words, people }: Language,
  proven: boolean,
): NameByForm | null {
  if (!hasNameTrait(run)) return null
  if (run.words.length < 2) return nameWithPlace(text, run, words)
  const named = withoutStarters(proven ? withoutPerson(run.words) : run.words, words)
  for (let last = named.length - 1; last >= 1; last -= 1) {
    const parts = named.slice(0, last + 1)
    const next = named[last + 1]
    if (next && isOther(next, words)) continue
    const found = nameOf(text, parts, words, proven)
    if (found && (proven || !isPerson(text, parts, words, people))) return found
  }
  return null
}

/** "The Times of Selm", "told the Voice of Selm". */
function nameWithPlace(
  text: string,
  { words: [word] }: CapitalRun,
  words: SourceWords,
): NameByForm | null {
  const ending = word && words.nameEndings.get(word.text.toLowerCase())
  if (!word || !ending || ending.kind === 'PICTURE_AGENCY') return null
  const place = OF_PLACE.exec(text.slice(word.end, word.end + MAX_PLACE))
  if (!place) return null
  const span = { start: word.start, end: word.end + place[0].length }
  const needs = ending.needs === 'NOTHING' ? 'ARTICLE' : ending.needs
  return isProven(text, span, needs, words) ? { span, kind: ending.kind } : null
}

/** A quick test that rejects most runs. */
function hasNameTrait({ words }: CapitalRun): boolean {
  return words.some(({ traits }) => (traits & (NameTrait.FIRST | NameTrait.LAST)) !== 0)
}

/** Whether a name is a person's: "Ida Post said", a given name without an article. */
function isPerson(
  text: string,
  parts: readonly CapitalWord[],
  words: SourceWords,
  { givenNames }: PeopleWords,
): boolean {
  const [first] = parts
  if (!first || parts.length > 3 || isDefinite(text, first.start, words)) return false
  return givenNames.has(first.text.toLowerCase())
}

/** Without capitalised words that are not part of a name: "According to Northern Wire". */
function withoutStarters(
  run: readonly CapitalWord[],
  { notNames }: SourceWords,
): readonly CapitalWord[] {
  const first = run.findIndex(({ text }) => !notNames.has(text.toLowerCase()))
  return first < 0 ? [] : run.slice(first)
}

/** "Mira Tan-Harbour Post" in a credit: the hyphen separates a person from an outlet. */
function withoutPerson(run: readonly CapitalWord[]): readonly CapitalWord[] {
  const at = run.findIndex(({ text }, index) => index > 0 && /-\p{Lu}/u.test(text))
  const joint = run[at]
  if (!joint || at === run.length - 1) return run
  const skip = joint.text.lastIndexOf('-') + 1
  const rest = { ...joint, start: joint.start + skip, text: joint.text.slice(skip) }
  return [rest, ...run.slice(at + 1)]
}

function isOther({ text }: CapitalWord, { otherThings }: SourceWords): boolean {
  return otherThings.has(text.toLowerCase())
}

function nameOf(
  text: string,
  parts: readonly CapitalWord[],
  words: SourceWords,
  proven: boolean,
): NameByForm | null {
  const [first, last] = [parts[0], parts.at(-1)]
  if (!first || !last) return null
  const span = { start: first.start, end: last.end }
  const ending = words.nameEndings.get(last.text.toLowerCase())
  if (ending && (proven || isProven(text, span, ending.needs, words))) {
    return { span, kind: ending.kind }
  }
  const bodyKind = kindOfBody(parts, words)
  if (bodyKind && parts.length > 2) return { span, kind: bodyKind }
  // "News Network of Selm"
  const link = bodyKind && OF_PLACE.exec(text.slice(span.end, span.end + MAX_PLACE))
  if (bodyKind && link) {
    return { span: { start: span.start, end: span.end + link[0].length }, kind: bodyKind }
  }
  const beginning = words.nameBeginnings.get(first.text.toLowerCase())
  const isSure = words.sureBeginnings.has(first.text.toLowerCase())
  return beginning && parts.length <= 3 && (isSure || proven || isReporting(text, span, words))
    ? { span, kind: beginning }
    : null
}

const OF_PLACE = /^\s(?:of|de|du|da|do|del)\s(?:(?:the|la)\s)?\p{Lu}[\p{L}’'-]*/u
const MAX_PLACE = 40

function isProven(
  text: string,
  span: Span,
  needs: 'NOTHING' | 'ARTICLE' | 'REPORT',
  words: SourceWords,
): boolean {
  if (needs === 'NOTHING' || isReporting(text, span, words)) return true
  return needs === 'ARTICLE' && isDefinite(text, span.start, words)
}

/** "Korean Central News Agency": the last word is an organisation, one before it shows the kind. */
function kindOfBody(parts: readonly CapitalWord[], words: SourceWords): SourceKind | null {
  const last = parts.at(-1)
  if (!last || parts.length < 2 || !words.bodies.has(last.text.toLowerCase())) return null
  const kinds = parts.slice(0, -1).map(({ text }) => words.bodyWords.get(text.toLowerCase()))
  return kinds.findLast((kind) => kind !== undefined) ?? null
}

/** "Eastern News Network", "Agence Archipel": words of a news agency, or an abbreviation. */
export function namesAgency(name: string, { bodyWords, agencyWords }: SourceWords): boolean {
  if (/^\p{Lu}{3,6}(?:-\p{Lu}{1,2})?$/u.test(name) || /^\p{Lu}\p{Ll}{2,}wire$/u.test(name))
    return true
  const parts = name.toLowerCase().split(' ')
  return (
    parts.length > 1 &&
    parts.some((part) => agencyWords.has(part) || bodyWords.get(part) === 'WIRE_AGENCY')
  )
}
