import type { ArticleFilter } from '../model/lists.ts'
import type { Reading } from '../model/reading.ts'
import type { IndexStamp, ReadStore, Store } from '../store/store.ts'
import { allPages } from './pages.ts'

export const UNSTAMPED: IndexStamp = { extractor: '', settings: '', corrections: '' }

/** An earlier version of an article, newest first. */
interface VersionPlace {
  readonly path: string
  readonly matches: boolean
}

export interface VersionFinder {
  /**
   * @param changed - the articles whose history may differ; null for all of them
   * @returns the earlier versions of the articles that have any
   */
  find(
    ids: readonly string[],
    matching: ReadonlyMap<string, string>,
    changed: ReadonlySet<string> | null,
  ): Promise<ReadonlyMap<string, readonly VersionPlace[]>>
}

/** Finds which earlier versions of articles match a filter, too. */
export function createVersionFinder(
  store: ReadStore,
  filter: ArticleFilter,
  openStore: () => Store,
): VersionFinder {
  let known = new Map<string, readonly VersionPlace[]>()
  let asked = new Map<string, boolean>()

  return {
    async find(ids, matching, changed) {
      const stale = ids.filter(
        (id) => changed === null || changed.has(id) || asked.get(id) !== matching.has(id),
      )
      const histories = await store.earlierVersions(stale)
      const found = new Map<string, readonly Reading[]>()
      stale.forEach((id, at) => {
        const history = histories[at] ?? []
        if (history.length > 0) found.set(id, history)
      })
      const open = new Map([...found].filter(([id]) => matching.has(id)))
      const matched = await matchVersions(open, filter, openStore)
      const next = new Map<string, readonly VersionPlace[]>()
      const isStale = new Set(stale)
      for (const id of ids) {
        const history = found.get(id)
        if (history) {
          next.set(
            id,
            history.map(({ article }, at) => ({
              path: article.path,
              matches: matched.get(id)?.has(at) ?? false,
            })),
          )
        } else if (!isStale.has(id)) {
          const places = known.get(id)
          if (places) next.set(id, places)
        }
      }
      known = next
      asked = new Map(ids.map((id) => [id, matching.has(id)]))
      return known
    },
  }
}

/** Places in each history that match: each is served as an article for once, and asked for. */
async function matchVersions(
  histories: ReadonlyMap<string, readonly Reading[]>,
  filter: ArticleFilter,
  openStore: () => Store,
): Promise<Map<string, Set<number>>> {
  const matched = new Map<string, Set<number>>()
  const longest = Math.max(0, ...[...histories.values()].map(({ length }) => length))
  for (let at = 0; at < longest; at += 1) {
    const byPath = new Map<string, Reading[]>()
    for (const history of histories.values()) {
      const reading = history[at]
      if (!reading) continue
      const { path } = reading.article
      byPath.set(path, [...(byPath.get(path) ?? []), reading])
    }
    const store = openStore()
    try {
      const change = await store.beginChange()
      await change.put(
        Array.from(byPath, ([path, readings]) => ({ path, file: null, readings, problems: [] })),
      )
      await change.commit({ name: null, stamp: UNSTAMPED, indexedAt: '' })
      for (const id of (await pathsOf(store, filter)).keys()) {
        matched.set(id, (matched.get(id) ?? new Set()).add(at))
      }
    } finally {
      await store.close()
    }
  }
  return matched
}

export const BY_PATH = { field: 'PATH', descending: false } as const

/** Paths of the articles that match, by id. */
export async function pathsOf(
  store: ReadStore,
  filter: ArticleFilter,
): Promise<Map<string, string>> {
  const paths = new Map<string, string>()
  for await (const items of allPages(store, 'articles', filter, BY_PATH)) {
    for (const { id, keyset } of items) paths.set(id, String(keyset[0]))
  }
  return paths
}
