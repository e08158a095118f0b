import type { JSX } from 'preact'
import { Articles, Chart, count, FacetList, type Frame, Page, Pager } from './layout.tsx'
import { Quotations } from './quotation-list.tsx'
import type { ArticleList, Counts, Facets, QuotationList } from './questions.ts'

/** What a reader searches for: the parameters of the address. */
export interface Search {
  readonly list: 'quotations' | 'articles'
  readonly words: string
  /** Ids; empty for all. */
  readonly speaker: string
  readonly publisher: string
  /** Days; empty for an open end. */
  readonly from: string
  readonly until: string
}

interface SearchPageProps {
  readonly frame: Frame
  readonly search: Search
  readonly archive: { readonly articleCount: number; readonly quotationCount: number }
  readonly counts: Counts
  readonly found: FoundQuotations | FoundArticles
}

interface FoundQuotations extends QuotationList {
  readonly list: 'quotations'
}

interface FoundArticles extends ArticleList {
  readonly list: 'articles'
}

/** The first page: search, the found members, and what to narrow them by. */
export function SearchPage(props: SearchPageProps): JSX.Element {
  const { frame, search, archive, counts, found } = props
  const { links } = frame
  const address = (change: Readonly<Record<string, string>>) =>
    links.search(parametersOf({ ...search, ...change }))
  return (
    <Page frame={frame} title={search.words === '' ? frame.name : `“${search.words}”`}>
      <h1 class="hidden">{search.list === 'quotations' ? 'Quotations' : 'Articles'}</h1>
      <SearchForm search={search} action={links.home} archive={archive} />
      <Narrowed search={search} counts={counts} address={address} />
      <p class="total" role="status">
        {count(found.totalCount, found.list === 'quotations' ? 'quotation' : 'article')}
      </p>
      <Chart timeline={counts.timeline} href={(from, until) => address({ from, until })} />
      <div class="columns">
        <div>
          {found.list === 'quotations' ? (
            <Quotations edges={found.edges} links={links} />
          ) : (
            <Articles articles={found.nodes} links={links} />
          )}
          {found.totalCount === 0 && <OtherList list={found.list} address={address} />}
          <Pager pageInfo={found.pageInfo} address={address} />
          <p>
            <a href={links.feed(parametersOf({ ...search }))}>Follow this search as a feed</a>
          </p>
        </div>
        <aside aria-label="Narrow the list">
          <FacetList
            title="Speakers"
            facets={counts.speakers}
            href={({ value }) => address({ speaker: value })}
          />
          <FacetList
            title="Publishers"
            facets={counts.publishers}
            href={({ value }) => address({ publisher: value })}
          />
        </aside>
      </div>
    </Page>
  )
}

/** Words that are in no quotation may be in articles. */
function OtherList({ list, address }: OtherListProps): JSX.Element {
  const other = list === 'quotations' ? 'articles' : 'quotations'
  return (
    <p>
      <a href={address({ list: other })}>Search the {other} instead</a>
    </p>
  )
}

interface OtherListProps {
  readonly list: Search['list']
  readonly address: (change: Readonly<Record<string, string>>) => string
}

function SearchForm({ search, action, archive }: FormProps): JSX.Element {
  const { list, words, speaker, publisher, from, until } = search
  return (
    <form role="search" action={action}>
      <label class="wide">
        Words
        <input type="search" name="words" value={words} placeholder={'"exact words" or begin*'} />
      </label>
      <fieldset>
        <legend>In</legend>
        <label>
          <input type="radio" name="list" value="quotations" checked={list === 'quotations'} />
          {archive.quotationCount} quotations
        </label>
        <label>
          <input type="radio" name="list" value="articles" checked={list === 'articles'} />
          {archive.articleCount} articles
        </label>
      </fieldset>
      <label>
        From
        <input type="date" name="from" value={from} />
      </label>
      <label>
        Until
        <input type="date" name="until" value={until} />
      </label>
      {speaker !== '' && <input type="hidden" name="speaker" value={speaker} />}
      {publisher !== '' && <input type="hidden" name="publisher" value={publisher} />}
      <button type="submit">Search</button>
    </form>
  )
}

interface FormProps {
  readonly search: Search
  readonly action: string
  readonly archive: SearchPageProps['archive']
}

/** The conditions besides the words, each with a link that removes it. */
function Narrowed({ search, counts, address }: NarrowedProps): JSX.Element | null {
  const conditions = [
    ['speaker', labelOf(search.speaker, counts.speakers)],
    ['publisher', labelOf(search.publisher, counts.publishers)],
  ] as const
  const given = conditions.filter(([name]) => search[name] !== '')
  if (given.length === 0) return null
  return (
    <ul class="narrowed" aria-label="Conditions">
      {given.map(([name, label]) => (
        <li key={name}>
          {label} <a href={address({ [name]: '' })}>remove</a>
        </li>
      ))}
    </ul>
  )
}

interface NarrowedProps {
  readonly search: Search
  readonly counts: Counts
  readonly address: (change: Readonly<Record<string, string>>) => string
}

function labelOf(value: string, facets: Facets): string {
  return facets.find((facet) => facet.value === value)?.label ?? 'One only'
}

/** Without those that are empty. */
function parametersOf(all: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(all).filter(
      ([name, value]) => value !== '' && !(name === 'list' && value === 'quotations'),
    ),
  )
}
