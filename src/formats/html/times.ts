import type { StatedTime, TimeRole } from '../../model/article.ts'
import { timesInLine } from '../printed-times.ts'
import { findDayInPath } from '../stamp.ts'
import { fieldTime } from '../times.ts'
import type { PageHead } from './head.ts'

/** Where a page may state times, besides its meta tags. */
interface TimesBeside {
  /** Those of the JSON-LD of its article, and of its page. */
  readonly article: readonly StatedTime[]
  readonly page: readonly StatedTime[]
  /** The time that Readability finds. */
  readonly found: string | null
  /** Printed lines, the nearest to the headline first. */
  readonly lines: readonly string[]
  readonly url: string | null
}

/** The times of a page, the surest first. */
export function pageTimes(
  head: PageHead,
  { article, page, found, lines, url }: TimesBeside,
): StatedTime[] {
  const times = [...article, ...metaTimes(head)]
  const isUpdate = ({ role }: StatedTime) => role === 'UPDATED'
  const printed = lines.flatMap((line) => timesInLine('page', line))
  return [
    ...times,
    ...head.times
      .filter((time) => !time.isUpdate)
      .flatMap(({ value }) => timeElement(value))
      .slice(0, 1),
    ...fieldTime('PUBLISHED', 'time', found),
    ...printed.filter((time) => !isUpdate(time)).slice(0, 1),
    ...page,
    ...(times.some(isUpdate) ? [] : printed.filter(isUpdate).slice(0, 1)),
    ...fieldTime('PUBLISHED', 'url', dayInUrl(url)),
  ]
}

const PUBLISHED = [
  'article:published_time',
  'parsely-pub-date',
  'og:article:published_time',
  'article:published',
  'article.published',
  'datepublished',
  'date_published',
  'publishdate',
  'publish-date',
  'publish_date',
  'published-date',
  'published_date',
  'publication_date',
  'publication-date',
  'citation_publication_date',
  'citation_date',
  'pubdate',
  'dc.date.issued',
  'dcterms.issued',
  'dc.date.published',
  'dc.date',
  'dcterms.date',
  'dcterms.created',
  'dc.date.created',
  'date',
  'sailthru.date',
  'og:published_time',
  'og:pubdate',
  'displaydate',
  'last-publish-date',
  'originalpublicationdate',
  'cxenseparse:recs:publishtime',
  'vr:published_time',
  'bt:pubdate',
  'rbpubdate',
  'ptime',
  'pdate',
  'dat',
  'article_date_original',
  'article:post_date',
  'datecreated',
  'published',
  'publishtime',
  'timestamp',
]
const UPDATED = [
  'article:modified_time',
  'og:updated_time',
  'datemodified',
  'date_modified',
  'dcterms.modified',
  'dc.date.modified',
  'lastmod',
  'last-modified',
  'last_updated',
  'last_updated_date',
  'article:modified',
  'utime',
  'revised',
]

function metaTimes(head: PageHead): StatedTime[] {
  const time = (role: TimeRole, name: string) => fieldTime(role, name, head.meta(name))
  return [
    ...PUBLISHED.slice(0, 2).flatMap((name) => time('PUBLISHED', name)),
    ...fieldTime('PUBLISHED', 'datePublished', head.itemprop('datePublished')),
    ...PUBLISHED.slice(2).flatMap((name) => time('PUBLISHED', name)),
    ...UPDATED.flatMap((name) => time('UPDATED', name)),
    ...fieldTime('UPDATED', 'dateModified', head.itemprop('dateModified')),
  ]
}

/** A machine-readable element, which pages also fill with what they print. */
function timeElement(value: string): StatedTime[] {
  const stated = fieldTime('PUBLISHED', 'time', value)
  return stated.length > 0 ? stated : timesInLine('time', value).slice(0, 1)
}

/** The day in the path of an address: "/2024/07/15/quay-opens". */
function dayInUrl(url: string | null): string | null {
  return url !== null && URL.canParse(url) ? findDayInPath(new URL(url).pathname) : null
}
