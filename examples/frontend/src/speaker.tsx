import { useQuery } from 'urql'
import { Failure } from './failure.tsx'
import { graphql } from './gql/index.ts'
import { Quotations } from './quotations.tsx'
import { searchLink, speakerLink } from './route.ts'
import { Timeline } from './timeline.tsx'

const SPEAKER = graphql(`
  query Speaker($id: ID!) {
    speaker(by: { id: $id }) {
      id
      name
      kind
      aliases
      sameAs
      roles {
        text
        articles
      }
      quotations(first: 0) {
        totalCount
        timeline(interval: MONTH) {
          from
          until
          count
        }
      }
      quotedWith(first: 8) {
        nodes {
          id
          name
        }
      }
    }
  }
`)

export function SpeakerPage({ id }: { readonly id: string }) {
  const [{ data, error, fetching }] = useQuery({ query: SPEAKER, variables: { id } })
  const speaker = data?.speaker
  if (!speaker) return error ? <Failure error={error} /> : <p>{fetching && 'Loading …'}</p>
  const { name, kind, aliases, sameAs, roles, quotations, quotedWith } = speaker
  const others = aliases.filter((alias) => alias !== name)
  return (
    <>
      <title>{name}</title>
      <h1>{name}</h1>
      <dl>
        <Fact title={kind === 'PERSON' ? 'Described as' : 'Kind'}>
          {kind === 'PERSON' ? roles.map(({ text }) => text).join(', ') : kind.toLowerCase()}
        </Fact>
        <Fact title="Also named">{others.join(', ')}</Fact>
        <Fact title="Elsewhere">
          {sameAs.map((url) => (
            <a key={url} href={url} rel="noreferrer">
              {url}
            </a>
          ))}
        </Fact>
        <Fact title="Quoted with">
          {quotedWith.nodes.map((other) => (
            <a key={other.id} href={speakerLink(other.id)}>
              {other.name}
            </a>
          ))}
        </Fact>
      </dl>
      <h2>{`${quotations.totalCount} quotations by month`}</h2>
      <Timeline
        buckets={quotations.timeline}
        linkOf={({ from, until }) => searchLink({ speaker: id, from, until })}
      />
      <h2>Quotations</h2>
      <Quotations filter={{ speaker: { id } }} />
    </>
  )
}

interface FactProps {
  readonly title: string
  readonly children: string | readonly React.ReactNode[]
}

function Fact({ title, children }: FactProps) {
  if (children.length === 0) return null
  return (
    <div>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  )
}
