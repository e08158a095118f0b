import type { JSX } from 'preact'
import { Articles, Chart, FacetList, type Frame, Page, Pager } from './layout.tsx'
import { Quotations } from './quotation-list.tsx'
import type { SourceDetails } from './questions.ts'

interface SourceProps {
  readonly frame: Frame
  readonly source: SourceDetails
}

/** One source: what it published, wrote, pictured and relayed. */
export function SourcePage({ frame, source }: SourceProps): JSX.Element {
  const { links } = frame
  const { id, name, kind, aliases, speaker, articles, relayed } = source
  const counts = [
    ['article published', 'articles published', source.published.totalCount],
    ['article written as an agency', 'articles written as an agency', source.written.totalCount],
    ['article signed', 'articles signed', source.authored.totalCount],
    ['picture', 'pictures', source.pictures.totalCount],
  ] as const
  return (
    <Page frame={frame} title={name}>
      <h1 dir="auto">{name}</h1>
      <p class="about">
        <span>{kind.toLowerCase().replace('_', ' ')}</span>
        {aliases.length > 0 && <span>also: {aliases.join(', ')}</span>}
        {speaker && <a href={links.speaker(speaker.id)}>as a speaker</a>}
        {counts
          .filter(([, , number]) => number > 0)
          .map(([one, several, number]) => (
            <span key={one}>
              {number} {number === 1 ? one : several}
            </span>
          ))}
      </p>
      <Chart
        timeline={articles.timeline}
        href={(from, until) => links.search({ list: 'articles', publisher: id, from, until })}
      />
      <div class="columns">
        <div>
          <h2>Articles</h2>
          <Articles articles={articles.nodes} links={links} />
          <Pager
            pageInfo={articles.pageInfo}
            address={(cursor) => `${links.source(id)}?${new URLSearchParams(cursor)}`}
          />
        </div>
        {relayed.totalCount > 0 && (
          <aside aria-label="Relayed">
            <FacetList
              title="Relayed speakers"
              facets={relayed.speakers}
              href={({ value }) => links.speaker(value)}
            />
            <h2>Relayed words</h2>
            <Quotations edges={relayed.edges} links={links} />
          </aside>
        )}
      </div>
    </Page>
  )
}
