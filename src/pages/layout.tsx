import type { ComponentChildren, JSX } from 'preact'
import { pageAnchor, pagePath } from '../identity/page-paths.ts'
import type { ArticleLink, Facets, Named, PageInfo, Time, Timeline } from './questions.ts'

/** What every page shows besides its content. */
export interface Frame {
  readonly links: Links
  /** Name of the archive. */
  readonly name: string
  readonly style: string
  /** The address of the question in GraphiQL, and that of its answer. */
  readonly graphiql: string | null
  readonly json: string | null
  /** Whether editors may correct what is shown. */
  readonly hasCorrections: boolean
}

/** Addresses of the pages. */
export interface Links {
  readonly home: string
  readonly speakers: string
  readonly sources: string
  readonly problems: string
  readonly verify: string
  article(id: string): string
  quotation(articleId: string, id: string): string
  speaker(id: string): string
  source(id: string): string
  /** Where a quotation is corrected. */
  correction(id: string): string
  /** Where the facts of an article are corrected. */
  articleCorrection(id: string): string
  search(parameters: Readonly<Record<string, string>>): string
  /** The newest members of a search as an Atom feed. */
  feed(parameters: Readonly<Record<string, string>>): string
}

/** @param base - path above all pages, without a slash at its end */
export function createLinks(base: string): Links {
  const article = (id: string) => base + pagePath('Article', id)
  return {
    home: `${base}/`,
    speakers: `${base}/speakers`,
    sources: `${base}/sources`,
    problems: `${base}/problems`,
    verify: `${base}/verify`,
    article,
    quotation: (articleId, id) => `${article(articleId)}#${pageAnchor('Quotation', id)}`,
    speaker: (id) => base + pagePath('Speaker', id),
    source: (id) => base + pagePath('Source', id),
    correction: (id) => `${base}/corrections/${encodeURIComponent(id)}`,
    articleCorrection: (id) => `${base}/corrections/articles/${encodeURIComponent(id)}`,
    feed: (parameters) => `${base}/feed?${new URLSearchParams(parameters)}`,
    search: (parameters) => `${base}/?${new URLSearchParams(parameters)}`,
  }
}

interface PageProps {
  readonly frame: Frame
  readonly title: string
  readonly children: ComponentChildren
}

/** A whole page. */
export function Page({ frame, title, children }: PageProps): JSX.Element {
  const { links, name, style, graphiql, json } = frame
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title === name ? name : `${title} · ${name}`}</title>
        <link rel="stylesheet" href={style} />
      </head>
      <body>
        <a class="skip" href="#content">
          Skip to the content
        </a>
        <header class="top">
          <a class="name" href={links.home}>
            {name}
          </a>
          <nav aria-label="Archive">
            <a href={links.search({ list: 'articles' })}>Articles</a>
            <a href={links.home}>Quotations</a>
            <a href={links.speakers}>Speakers</a>
            <a href={links.sources}>Sources</a>
            <a href={links.problems}>Problems</a>
            <a href={links.verify}>Verify</a>
          </nav>
        </header>
        <main id="content">{children}</main>
        <footer>
          {graphiql !== null && <a href={graphiql}>Open this in GraphiQL</a>}
          {json !== null && <a href={json}>As JSON</a>}
        </footer>
      </body>
    </html>
  )
}

/** A printed time, as precise as it is. */
export function Printed({ time }: { readonly time: Time }): JSX.Element {
  const { local, precision } = time
  const value = precision === 'DAY' ? local.slice(0, 10) : local.slice(0, 16)
  return <time dateTime={value}>{value.replace('T', ', ')}</time>
}

/** An address that the archive states: a link, unless it is `javascript:` or the like. */
export function WebAddress({ url }: { readonly url: string }): JSX.Element {
  if (!/^https?:/i.test(url)) return <>{url}</>
  return (
    <a href={url} rel="noreferrer">
      {url}
    </a>
  )
}

/** Headline, publisher and day of an article. */
export function ArticleLine({ article, links }: LineProps): JSX.Element {
  const { id, headline, path, language, published, sources } = article
  return (
    <>
      <a href={links.article(id)} lang={language ?? undefined} dir="auto">
        {headline ?? path}
      </a>
      <span class="about">
        {sources.map(({ source }) => (
          <a key={source.id} href={links.source(source.id)}>
            {source.name}
          </a>
        ))}
        {published ? <Printed time={published} /> : <span>undated</span>}
      </span>
    </>
  )
}

/** A list of articles. */
export function Articles({ articles, links }: ArticlesProps): JSX.Element {
  return (
    <ol class="articles">
      {articles.map((article) => (
        <li key={article.id}>
          <ArticleLine article={article} links={links} />
        </li>
      ))}
    </ol>
  )
}

interface ArticlesProps {
  readonly articles: readonly ArticleLink[]
  readonly links: Links
}

interface LineProps {
  readonly article: ArticleLink
  readonly links: Links
}

/** Links to the pages before and after this one. */
export function Pager({ pageInfo, address }: PagerProps): JSX.Element | null {
  const { hasNextPage, hasPreviousPage, startCursor, endCursor } = pageInfo
  const before = hasPreviousPage && startCursor !== null
  const after = hasNextPage && endCursor !== null
  if (!before && !after) return null
  return (
    <nav class="pager" aria-label="Pages of this list">
      {before && (
        <a rel="prev" href={address({ before: startCursor })}>
          Previous page
        </a>
      )}
      {after && (
        <a rel="next" href={address({ after: endCursor })}>
          Next page
        </a>
      )}
    </nav>
  )
}

interface PagerProps {
  readonly pageInfo: PageInfo
  readonly address: (cursor: Readonly<Record<string, string>>) => string
}

/** Values with their counts, each a link that narrows the list. */
export function FacetList({ title, facets, href }: FacetProps): JSX.Element | null {
  if (facets.length === 0) return null
  return (
    <section class="facet">
      <h2>{title}</h2>
      <ul>
        {facets.map((facet) => (
          <li key={facet.value}>
            <a href={href(facet)}>{facet.label}</a> <span class="count">{facet.count}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

interface FacetProps {
  readonly title: string
  readonly facets: Facets
  readonly href: (facet: Facets[number]) => string
}

export function NameList({ names, href }: NamesProps): JSX.Element {
  return (
    <>
      {names.map((named, index) => (
        <span key={named.id}>
          {index > 0 && ', '}
          <a href={href(named.id)}>{named.name}</a>
        </span>
      ))}
    </>
  )
}

interface NamesProps {
  readonly names: readonly Named[]
  readonly href: (id: string) => string
}

/** "1 article", "3 articles". */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

const HEIGHT = 80
const WIDTH = 720
/** Months that a chart shows; a longer time is shown by years. */
const MAX_MONTHS = 60

/** Counts over time as bars, each a link to its interval. */
export function Chart({ timeline, href }: ChartProps): JSX.Element | null {
  const bars = toBars(timeline)
  if (bars.length < 2) return null
  const most = Math.max(...bars.map((bar) => bar.count))
  const step = WIDTH / bars.length
  return (
    <figure class="chart">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="group"
        aria-label="Counts over time"
      >
        {bars.map(({ label, from, until, count: members }, index) => {
          const height = (members / most) * HEIGHT
          return (
            <a key={from} href={href(from, until)} aria-label={`${label}: ${members}`}>
              <title>{`${label}: ${members}`}</title>
              <rect class="room" x={index * step} y={0} width={step} height={HEIGHT} />
              <rect
                x={index * step + step * 0.1}
                y={HEIGHT - height}
                width={step * 0.8}
                height={height}
              />
            </a>
          )
        })}
      </svg>
      <figcaption>
        <span>{bars[0]?.label}</span>
        <span>{bars.at(-1)?.label}</span>
      </figcaption>
    </figure>
  )
}

interface ChartProps {
  readonly timeline: Timeline
  readonly href: (from: string, until: string) => string
}

interface Bar {
  readonly label: string
  readonly from: string
  readonly until: string
  count: number
}

/** All months, or all years, from the first with a count to the last. */
function toBars(timeline: Timeline): readonly Bar[] {
  const [first, last] = [timeline[0], timeline.at(-1)]
  if (!first || !last) return []
  const start = monthNumber(first.from)
  const size = monthNumber(last.from) - start + 1
  const byYear = size > MAX_MONTHS
  const bars = new Map<string, Bar>()
  for (let month = start; month < start + size; month += 1) {
    const year = String(Math.floor(month / 12)).padStart(4, '0')
    const label = byYear ? year : `${year}-${String((month % 12) + 1).padStart(2, '0')}`
    const [from, until] = byYear ? [`${year}-01-01`, `${year}-12-31`] : daysOf(label)
    if (!bars.has(label)) bars.set(label, { label, from, until, count: 0 })
  }
  for (const bucket of timeline) {
    const bar = bars.get(bucket.from.slice(0, byYear ? 4 : 7))
    if (bar) bar.count += bucket.count
  }
  return [...bars.values()]
}

function monthNumber(day: string): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1
}

function daysOf(month: string): readonly [string, string] {
  const end = new Date(`${month}-01T00:00:00Z`)
  end.setUTCMonth(end.getUTCMonth() + 1, 0)
  return [`${month}-01`, end.toISOString().slice(0, 10)]
}
