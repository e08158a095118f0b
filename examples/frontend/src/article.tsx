import { useEffect, useRef } from 'react'
import { useQuery } from 'urql'
import { Failure } from './failure.tsx'
import { graphql } from './gql/index.ts'
import type { ArticleQuery } from './gql/graphql.ts'
import { type Range, segmentsOf } from './marks.ts'
import { articleLink, speakerLink } from './route.ts'

const ARTICLE = graphql(`
  query Article($id: ID!) {
    article(by: { id: $id }) {
      id
      headline
      path
      body
      published {
        local
      }
      paragraphs {
        kind
        span {
          start
          end
        }
      }
      quotations(first: 100, orderBy: [TEXT_ASC]) {
        totalCount
        nodes {
          id
          kind
          confidence
          rule
          content {
            start
            end
            exact
          }
          cue {
            span {
              start
              end
            }
          }
          mention {
            start
            end
            exact
          }
          speaker {
            id
            name
          }
        }
      }
    }
  }
`)

type Article = NonNullable<ArticleQuery['article']>
type Quotation = Article['quotations']['nodes'][number]

interface Mark extends Range {
  readonly quotation: Quotation
  readonly part: 'content' | 'cue' | 'mention'
}

interface ArticlePageProps {
  readonly id: string
  /** Id of the quotation to point out. */
  readonly quotation: string | null
}

export function ArticlePage({ id, quotation }: ArticlePageProps) {
  const [{ data, error, fetching }] = useQuery({ query: ARTICLE, variables: { id } })
  const article = data?.article
  if (!article) return error ? <Failure error={error} /> : <p>{fetching && 'Loading …'}</p>
  const { headline, path, published, quotations } = article
  return (
    <>
      <title>{headline ?? path}</title>
      <p className="in">
        <time>{published?.local.replace('T', ' ') ?? 'undated'}</time> {path}
      </p>
      <div className="columns reading">
        <Body article={article} chosen={quotation} />
        <nav aria-label="Quotations of this article">
          <h2>{`${quotations.totalCount} quotations`}</h2>
          <ol className="list">
            {quotations.nodes.map((each) => (
              <li key={each.id}>
                <a href={articleLink(id, each.id)} aria-current={each.id === quotation}>
                  {shorten(each.content[0]?.exact ?? '')}
                </a>
                <Speaker quotation={each} />
              </li>
            ))}
          </ol>
        </nav>
      </div>
    </>
  )
}

function Speaker({
  quotation: { speaker, mention, kind, confidence, rule },
}: {
  quotation: Quotation
}) {
  return (
    <p className="by">
      {speaker ? (
        <a href={speakerLink(speaker.id)}>{speaker.name}</a>
      ) : (
        <span>{mention?.exact ?? 'Speaker unknown'}</span>
      )}
      <span className="kind" title={`Rule: ${rule}`}>
        {`${kind.toLowerCase()}, ${Math.round(confidence * 100)} %`}
      </span>
    </p>
  )
}

interface BodyProps {
  readonly article: Article
  readonly chosen: string | null
}

/** The text in its paragraphs, with the content, cue and mention of each quotation marked. */
function Body({ article: { id, body, paragraphs, quotations }, chosen }: BodyProps) {
  const text = useRef<HTMLElement>(null)
  const marks = quotations.nodes.flatMap(marksOf)

  useEffect(() => {
    if (chosen === null) return
    text.current?.querySelector('.chosen')?.scrollIntoView({ block: 'center' })
  }, [chosen])

  return (
    <article ref={text} className="body">
      {paragraphs.map(({ kind, span: { start, end } }) => {
        const Tag = kind === 'HEADLINE' ? 'h1' : 'p'
        return (
          <Tag key={start} className={kind.toLowerCase()}>
            {segmentsOf(body.slice(start, end), start, marks).map((segment) => (
              <Piece key={segment.start} {...segment} article={id} chosen={chosen} />
            ))}
          </Tag>
        )
      })}
    </article>
  )
}

function marksOf(quotation: Quotation): Mark[] {
  const { content, cue, mention } = quotation
  return [
    ...content.map(({ start, end }) => ({ start, end, part: 'content' as const, quotation })),
    ...(cue ? [{ ...rangeOf(cue.span), part: 'cue' as const, quotation }] : []),
    ...(mention ? [{ ...rangeOf(mention), part: 'mention' as const, quotation }] : []),
  ]
}

function rangeOf({ start, end }: Range): Range {
  return { start, end }
}

interface PieceProps {
  readonly text: string
  readonly start: number
  readonly marks: readonly Mark[]
  readonly article: string
  readonly chosen: string | null
}

/**
 * A piece of text under none, one or several marks. It links to the shortest quotation that holds
 * it. The Tab key stops at the first piece of each quotation only.
 */
function Piece({ text, start, marks, article, chosen }: PieceProps) {
  const [innermost] = marks.toSorted((one, other) => lengthOf(one) - lengthOf(other))
  if (!innermost) return text
  const { quotation } = innermost
  const isChosen = marks.some((mark) => mark.quotation.id === chosen)
  const depth = new Set(marks.map((mark) => mark.quotation.id)).size
  const parts = new Set(marks.map(({ part }) => part))
  const isFirst = innermost.part === 'content' && quotation.content[0]?.start === start
  return (
    <a
      href={articleLink(article, quotation.id)}
      className={['mark', ...parts, depth > 1 && 'several', isChosen && 'chosen']
        .filter(Boolean)
        .join(' ')}
      title={quotation.speaker?.name ?? quotation.mention?.exact ?? 'Speaker unknown'}
      tabIndex={isFirst ? 0 : -1}
    >
      {text}
    </a>
  )
}

function lengthOf({ start, end }: Range): number {
  return end - start
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}
