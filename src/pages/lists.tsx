import type { ComponentChildren, JSX } from 'preact'
import { type Frame, Page, Pager } from './layout.tsx'
import type { Named, PageInfo, Problem } from './questions.ts'

interface NameListProps {
  readonly frame: Frame
  readonly title: string
  readonly address: string
  /** The beginning of names that is searched for. */
  readonly name: string
  readonly totalCount: number
  readonly pageInfo: PageInfo
  readonly members: readonly NameListMember[]
}

interface NameListMember extends Named {
  readonly href: string
  readonly about: string
  readonly count: number
}

/** All speakers, or all sources, with a search by name. */
export function NamesPage(props: NameListProps): JSX.Element {
  const { frame, title, address, name, totalCount, pageInfo, members } = props
  return (
    <Page frame={frame} title={title}>
      <h1>{title}</h1>
      <form role="search" action={address}>
        <label class="wide">
          Name
          <input type="search" name="name" value={name} />
        </label>
        <button type="submit">Search</button>
      </form>
      <p class="total" role="status">
        {totalCount} found
      </p>
      <ol class="names">
        {members.map(({ id, name: member, href, about, count }) => (
          <li key={id}>
            <a href={href} dir="auto">
              {member}
            </a>{' '}
            <span class="count">{count}</span> <span class="about">{about}</span>
          </li>
        ))}
      </ol>
      <Pager
        pageInfo={pageInfo}
        address={(cursor) => {
          const parameters = new URLSearchParams({ ...(name !== '' && { name }), ...cursor })
          return `${address}?${parameters}`
        }}
      />
    </Page>
  )
}

interface ProblemsProps {
  readonly frame: Frame
  readonly totalCount: number
  readonly pageInfo: PageInfo
  readonly problems: readonly (Problem & {
    readonly path: string
    readonly line: number | null
  })[]
}

/** What is wrong with the files. */
export function ProblemsPage({
  frame,
  totalCount,
  pageInfo,
  problems,
}: ProblemsProps): JSX.Element {
  return (
    <Page frame={frame} title="Problems">
      <h1>Problems</h1>
      <p class="total">{totalCount} found</p>
      <ul class="problems">
        {problems.map(({ code, severity, message, hint, path, line }, index) => (
          <li key={index}>
            <span class={severity.toLowerCase()}>{severity}</span>{' '}
            <code>
              {path}
              {line !== null && `:${line}`}
            </code>{' '}
            {message} {hint} <span class="why">{code}</span>
          </li>
        ))}
      </ul>
      <Pager
        pageInfo={pageInfo}
        address={(cursor) => `${frame.links.problems}?${new URLSearchParams(cursor)}`}
      />
    </Page>
  )
}

interface MessageProps {
  readonly frame: Frame
  readonly title: string
  readonly children: ComponentChildren
}

/** A page that only says something. */
export function MessagePage({ frame, title, children }: MessageProps): JSX.Element {
  return (
    <Page frame={frame} title={title}>
      <h1>{title}</h1>
      <p>{children}</p>
    </Page>
  )
}
