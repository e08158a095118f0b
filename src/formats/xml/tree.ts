import { caps } from '../caps.ts'
import { lazily } from '../lazily.ts'

const entities = lazily<typeof import('entities')>('entities')
const saxes = lazily<typeof import('saxes')>('saxes')

/** An element of a document. Names are as written, with their prefix. */
export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly (XmlElement | string)[]
}

export interface XmlDocument {
  /** Null when there is no element. Whatever was read before a fault is there. */
  readonly root: XmlElement | null
  /** The first fault, with the line of the text, from 1. */
  readonly fault: { readonly message: string; readonly line: number } | null
}

class CapError extends Error {}

/** Unknown entities are faults too: feeds are full of HTML's. */
const MAX_FAULTS = 20_000

/**
 * Read an XML document into a tree.
 *
 * Entities that the document declares are never expanded; the names of HTML are decoded. Nesting and
 * the number of elements are capped.
 */
export function parseXml(text: string): XmlDocument {
  const parser = new (saxes().SaxesParser)({ position: true, xmlns: false as const })
  const top: Growing = { name: '', attributes: {}, children: [] }
  const open: Growing[] = [top]
  let elements = 0
  let faults = 0
  let fault: XmlDocument['fault'] = null
  const note = (message: string) => (fault ??= { message, line: parser.line })
  const add = (words: string) => open.at(-1)?.children.push(words)

  parser.on('error', ({ message }) => {
    faults += 1
    if (faults > MAX_FAULTS) throw new CapError('it has too many faults')
    if (!message.includes('undefined entity')) note(message.replace(/^\d+:\d+:\s*/, ''))
  })
  parser.on('doctype', (declaration) => {
    if (/<!ENTITY/i.test(declaration)) note('the document declares entities; they are not expanded')
  })
  parser.on('opentag', ({ name, attributes }) => {
    elements += 1
    if (elements > caps.elements) throw new CapError(`it has over ${caps.elements} elements`)
    if (open.length > caps.depth) throw new CapError(`elements are nested over ${caps.depth} deep`)
    const element: Growing = { name, attributes, children: [] }
    open.at(-1)?.children.push(element)
    open.push(element)
  })
  parser.on('closetag', () => void (open.length > 1 && open.pop()))
  parser.on('text', (words) => add(words.includes('&') ? entities().decodeHTML(words) : words))
  parser.on('cdata', add)

  try {
    parser.write(text.trimStart()).close()
  } catch (error) {
    if (!(error instanceof Error)) throw error
    note(error.message)
  }
  const root = top.children.find((child) => typeof child !== 'string')
  return { root: root ?? null, fault }
}

interface Growing extends XmlElement {
  readonly children: (XmlElement | string)[]
}

const PROLOG = /^(?:\s+|<\?[^]*?\?>|<!--[^]*?-->|<!DOCTYPE[^[>]*(?:\[[^\]]*\]\s*)?>)+/i

/** How much of a text is read to find its root. */
const HEAD = 16_384

/** Name of the root element, without its prefix; null when the text is not XML. */
export function rootName(text: string): string | null {
  const head = text.slice(0, HEAD)
  const rest = head.slice(PROLOG.exec(head)?.[0].length ?? 0)
  return /^<(?:[\w.-]+:)?(?<name>[A-Za-z_][\w.-]*)/.exec(rest)?.groups?.name ?? null
}

/** Name without its prefix. */
export function localName({ name }: XmlElement): string {
  return name.slice(name.indexOf(':') + 1)
}

export function elementsOf(element: XmlElement): XmlElement[] {
  return element.children.filter((child) => typeof child !== 'string')
}

/** Child elements with a local name. */
export function children(element: XmlElement | undefined, name: string): XmlElement[] {
  return element ? elementsOf(element).filter((child) => localName(child) === name) : []
}

/** The first element on a path of local names. */
export function find(element: XmlElement | undefined, ...path: string[]): XmlElement | undefined {
  let found = element
  for (const name of path) found = children(found, name)[0]
  return found
}

/** All descendants with a local name, in document order. */
export function descendants(element: XmlElement | undefined, name: string): XmlElement[] {
  const found: XmlElement[] = []
  const visit = (parent: XmlElement) => {
    for (const child of elementsOf(parent)) {
      if (localName(child) === name) found.push(child)
      visit(child)
    }
  }
  if (element) visit(element)
  return found
}

/** All text below an element, on one line; empty when there is none. */
export function textOf(element: XmlElement | undefined): string {
  return rawTextOf(element).replace(/\s+/g, ' ').trim()
}

/** All text below an element as written. */
export function rawTextOf(element: XmlElement | undefined): string {
  if (!element) return ''
  return element.children
    .map((child) => (typeof child === 'string' ? child : rawTextOf(child)))
    .join('')
}

/** Text of the first of several elements that has any; null when none has. */
export function firstText(...elements: readonly (XmlElement | undefined)[]): string | null {
  for (const element of elements) {
    const text = textOf(element)
    if (text !== '') return text
  }
  return null
}

/** An attribute by its local name, trimmed; null when it is absent or empty. */
export function attribute(element: XmlElement | undefined, name: string): string | null {
  const attributes = element?.attributes ?? {}
  const value =
    attributes[name] ?? Object.entries(attributes).find(([key]) => key.endsWith(`:${name}`))?.[1]
  return value?.trim() || null
}
