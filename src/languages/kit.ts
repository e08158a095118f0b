import { defineQuotationWords, defineRoles, defineTitles, phraseList, wordList } from './define.ts'
import { english } from './en/index.ts'
import { french } from './fr/index.ts'
import type { Language, Languages } from './language.ts'
import { FactualityWord, Form, Frame, WordClass } from './quotation-words.ts'

/**
 * What an extension module makes languages with. It is an argument, because word tables work only
 * with the copy of Pressgraph that made them, and each thread has its own.
 */
export const languageKit = {
  english,
  french,
  defineQuotationWords,
  defineTitles,
  defineRoles,
  wordList,
  phraseList,
  WordClass,
  FactualityWord,
  Form,
  Frame,
} as const

export type LanguageKit = typeof languageKit

/** What a value lacks to be a language; null when nothing. */
export function flawOfLanguage(value: unknown): string | null {
  return flawOf('', value, english)
}

/** The first member that has another kind of value than that of English. */
function flawOf(path: string, value: unknown, model: unknown): string | null {
  if (path === 'dates' && value === null) return null
  if (kindOf(value) !== kindOf(model)) return `${path || 'it'} must be ${kindOf(model)}`
  if (!isPlain(model) || !isPlain(value)) return null
  for (const [name, part] of Object.entries(model)) {
    const inner = path === '' ? name : `${path}.${name}`
    if (OPTIONAL.has(inner) && value[name] == null) continue
    const flaw = flawOf(inner, value[name], part)
    if (flaw !== null) return flaw
  }
  return null
}

/** What a language may leave out, or set to null. */
const OPTIONAL: ReadonlySet<string> = new Set([
  'people.naming',
  'people.ranks',
  'quotations.sentences.clitics',
  'sources.quotingPronoun',
])

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (value instanceof Map || value instanceof Set) return `a ${value.constructor.name}`
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return kindOf(value) === 'an object'
}

/** The languages with others beside them: one with the same code replaces ours. */
export function mergeLanguages(own: Languages, added: readonly Language[]): Languages {
  const byCode = new Map([...own, ...added].map((language) => [language.code, language]))
  const [first, ...rest] = own
  return [
    byCode.get(first.code) ?? first,
    ...rest.map((language) => byCode.get(language.code) ?? language),
    ...[...byCode.values()].filter(({ code }) => !own.some((language) => language.code === code)),
  ]
}
