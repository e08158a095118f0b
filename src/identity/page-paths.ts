/** The types of which each object has a page of its own. */
const FOLDERS = { Article: 'articles', Speaker: 'speakers', Source: 'sources' } as const

/**
 * The path of the page of an article, speaker or source below all pages. Readers cite it, so that it
 * never changes.
 *
 * @param id - global id
 */
export function pagePath(type: keyof typeof FOLDERS, id: string): string {
  return `/${FOLDERS[type]}/${encodeURIComponent(id)}`
}

/** Where the page of an article shows a part of it. */
export function pageAnchor(type: 'Quotation' | 'DateMention', id: string): string {
  return `${type === 'Quotation' ? 'quotation' : 'date'}-${id}`
}
