import { useState } from 'react'
import { useQuery } from 'urql'
import { Failure } from './failure.tsx'
import { type FragmentType, graphql, readFragment } from './gql/index.ts'
import type { QuotationFilter } from './gql/graphql.ts'
import { type Range, segmentsOf } from './marks.ts'
import { articleLink, speakerLink } from './route.ts'

const QUOTATION_CARD = graphql(`
  fragment QuotationCard on Quotation {
    id
    kind
    content {
      start
      end
      exact
    }
    mention {
      exact
    }
    speaker {
      id
      name
    }
    relays {
      span {
        exact
      }
      source {
        id
        name
      }
    }
    article {
      id
      headline
      path
      published {
        local
      }
    }
  }
`)

const QUOTATIONS = graphql(`
  query Quotations($filter: QuotationFilter!, $orderBy: [QuotationOrder!], $after: String) {
    quotations(first: 20, after: $after, filter: $filter, orderBy: $orderBy) {
      edges {
        node {
          id
          ...QuotationCard
        }
        highlights {
          start
          end
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`)

/** The quotations that match a filter, page after page; the cache joins the pages. */
export function Quotations({ filter }: { readonly filter: QuotationFilter }) {
  const [after, setAfter] = useState<string | null>(null)
  const orderBy = filter.words ? (['RELEVANCE'] as const) : (['PUBLISHED_DESC'] as const)
  const [{ data, error, fetching }] = useQuery({
    query: QUOTATIONS,
    variables: { filter, orderBy: [...orderBy], after },
  })
  const { edges = [], pageInfo } = data?.quotations ?? {}
  return (
    <>
      {error && <Failure error={error} />}
      <ol className="quotations" aria-busy={fetching}>
        {edges.map(({ node, highlights }) => (
          <li key={node.id}>
            <QuotationCard quotation={node} highlights={highlights} />
          </li>
        ))}
      </ol>
      {!fetching && !error && edges.length === 0 && <p>No quotation matches.</p>}
      {pageInfo?.hasNextPage && (
        <button
          type="button"
          disabled={fetching}
          onClick={() => setAfter(pageInfo.endCursor ?? null)}
        >
          More
        </button>
      )}
    </>
  )
}

interface QuotationCardProps {
  readonly quotation: FragmentType<typeof QUOTATION_CARD>
  readonly highlights: readonly Range[]
}

function QuotationCard({ quotation, highlights }: QuotationCardProps) {
  const { id, kind, content, speaker, mention, relays, article } = readFragment(
    QUOTATION_CARD,
    quotation,
  )
  return (
    <article className="card">
      <blockquote>
        <a href={articleLink(article.id, id)}>
          {content.map(({ start, exact }, index) => (
            <span key={start}>
              {index > 0 && ' … '}
              <Highlighted text={exact} offset={start} highlights={highlights} />
            </span>
          ))}
        </a>
      </blockquote>
      <p className="by">
        {speaker ? (
          <a href={speakerLink(speaker.id)}>{speaker.name}</a>
        ) : (
          <span>{mention?.exact ?? 'Speaker unknown'}</span>
        )}
        <span className="kind">{kind.toLowerCase()}</span>
        {relays.length > 0 && (
          <span>{`via ${relays.map(({ source, span }) => source?.name ?? span.exact).join(', ')}`}</span>
        )}
      </p>
      <p className="in">
        <time>{article.published?.local.slice(0, 10) ?? 'undated'}</time>{' '}
        <a href={articleLink(article.id)}>{article.headline ?? article.path}</a>
      </p>
    </article>
  )
}

interface HighlightedProps {
  readonly text: string
  readonly offset: number
  readonly highlights: readonly Range[]
}

function Highlighted({ text, offset, highlights }: HighlightedProps) {
  return segmentsOf(text, offset, highlights).map(({ start, text: piece, marks }) =>
    marks.length > 0 ? <mark key={start}>{piece}</mark> : piece,
  )
}
