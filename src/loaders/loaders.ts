import DataLoader from 'dataloader'
import type { ArchiveChange, ArchiveRecord } from '../model/archive.ts'
import type {
  CountedList,
  Facet,
  Interval,
  ListName,
  Lists,
  ListSet,
  Page,
  TimelineBucket,
  Window,
} from '../model/lists.ts'
import type { Span } from '../model/span.ts'
import type { Awaitable, ReadStore } from '../store/store.ts'
import { consistently } from './consistent.ts'

export type Loaders = ReturnType<typeof createLoaders>

/**
 * Every read that one request makes, in batches. Made anew for each request (each event of a
 * subscription), because loaders cache.
 *
 * All reads come from one revision: when the archive changes in between, they reject with
 * `ArchiveChangedError`.
 */
export function createLoaders(store: ReadStore) {
  const read = consistently(() => store.generation())
  const batch = <Value>(load: (keys: readonly string[]) => Awaitable<readonly Value[]>) =>
    new DataLoader<string, Value>((keys) => read(() => load(keys)), { maxBatchSize: 1000 })
  const pages = createShelf<Page>(batch)
  const counts = createShelf<number>(batch)
  const facets = createShelf<readonly Facet[]>(batch)
  const timelines = createShelf<readonly TimelineBucket[]>(batch)
  const highlights = createShelf<readonly Span[]>(batch)
  let archive: Promise<ArchiveRecord> | null = null

  return {
    reading: batch((ids) => store.readings(ids)),
    speaker: batch((ids) => store.speakers(ids)),
    source: batch((ids) => store.sources(ids)),
    problem: batch((ids) => store.problems(ids)),
    file: batch((paths) => store.files(paths)),

    /** Id of the article that holds a quotation, a date or a picture. */
    home: {
      quotations: batch((ids) => store.homes('quotations', ids)),
      dates: batch((ids) => store.homes('dates', ids)),
      pictures: batch((ids) => store.homes('pictures', ids)),
    },
    articleAt: {
      path: batch((paths) => store.articlesAt('path', paths)),
      url: batch((urls) => store.articlesAt('url', urls)),
    },
    /** Ids of everyone who bears a name or alias. */
    named: {
      speakers: batch((names) => store.named('speakers', names)),
      sources: batch((names) => store.named('sources', names)),
    },
    namesLike: (list: 'speakers' | 'sources', name: string): Promise<readonly string[]> =>
      read(() => store.namesLike(list, name)),

    page: <L extends ListName>(
      set: ListSet<L>,
      window: Window<Lists[L]['order']>,
      owner: string,
    ): Promise<Page> => pages([set, window], owner, (owners) => store.pages(set, window, owners)),
    count: <L extends ListName>(set: ListSet<L>, owner: string): Promise<number> =>
      counts([set], owner, (owners) => store.counts(set, owners)),
    facets: <L extends ListName>(
      set: ListSet<L>,
      by: Lists[L]['facet'],
      first: number,
      owner: string,
    ): Promise<readonly Facet[]> =>
      facets([set, by, first], owner, (owners) => store.facets(set, by, first, owners)),
    timeline: (
      set: ListSet<CountedList>,
      interval: Interval,
      owner: string,
    ): Promise<readonly TimelineBucket[]> =>
      timelines([set, interval], owner, (owners) => store.timelines(set, interval, owners)),
    highlights: (
      list: 'articles' | 'quotations',
      words: string,
      id: string,
    ): Promise<readonly Span[]> =>
      highlights([list, words], id, (ids) => store.highlights(list, words, ids)),

    archive: (): Promise<ArchiveRecord> => (archive ??= read(() => store.archive())),
    changesSince: (revision: string): Promise<ArchiveChange | null> =>
      read(() => store.changesSince(revision)),
  }
}

/** One loader for each distinct question, so that all owners of the same question share a batch. */
function createShelf<Value>(
  batch: (
    load: (keys: readonly string[]) => Awaitable<readonly Value[]>,
  ) => DataLoader<string, Value>,
) {
  const shelf = new Map<string, DataLoader<string, Value>>()
  return (
    question: readonly unknown[],
    key: string,
    load: (keys: readonly string[]) => Awaitable<readonly Value[]>,
  ): Promise<Value> => {
    const name = JSON.stringify(question)
    const loader = shelf.get(name) ?? batch(load)
    shelf.set(name, loader)
    return loader.load(key)
  }
}
