import { flat } from '../blocks.ts'
import { plainText } from '../markup.ts'

/** A longer text is not a headline, and the patterns below would be slow on it. */
const MAX_TITLE = 1000

const SEPARATOR = /\s+[|·•–—:»-]\s+|\s*[|]\s*/g

// "标题_科技_某网": sites in Chinese write section and site behind underscores.
const UNDERSCORED = /^(?<title>[^_]*\p{Script=Han}[^_]*)(?:_[^_]{1,20})+$/u

/**
 * The headline of a page: what it states first, in the words in which it states it elsewhere where
 * those leave out a site or section, or where the first is cut off ("Quay opens after…").
 *
 * @param stated - titles that the page states, the surest first
 * @param others - further titles and headings to compare with
 */
export function pageTitle(
  stated: readonly (string | null | undefined)[],
  others: readonly (string | null | undefined)[],
  site: { readonly publisher: string | null; readonly url: string | null },
): string | null {
  const names = siteKeys(site)
  const all = [...stated, ...others].map((each) => flat(each ?? '')).filter((each) => each !== '')
  // Some pages state the name of the site as their title.
  const own = all.filter((each) => !names.includes(key(each)))
  const [title, ...rest] = own.length > 0 ? own : all
  if (title === undefined) return null
  if (title.length > MAX_TITLE) return title
  const stem = CUT_OFF.exec(title)?.groups?.stem
  const whole =
    stem === undefined
      ? undefined
      : rest.find((each) => each.length > stem.length && isSame(each.slice(0, stem.length), stem))
  const full = whole !== undefined && !CUT_OFF.test(whole) ? whole : title
  const isSite = (each: string) => names.includes(key(each)) || isInAddress(key(each), site.url)
  const agreed = rest.find((each) => isLong(each) && !isSite(each) && isPartOf(each, full, isSite))
  return cutSiteName(agreed ?? full, site)
}

/** Whether the host, or the first folder below it, is named so: "blogs.example/harbourgang". */
function isInAddress(name: string, url: string | null): boolean {
  if (url === null || !URL.canParse(url)) return false
  const { hostname, pathname } = new URL(url)
  return [hostname, pathname.split('/').slice(0, -1)[1] ?? ''].some((part) => {
    const words = part.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
    return words !== '' && (part === hostname ? words.includes(name) : words === name)
  })
}

/** A shorter title may be a label that others begin with. */
const MIN_AGREED = 8
const MIN_AGREED_CJK = 4

function isLong(title: string): boolean {
  return (
    title.length >= (/[\p{Script=Han}\p{Script=Hangul}]/u.test(title) ? MIN_AGREED_CJK : MIN_AGREED)
  )
}

const CUT_OFF = /^(?<stem>.{20,}?)\s*(?:…|\.\.\.)$/u

function isSame(one: string, other: string): boolean {
  return plain(one) === plain(other)
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[‘’]/g, "'").replace(/[“”]/g, '"')
}

/** Whether a separator stands between a title and what else another one says. */
function isPartOf(title: string, longer: string, isSite: (words: string) => boolean): boolean {
  if (longer.length <= title.length) return false
  if (isSame(longer.slice(0, title.length), title))
    return /^\s*(?:\s[-–—·•»:]\s|[|_]|::)/.test(longer.slice(title.length))
  if (!isSame(longer.slice(-title.length), title)) return false
  const before = longer.slice(0, -title.length)
  return /(?:\s[-–—·•»]\s|[|_]|::)\s*$/.test(before) || (/:\s+$/.test(before) && isSite(before))
}

/** Words that a site's name has beside those of its address. */
const GENERIC = /^(?:the|news|online|com|net|org|de|fr|es|la|le|el|il|der|die|das|o|a|and|of)$/i

/** The name of the site in the title of a page: a part at its end or beginning with the words of the address. */
export function siteNameInTitle(title: string | null, url: string | null): string | null {
  if (title === null || title.length > MAX_TITLE || url === null || !URL.canParse(url)) return null
  const host = new URL(url).hostname.replace(/[^a-z0-9]/g, '')
  const parts = flat(title).split(SEPARATOR)
  if (parts.length < 2) return null
  const isSite = (part: string) => {
    const words = part
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean)
    const own = words.filter((word) => !GENERIC.test(word))
    return own.length > 0 && words.length <= 6 && own.every((word) => host.includes(word))
  }
  return [parts.at(-1), parts[0]].find((part) => part !== undefined && isSite(part)) ?? null
}

/**
 * A headline without the name of the site, its section or a date behind or before a separator:
 * "Quay opens | Harbour Post" is "Quay opens".
 *
 * Only the site's own names are cut: a headline may have separators of its own.
 */
function cutSiteName(
  title: string | null | undefined,
  { publisher, url }: { readonly publisher: string | null; readonly url: string | null },
): string | null {
  const text = flat(title ?? '')
  if (text === '') return null
  if (text.length > MAX_TITLE) return text
  const cjk = UNDERSCORED.exec(text)?.groups?.title
  if (cjk) return cjk
  const names = siteKeys({ publisher, url })
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

function siteKeys(site: {
  readonly publisher: string | null
  readonly url: string | null
}): string[] {
  return [site.publisher, hostName(site.url)].filter((name) => name !== null).map(key)
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

/** A title without marks and case, for comparing. */
export function plainTitle(title: string): string {
  return plainText(title)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
