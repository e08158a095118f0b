import { useQuery } from 'urql'
import { Failure } from './failure.tsx'
import { graphql } from './gql/index.ts'
import { Quotations } from './quotations.tsx'
import { filterOf, type Search, searchLink } from './route.ts'

const FACETS = graphql(`
  query SearchFacets($filter: QuotationFilter!) {
    archive {
      name
    }
    quotations(first: 0, filter: $filter) {
      totalCount
      kinds: facets(by: KIND) {
        value
        label
        count
      }
      speakers: facets(by: SPEAKER, first: 8) {
        value
        label
        count
      }
      publishers: facets(by: PUBLISHER, first: 8) {
        value
        label
        count
      }
    }
  }
`)

export function SearchPage({ search }: { readonly search: Search }) {
  const filter = filterOf(search)
  const [{ data, error }] = useQuery({ query: FACETS, variables: { filter } })
  const { totalCount, kinds, speakers, publishers } = data?.quotations ?? {}
  const name = data?.archive.name ?? 'Archive'
  return (
    <>
      <title>{search.words ? `${search.words} – ${name}` : name}</title>
      <h1>{name}</h1>
      <SearchForm key={JSON.stringify(search)} search={search} />
      {error && <Failure error={error} />}
      <p role="status">
        {totalCount !== undefined &&
          `${totalCount} ${totalCount === 1 ? 'quotation' : 'quotations'}`}
      </p>
      <div className="columns">
        <nav aria-label="Filters">
          <Facets title="Kind" member="kind" facets={kinds} search={search} />
          <Facets title="Speaker" member="speaker" facets={speakers} search={search} />
          <Facets title="Publisher" member="publisher" facets={publishers} search={search} />
        </nav>
        <section aria-label="Quotations">
          <Quotations key={JSON.stringify(search)} filter={filter} />
        </section>
      </div>
    </>
  )
}

function SearchForm({ search }: { readonly search: Search }) {
  const submit = (form: FormData) => {
    const texts = ['words', 'from', 'until'].map((name) => [name, String(form.get(name) ?? '')])
    location.hash = searchLink({ ...search, ...Object.fromEntries(texts) })
  }
  return (
    <form role="search" action={submit}>
      <label className="words">
        Words
        <input
          type="search"
          name="words"
          defaultValue={search.words}
          placeholder='harbour, "in the water", boat*'
        />
      </label>
      <label>
        From
        <input type="date" name="from" defaultValue={search.from} />
      </label>
      <label>
        Until
        <input type="date" name="until" defaultValue={search.until} />
      </label>
      <button type="submit">Search</button>
    </form>
  )
}

interface FacetsProps {
  readonly title: string
  readonly member: 'kind' | 'speaker' | 'publisher'
  readonly facets:
    | readonly { readonly value: string; readonly label: string; readonly count: number }[]
    | undefined
  readonly search: Search
}

/** Each value is a link that adds it to the search, or takes it away again. */
function Facets({ title, member, facets = [], search }: FacetsProps) {
  const { [member]: chosen, ...others } = search
  if (facets.length === 0) return null
  return (
    <details open={chosen !== undefined || matchMedia('(min-width: 700px)').matches}>
      <summary>{title}</summary>
      <ul>
        {facets.map(({ value, label, count }) => (
          <li key={value}>
            <a
              href={searchLink(value === chosen ? others : { ...others, [member]: value })}
              aria-current={value === chosen}
            >
              {member === 'kind' ? label.toLowerCase() : label}{' '}
              <span className="count">{count}</span>
            </a>
          </li>
        ))}
      </ul>
    </details>
  )
}
