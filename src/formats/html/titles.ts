import { flat } from '../blocks.ts'

/** A longer text is no headline, and costs the patterns below much. */
const MAX_TITLE = 1000

const SEPARATOR = /\s+[|·•–—:»-]\s+|\s*[|]\s*/g

// "标题_科技_某网": sites in Chinese write section and site behind underscores.
const UNDERSCORED = /^(?<title>[^_]*\p{Script=Han}[^_]*)(?:_[^_]{1,20})+$/u

/**
 * A headline without the name of the site, its section or a date behind or before a separator:
 * "Quay opens | Harbour Post" is "Quay opens".
 *
 * Only the site's own names are cut: a headline may have separators of its own.
 */
export function cutSiteName(
  title: string | null | undefined,
  { publisher, url }: { readonly publisher: string | null; readonly url: string | null },
): string | null {
  const text = flat(title ?? '')
  if (text === '') return null
  if (text.length > MAX_TITLE) return text
  const cjk = UNDERSCORED.exec(text)?.groups?.title
  if (cjk) return cjk
  const names = [publisher, hostName(url)].filter((name) => name !== null).map(key)
  let [start, end] = [0, text.length]
  for (const match of Array.from(text.matchAll(SEPARATOR)).reverse()) {
    const tail = text.slice(match.index + match[0].length, end)
    if (!isSiteName(tail, names)) break
    end = match.index
  }
  for (const match of text.slice(0, end).matchAll(SEPARATOR)) {
    if (!isSiteName(text.slice(start, match.index), names)) break
    start = match.index + match[0].length
  }
  const cut = text.slice(start, end).trim()
  return cut === '' ? text : cut
}

function hostName(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null
  const labels = new URL(url).hostname.replace(/^www\./, '').split('.')
  return labels.length > 1
    ? (labels.at(labels.at(-2)?.length === 2 && labels.length > 2 ? -3 : -2) ?? null)
    : null
}

function key(name: string): string {
  return name
    .toLowerCase()
    .replace(/^the\s+/, '')
    .replace(/\.(?:com|org|net|co|[a-z]{2})\b/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
}

const DATE =
  /^\p{L}{3,10}\.?,?\s+\d{1,2},?\s+\d{4}$|^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}$|^\d{4}-\d\d-\d\d$/u

function isSiteName(part: string, names: readonly string[]): boolean {
  const plain = key(part)
  if (plain === '' || DATE.test(part.trim())) return true
  return names.some(
    (name) =>
      name.length > 1 &&
      (plain === name ||
        (name.length > 3 && plain.includes(name) && part.split(/\s+/).length <= 5)),
  )
}
