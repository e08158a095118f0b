import { createArticle, type Block, type ItemParts } from '../article.ts'
import { bylineOf, distinct } from '../facts.ts'
import type { ParsedFile, TextFile, TextFormat } from '../format.ts'
import { languageTag } from '../language-tags.ts'
import { blocksOfText } from '../plain.ts'
import { createPlaceFinder } from '../places.ts'
import { fieldTime } from '../times.ts'
import { faultProblems } from './faults.ts'
import {
  children,
  descendants,
  find,
  firstText,
  parseXml,
  rawTextOf,
  rootName,
  textOf,
  type XmlElement,
} from './tree.ts'

const ROOTS = new Set(['PPSResponse', 'ppsArticleResponse', 'ppsarticleResultSet'])

/** Factiva's XML: the response of its search, with many articles. */
export const factivaXml: TextFormat = {
  kind: 'TEXT',
  name: 'factiva-xml',
  extensions: [],
  holdsMany: true,
  recognize: (text) => {
    const root = rootName(text)
    return root && ROOTS.has(root) ? `its root element is "${root}"` : null
  },
  parse(file: TextFile): ParsedFile {
    const { root, fault } = parseXml(file.text)
    const place = createPlaceFinder(file.text)
    const articles = descendants(root ?? undefined, 'article').map((article) => {
      const parts = partsOf(article)
      return createArticle(file, { ...parts, blocks: place(parts.blocks) })
    })
    return { articles, problems: faultProblems(file.path, fault) }
  },
}

function partsOf(article: XmlElement): ItemParts {
  const date = find(article, 'publicationDate')
  const changed = find(article, 'modificationDate')
  return {
    headline: firstText(find(article, 'headline')),
    byline: bylineOf(firstText(find(article, 'byline'))),
    blocks: [
      ...paragraphsOf(find(article, 'leadParagraph')),
      ...paragraphsOf(find(article, 'tailParagraphs')),
      ...paragraphsOf(find(article, 'art')).map(asCaption),
    ],
    language: languageTag(firstText(find(article, 'baseLanguage'))),
    publisher: firstText(find(article, 'sourceName'), find(article, 'publisherName')),
    section: firstText(find(article, 'sectionName'), find(article, 'columnName')),
    keywords: distinct(
      children(article, 'newsSubject').map((subject) => firstText(find(subject, 'name'))),
    ),
    rights: firstText(find(article, 'copyright')),
    itemId: firstText(find(article, 'accessionNo')),
    times: [
      ...fieldTime(
        'PUBLISHED',
        'publicationDate',
        [textOf(find(date, 'dateTime')), textOf(find(date, 'date'))].find(Boolean),
      ),
      ...fieldTime('UPDATED', 'modificationDate', textOf(changed)),
    ],
  }
}

function asCaption(block: Block): Block {
  return { ...block, kind: 'CAPTION' }
}

/** `paragraph` elements are one paragraph each; text without them has its own line structure. */
function paragraphsOf(element: XmlElement | undefined): Block[] {
  const paragraphs = children(element, 'paragraph')
  if (paragraphs.length === 0) return blocksOfText(rawTextOf(element))
  return paragraphs.flatMap((paragraph): Block[] => {
    const text = textOf(paragraph)
    return text === '' ? [] : [{ kind: 'TEXT', text }]
  })
}
