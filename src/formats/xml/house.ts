import type { FieldMapping } from '../../model/settings.ts'
import { createArticle, type ItemParts } from '../article.ts'
import type { ParsedFile, TextFile, TextFormat } from '../format.ts'
import { recordParts } from '../json/record.ts'
import type { Values } from '../values.ts'
import { createPlaceFinder } from '../places.ts'
import { faultProblems } from './faults.ts'
import { emptyItem } from './nitf.ts'
import { elementsOf, localName, parseXml, rawTextOf, rootName, type XmlElement } from './tree.ts'

/** Roots of documents that are XML and not news. */
const NOT_NEWS =
  /^(?:html|svg|xsl|stylesheet|schema|plist|project|configuration|urlset|sitemapindex|opml|kml|gpx)$/i

/**
 * XML of a house's own: a story whose parts are elements named as fields are ("headline", "byLine",
 * "content"), or several of them in a list.
 */
export const houseXml: TextFormat = {
  kind: 'TEXT',
  name: 'xml',
  extensions: ['.xml'],
  holdsMany: true,
  recognize: (text) => {
    if (!/^\s*<(?:\?xml|!--|[A-Za-z])/.test(text.slice(0, 200))) return null
    const root = rootName(text)
    if (!root || NOT_NEWS.test(root) || !text.trimEnd().endsWith('>')) return null
    return /^\s*<\?xml/.test(text) ? `it is XML with the root element "${root}"` : null
  },
  parse: parseHouse,
}

function parseHouse(file: TextFile): ParsedFile {
  const { root, fault } = parseXml(file.text)
  const problems = faultProblems(file.path, fault)
  const parts = root ? itemsOf(root, file.fields) : []
  const place = createPlaceFinder(file.text)
  const articles = parts
    .filter(({ blocks }) => blocks.length > 0)
    .map((each) => createArticle(file, { ...each, blocks: place(each.blocks) }))
  return {
    articles,
    problems: articles.length > 0 ? problems : [...problems, emptyItem(file.path)],
  }
}

/** Envelopes around the list of a service's answer. */
const MAX_ENVELOPES = 4

/**
 * The items of a document: the repeated elements of its list, however many envelopes are round it,
 * else the outermost element whose parts are a headline and a text.
 */
function itemsOf(element: XmlElement, mapping: FieldMapping, depth = 0): ItemParts[] {
  const below = elementsOf(element)
  const [first] = below
  const isList = below.length > 1 && below.every(({ name }) => name === first?.name)
  const own = isList ? null : recordParts(recordOf(element), { mapping })
  if (own?.headline && own.blocks.length > 0) return [own]
  const inner =
    depth > MAX_ENVELOPES
      ? []
      : below
          .filter((child) => elementsOf(child).length > 0)
          .flatMap((child) => itemsOf(child, mapping, depth + 1))
  return inner.length > 0 || !own ? inner : [own]
}

/** Elements and attributes as the members of a record; an element that repeats is a list. */
function recordOf(item: XmlElement): Values {
  const record: Record<string, unknown> = { __proto__: null }
  for (const [name, value] of Object.entries(item.attributes)) record[name] = value
  for (const child of elementsOf(item)) {
    const name = localName(child)
    const value = paragraphsOf(child)
    const known = record[name]
    record[name] = known === undefined ? value : [known, value].flat()
  }
  return record
}

/** Text of an element; that of one with elements has a blank line between two of them. */
function paragraphsOf(element: XmlElement): string {
  const inner = elementsOf(element)
  if (inner.length === 0) return rawTextOf(element).trim()
  return inner
    .map((child) => paragraphsOf(child))
    .filter((text) => text !== '')
    .join('\n\n')
}
