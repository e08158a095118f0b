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
import { createBatches, type Loader } from './batches.ts'
import { consistently, type Reads } from './consistent.ts'
import { type Loading, whenLoaded } from './loading.ts'
import type { Resident, Residents } from './residents.ts'

export type Loaders = ReturnType<typeof createLoaders>

export interface LoaderOptions {
  /** By default all reads come from one revision: when the archive changes, they fail. */
  readonly reads?: Reads
  /** What earlier requests have read, and to which this one adds. None by default. */
  readonly residents?: Residents | null
}

/**
 * Every read that one request makes, in batches. Made anew for each request (each event of a
 * subscription), because loaders cache.
 *
 * All reads come from one revision: when the archive changes in between, they fail with
 * `ArchiveChangedError`.
 */
export function createLoaders(
  store: ReadStore,
  { reads = consistently(() => store.generation()), residents = null }: LoaderOptions = {},
) {
  const batches = createBatches()
  const batch: MakeLoader = (read) => batches.loader((keys) => reads(() => read(keys)))
  const pages = createShelf<Page>(batch, residents?.pages)
  const counts = createShelf<number>(batch)
  const facets = createShelf<readonly Facet[]>(batch)
  const timelines = createShelf<readonly TimelineBucket[]>(batch)
  const highlights = createShelf<readonly Span[]>(batch)
  const scores = createShelf<number | null>(batch)
  const archive = batches.loader(() => reads(() => whenLoaded(store.archive(), (it) => [it])))

  return {
    /** Read what waits now; false when nothing does. */
    dispatch: () => batches.dispatch(),

    reading: keeping(residents?.readings, batch, (ids) => store.readings(ids)),
    speaker: keeping(residents?.speakers, batch, (ids) => store.speakers(ids)),
    source: keeping(residents?.sources, batch, (ids) => store.sources(ids)),
    problem: batch((ids) => store.problems(ids)),
    file: batch((paths) => store.files(paths)),

    /** Id of the article that holds a quotation, a date or a picture. */
    home: {
      quotations: batch((ids) => store.articleIdsOf('quotations', ids)),
      dates: batch((ids) => store.articleIdsOf('dates', ids)),
      pictures: batch((ids) => store.articleIdsOf('pictures', ids)),
    },
    articleAt: {
      path: batch((paths) => store.articleIdsAt('path', paths)),
      url: batch((urls) => store.articleIdsAt('url', urls)),
    },
    /** Ids of articles that may tell the same story. */
    sharing: batch((ids) => store.nearDuplicatesOf(ids)),
    /** Ids of everyone who bears a name or alias. */
    named: {
      speakers: batch((names) => store.idsByName('speakers', names)),
      sources: batch((names) => store.idsByName('sources', names)),
    },
    namesLike: async (list: 'speakers' | 'sources', name: string): Promise<readonly string[]> =>
      reads(() => store.similarNames(list, name)),

    page: <L extends ListName>(
      set: ListSet<L>,
      window: Window<Lists[L]['order']>,
      owner: string,
    ): Loading<Page> => pages([set, window], owner, (owners) => store.pages(set, window, owners)),
    count: <L extends ListName>(set: ListSet<L>, owner: string): Loading<number> =>
      counts([set], owner, (owners) => store.counts(set, owners)),
    facets: <L extends ListName>(
      set: ListSet<L>,
      by: Lists[L]['facet'],
      first: number,
      owner: string,
    ): Loading<readonly Facet[]> =>
      facets([set, by, first], owner, (owners) => store.facets(set, by, first, owners)),
    timeline: (
      set: ListSet<CountedList>,
      interval: Interval,
      owner: string,
    ): Loading<readonly TimelineBucket[]> =>
      timelines([set, interval], owner, (owners) => store.timelines(set, interval, owners)),
    highlights: (
      list: 'articles' | 'quotations',
      words: string,
      id: string,
    ): Loading<readonly Span[]> =>
      highlights([list, words], id, (ids) => store.highlights(list, words, ids)),

    score: (list: 'articles' | 'quotations', words: string, id: string): Loading<number | null> =>
      scores([list, words], id, (ids) => store.scores(list, words, ids)),

    archive: (): Loading<ArchiveRecord> => archive.load(''),
    changesSince: async (revision: string): Promise<ArchiveChange | null> =>
      reads(() => store.changesSince(revision)),
  }
}

type Read<Value> = (keys: readonly string[]) => Awaitable<readonly Value[]>
type MakeLoader = <Value>(read: Read<Value>) => Loader<Value>

/** A loader that reads what is not here, and keeps it. */
function keeping<Value>(
  resident: Pick<Resident<Value>, 'get' | 'keep'> | undefined,
  batch: MakeLoader,
  read: Read<Value>,
): Loader<Value> {
  if (!resident) return batch(read)
  const missing = batch((keys) =>
    whenLoaded(read(keys), (values) => {
      values.forEach((value, at) => resident.keep(keys[at] ?? '', value))
      return values
    }),
  )
  return { load: (key) => resident.get(key) ?? missing.load(key) }
}

/** One loader for each distinct question, so that all owners of the same question share a batch. */
function createShelf<Value>(batch: MakeLoader, resident?: Resident<Value>) {
  const shelf = new Map<string, Loader<Value>>()

  function make(name: string, read: Read<Value>): Loader<Value> {
    const named = resident && {
      get: (key: string) => resident.get(name + key),
      keep: (key: string, value: Value) => resident.keep(name + key, value),
    }
    const loader = keeping(named, batch, read)
    shelf.set(name, loader)
    return loader
  }

  return (question: readonly unknown[], key: string, read: Read<Value>): Loading<Value> => {
    const name = JSON.stringify(question)
    return (shelf.get(name) ?? make(name, read)).load(key)
  }
}
