import { useEffect, useRef, useState } from 'react'
import { useSubscription } from 'urql'
import { graphql } from './gql/index.ts'
import type { ArchiveChangedSubscription } from './gql/graphql.ts'
import { articleLink } from './route.ts'

const ARCHIVE_CHANGED = graphql(`
  subscription ArchiveChanged($since: String) {
    archiveChanged(since: $since) {
      to
      addedCount
      changedCount
      removedCount
      added(first: 1) {
        id
        headline
        path
      }
      changed(first: 1) {
        id
        headline
        path
      }
    }
  }
`)

const RETRY_MILLISECONDS = 2_000

/**
 * Follow the archive. After a disconnection, `since` gives the missed changes in the first event; the
 * cache forgets its answers at each event.
 */
function useArchiveChanges() {
  const [since, setSince] = useState<string | null>(null)
  const latest = useRef<string | null>(null)
  const [{ data, error, fetching }, reconnect] = useSubscription({
    query: ARCHIVE_CHANGED,
    variables: { since },
  })
  const change = data?.archiveChanged ?? null
  const isUnknown = error?.graphQLErrors.some(
    ({ extensions }) => extensions?.code === 'UNKNOWN_REVISION',
  )

  useEffect(() => {
    if (change) latest.current = change.to
  }, [change])

  useEffect(() => {
    if (fetching) return
    const timer = setTimeout(() => {
      // The server has another index: what is on the page belongs to the old one.
      if (isUnknown) location.reload()
      else if (latest.current === since) reconnect()
      else setSince(latest.current)
    }, RETRY_MILLISECONDS)
    return () => clearTimeout(timer)
  }, [fetching, isUnknown, reconnect, since])

  return { change, isConnected: fetching }
}

export function LiveStatus() {
  const { change, isConnected } = useArchiveChanges()
  return (
    <p className="live" role="status">
      <span className={isConnected ? 'dot on' : 'dot'} aria-hidden="true" />
      {isConnected ? 'Live' : 'Reconnecting'}
      {change && <Change change={change} />}
    </p>
  )
}

function Change({ change }: { readonly change: ArchiveChangedSubscription['archiveChanged'] }) {
  const article = change.added[0] ?? change.changed[0]
  const counts = [
    [change.addedCount, 'added'],
    [change.changedCount, 'changed'],
    [change.removedCount, 'removed'],
  ] as const
  const words = counts.filter(([count]) => count > 0).map(([count, verb]) => `${count} ${verb}`)
  return (
    <>
      {`: ${words.join(', ')} `}
      {article && <a href={articleLink(article.id)}>{article.headline ?? article.path}</a>}
    </>
  )
}
