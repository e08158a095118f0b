import type { JSX } from 'preact'
import {
  Chart,
  count,
  FacetList,
  type Frame,
  NameList,
  Page,
  Pager,
  Printed,
  WebAddress,
} from './layout.tsx'
import { Quotations } from './quotation-list.tsx'
import type { SpeakerDetails } from './questions.ts'

interface SpeakerProps {
  readonly frame: Frame
  readonly speaker: SpeakerDetails
}

/** One speaker: names, roles over time, and quotations. */
export function SpeakerPage({ frame, speaker }: SpeakerProps): JSX.Element {
  const { links } = frame
  const { id, name, kind, aliases, sameAs, source, roles, quotations, quotedWith } = speaker
  const search = (change: Readonly<Record<string, string>>) =>
    links.search({ speaker: id, ...change })
  return (
    <Page frame={frame} title={name}>
      <h1 dir="auto">{name}</h1>
      <p class="about">
        <span>{kind.toLowerCase()}</span>
        {aliases.length > 0 && <span>also: {aliases.join(', ')}</span>}
        {source && <a href={links.source(source.id)}>as a source</a>}
        {sameAs.map((url) => (
          <WebAddress key={url} url={url} />
        ))}
      </p>
      <p class="total">{count(quotations.totalCount, 'quotation')}</p>
      <Chart timeline={quotations.timeline} href={(from, until) => search({ from, until })} />
      <div class="columns">
        <div>
          <Quotations edges={quotations.edges} links={links} />
          <Pager
            pageInfo={quotations.pageInfo}
            address={(cursor) => `${links.speaker(id)}?${new URLSearchParams(cursor)}`}
          />
        </div>
        <aside aria-label="About the speaker">
          {roles.length > 0 && (
            <section>
              <h2>Roles</h2>
              <ul class="notes">
                {roles.map(({ text, articles, first, last }) => (
                  <li key={text}>
                    {text}
                    <span class="why">
                      {' '}
                      in {count(articles, 'article')}
                      {first && (
                        <>
                          , <Printed time={{ ...first, precision: 'DAY' }} />
                        </>
                      )}
                      {first && last && first.local !== last.local && (
                        <>
                          {' to '}
                          <Printed time={{ ...last, precision: 'DAY' }} />
                        </>
                      )}
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <FacetList
            title="Relayed by"
            facets={quotations.relays}
            href={({ value }) => links.source(value)}
          />
          <FacetList
            title="Published by"
            facets={quotations.publishers}
            href={({ value }) => search({ publisher: value })}
          />
          {quotedWith.nodes.length > 0 && (
            <section>
              <h2>Quoted with</h2>
              <p>
                <NameList names={quotedWith.nodes} href={links.speaker} />
              </p>
            </section>
          )}
        </aside>
      </div>
    </Page>
  )
}
