import type { Values } from '../values.ts'

/**
 * The value of a JSON-LD script; none when it states nothing that can be read.
 *
 * Pages wrap JSON-LD in comments, leave line breaks in texts and commas behind the last member, encode
 * it as HTML, or write two objects into one script. Of a script that is damaged otherwise, the flat
 * members of an article are read.
 */
export function parseStructured(script: string): unknown[] {
  const text = script
    .replace(/^\s*(?:<!--|\/\*\s*<!\[CDATA\[\s*\*\/|\/\/\s*<!\[CDATA\[|<!\[CDATA\[)/, '')
    .replace(/(?:-->|\/\*\s*\]\]>\s*\*\/|\/\/\s*\]\]>|\]\]>)\s*;?\s*$/, '')
    .trim()
  if (text === '') return []
  for (const repair of REPAIRS) {
    const value = parse(repair(text))
    if (value !== undefined) return [value]
  }
  const members = readMembers(text)
  return members === null ? [] : [members]
}

/** Each is tried alone, the mildest first. */
const REPAIRS: readonly ((text: string) => string)[] = [
  (text) => text,
  oneLine,
  (text) => withoutLastCommas(oneLine(text)),
  (text) => withoutLastCommas(oneLine(unescaped(text))),
  (text) => `[${withoutLastCommas(oneLine(text)).replace(/\}\s*;?\s*\{/g, '},{')}]`,
]

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A line break inside a string is invalid JSON; between members it is a blank. */
function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f]+/g, ' ').replace(/;\s*$/, '')
}

function withoutLastCommas(text: string): string {
  return text
    .replace(/,(?:\s*,)+/g, ',')
    .replace(/,\s*(?=[\]}])/g, '')
    .replace(/,\s*$/, '')
}

function unescaped(text: string): string {
  return text.includes('"') ? text : text.replaceAll('&quot;', '"').replaceAll('&amp;', '&')
}

const TYPE = /"@type"\s*:\s*\[?\s*"(?<type>\w*(?:Article|BlogPosting))"/
const TEXTS = ['headline', 'datePublished', 'dateModified', 'articleSection', 'inLanguage', 'url']
const TEXT = String.raw`\s*:\s*"((?:[^"\\]|\\.){1,1000})"`
const NAMED = ['author', 'publisher']
const MAX_DAMAGED = 200_000

/** The first flat member of each name in a damaged script that describes an article; else null. */
function readMembers(text: string): Values | null {
  const damaged = text.slice(0, MAX_DAMAGED)
  const type = TYPE.exec(damaged)?.groups?.type
  if (type === undefined) return null
  const members: Record<string, unknown> = { '@type': type }
  for (const name of TEXTS) {
    const value = new RegExp(`"${name}"${TEXT}`).exec(damaged)?.[1]
    if (value !== undefined) members[name] = value.replace(/\\(.)/g, '$1')
  }
  for (const name of NAMED) {
    const value = new RegExp(`"${name}"\\s*:\\s*[[{\\s]{1,20}[^{}]{0,300}?"name"${TEXT}`).exec(
      damaged,
    )
    if (value?.[1] !== undefined) members[name] = { name: value[1].replace(/\\(.)/g, '$1') }
  }
  return members
}
