import type { JSX } from 'preact'
import { ArticleLine, type Links, NameList } from './layout.tsx'
import { nestMarks, type TextPart } from './marks.ts'
import type { QuotationList, Quoted, Range } from './questions.ts'

/** Quotations of several articles, each with its speaker and article. */
export function Quotations({ edges, links }: QuotationsProps): JSX.Element {
  if (edges.length === 0) return <p class="empty">No quotation matches.</p>
  return (
    <ol class="quotations">
      {edges.map(({ node, highlights }) => (
        <li key={node.id}>
          <figure>
            <blockquote lang={node.article.language ?? undefined} dir="auto">
              <a class="words" href={links.quotation(node.article.id, node.id)}>
                {node.content.map(({ start, exact }, index) => (
                  <span key={start}>
                    {index > 0 && ' … '}
                    <Highlighted text={exact} start={start} highlights={highlights} />
                  </span>
                ))}
              </a>
            </blockquote>
            <figcaption>
              <span class="speaker">
                <SpeakerOf quotation={node} links={links} />
                <Relays quotation={node} links={links} />
              </span>
              <ArticleLine article={node.article} links={links} />
            </figcaption>
          </figure>
        </li>
      ))}
    </ol>
  )
}

interface QuotationsProps {
  readonly edges: QuotationList['edges']
  readonly links: Links
}

interface HighlightedProps {
  readonly text: string
  readonly start: number
  readonly highlights: readonly Range[]
}

function Highlighted({ text, start, highlights }: HighlightedProps): JSX.Element {
  const parts = nestMarks(
    text,
    start,
    highlights.map((range) => ({ ...range, note: null })),
  )
  return <>{parts.map((part) => (typeof part === 'string' ? part : <mark>{textOf(part)}</mark>))}</>
}

function textOf(part: TextPart<null>): string {
  return typeof part === 'string' ? part : part.parts.map(textOf).join('')
}

interface QuotedProps {
  readonly quotation: Quoted
  readonly links: Links
}

/** The speaker by name; without one, the words that stand for it. */
export function SpeakerOf({ quotation, links }: QuotedProps): JSX.Element {
  const { speaker, mention, candidates } = quotation
  if (speaker) return <a href={links.speaker(speaker.id)}>{speaker.name}</a>
  if (candidates.length > 0) {
    return (
      <>
        perhaps <NameList names={candidates} href={links.speaker} />
      </>
    )
  }
  return mention ? <q>{mention.exact}</q> : <>speaker unknown</>
}

/** The media that carried the words. */
export function Relays({ quotation, links }: QuotedProps): JSX.Element {
  return (
    <>
      {quotation.relays.map(({ source, span }) => (
        <span key={span.start} class="relay">
          {', by '}
          {source ? <a href={links.source(source.id)}>{source.name}</a> : <q>{span.exact}</q>}
        </span>
      ))}
    </>
  )
}
