import type { Language } from '../../languages/language.ts'
import type { PeopleWords } from '../../languages/people-words.ts'
import type { SourceWords } from '../../languages/source-words.ts'
import type { SourceKind } from '../../model/source.ts'
import type { Span } from '../../model/span.ts'
import type { Run, Word } from './capitals.ts'
import { isDefinite, isReporting } from './context.ts'
import { NameTrait } from './name-traits.ts'

/** A name that its own words show to be that of a medium. */
export interface ShownName {
  readonly span: Span
  readonly kind: SourceKind
}

/**
 * Find the name of a medium in a run by its words: "Selm Gazette", "the Harbour Post", "Northern
 * Broadcasting Corporation", "Radio Selm". What the last word needs beside it must stand there.
 *
 * @param proven - nothing but a source can stand here
 */
export function findShownName(
  text: string,
  run: Run,
  { sources: words, people }: Language,
  proven: boolean,
): ShownName | null {
  if (run.words.length < 2 || !mayShow(run)) return null
  const named = withoutStarters(proven ? withoutPerson(run.words) : run.words, words)
  for (let last = named.length - 1; last >= 1; last -= 1) {
    const parts = named.slice(0, last + 1)
    const next = named[last + 1]
    if (next && isOther(next, words)) continue
    const found = judge(text, parts, words, proven)
    if (found && (proven || !isPerson(text, parts, words, people))) return found
  }
  return null
}

/** Most runs have no word that could show it. */
function mayShow({ words }: Run): boolean {
  return words.some(({ traits }) => (traits & (NameTrait.FIRST | NameTrait.LAST)) !== 0)
}

/** "Ida Post said": a given name and no article. */
function isPerson(
  text: string,
  parts: readonly Word[],
  words: SourceWords,
  { givenNames }: PeopleWords,
): boolean {
  const [first] = parts
  if (!first || parts.length > 3 || isDefinite(text, first.start, words)) return false
  return givenNames.has(first.text.toLowerCase())
}

/** "According to Northern Wire", "Friday": the words before a name are no part of it. */
function withoutStarters(run: readonly Word[], { notNames }: SourceWords): readonly Word[] {
  const first = run.findIndex(({ text }) => !notNames.has(text.toLowerCase()))
  return first < 0 ? [] : run.slice(first)
}

/** "Mira Tan-Harbour Post" in a credit: the hyphen parts a person from a medium. */
function withoutPerson(run: readonly Word[]): readonly Word[] {
  const at = run.findIndex(({ text }, index) => index > 0 && /-\p{Lu}/u.test(text))
  const joint = run[at]
  if (!joint || at === run.length - 1) return run
  const skip = joint.text.lastIndexOf('-') + 1
  const rest = { ...joint, start: joint.start + skip, text: joint.text.slice(skip) }
  return [rest, ...run.slice(at + 1)]
}

function isOther({ text }: Word, { otherThings }: SourceWords): boolean {
  return otherThings.has(text.toLowerCase())
}

function judge(
  text: string,
  parts: readonly Word[],
  words: SourceWords,
  proven: boolean,
): ShownName | null {
  const [first, last] = [parts[0], parts.at(-1)]
  if (!first || !last) return null
  const span = { start: first.start, end: last.end }
  const ending = words.nameEndings.get(last.text.toLowerCase())
  if (ending && (proven || isProven(text, span, ending.needs, words))) {
    return { span, kind: ending.kind }
  }
  const bodyKind = kindOfBody(parts, words)
  if (bodyKind) return { span, kind: bodyKind }
  const beginning = words.nameBeginnings.get(first.text.toLowerCase())
  return beginning && parts.length <= 3 && (proven || isReporting(text, span, words))
    ? { span, kind: beginning }
    : null
}

function isProven(
  text: string,
  span: Span,
  needs: 'NOTHING' | 'ARTICLE' | 'REPORT',
  words: SourceWords,
): boolean {
  if (needs === 'NOTHING' || isReporting(text, span, words)) return true
  return needs === 'ARTICLE' && isDefinite(text, span.start, words)
}

/** "Korean Central News Agency": the last word is a body, one before it says of what. */
function kindOfBody(parts: readonly Word[], words: SourceWords): SourceKind | null {
  const last = parts.at(-1)
  if (!last || parts.length < 3 || !words.bodies.has(last.text.toLowerCase())) return null
  const kinds = parts.slice(0, -1).map(({ text }) => words.bodyWords.get(text.toLowerCase()))
  return kinds.findLast((kind) => kind !== undefined) ?? null
}
