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
import { type Awaitable, itemKey, type ReadStore } from '../store/store.ts'
import { allAwaitable, mapAwaitable } from './awaitable.ts'
import type { ReadCache, ValueCache } from './cache.ts'
import { createRevisionCheck, type ReadGuard } from './revision.ts'

export type { ReadStore }

export type Loaders = ReturnType<typeof createLoaders>

export interface LoaderOptions {
  /** By default all reads come from one revision: they fail when the archive changes. */
  readonly guard?: ReadGuard
  /** What earlier requests have read; this one reads it from there and adds to it. */
  readonly cache?: ReadCache | null
}

/**
 * Creates the loaders of one request (or one event of a subscription): every read, in batches.
 *
 * A value is given as it is when it is in the cache, else as a promise. Not to be shared between
 * requests, because loaders keep what they have read.
 */
export function createLoaders(
  store: ReadStore,
  { guard = createRevisionCheck(() => store.generation()), cache = null }: LoaderOptions = {},
) {
  const schedule = createSchedule()
  const batch = <Value>(
    read: ReadBatch<Value>,
    values: ValueCache<NonNullable<Value>> | null = null,
  ) => new Loader<Value>((keys) => guard(() => read(keys)), schedule, values)

  const archive = batch<ArchiveRecord>(() => mapAwaitable(store.archive(), (record) => [record]))
  const items = batch((keys) => store.articleIdsAt('item', keys))
  const pages = new LoaderGroup<Page>((name, read) =>
    batch(read, cache && withPrefix(cache.pages, name)),
  )
  const counts = new LoaderGroup<number>((_name, read) => batch(read))
  const facets = new LoaderGroup<readonly Facet[]>((_name, read) => batch(read))
  const timelines = new LoaderGroup<readonly TimelineBucket[]>((_name, read) => batch(read))
  const highlights = new LoaderGroup<readonly Span[]>((_name, read) => batch(read))
  const scores = new LoaderGroup<number | null>((_name, read) => batch(read))

  return {
    /** See `ReadStore`. */
    ranking: store.ranking,
    reading: batch((ids) => store.readings(ids), cache?.readings),
    earlierVersions: batch((ids) => store.earlierVersions(ids)),
    /** Where the text of an article comes from. */
    origin: batch((ids) => store.origins(ids)),
    speaker: batch((ids) => store.speakers(ids), cache?.speakers),
    source: batch((ids) => store.sources(ids), cache?.sources),
    problem: batch((ids) => store.problems(ids)),
    file: batch((paths) => store.files(paths)),

    /** Id of the article that holds a quotation, a date or a picture. */
    articleIdOf: {
      quotations: batch((ids) => store.articleIdsOf('quotations', ids)),
      dates: batch((ids) => store.articleIdsOf('dates', ids)),
      pictures: batch((ids) => store.articleIdsOf('pictures', ids)),
    },
    articleIdAt: {
      path: batch((paths) => store.articleIdsAt('path', paths)),
      url: batch((urls) => store.articleIdsAt('url', urls)),
      item: (path: string, itemId: string) => items.load(itemKey(path, itemId)),
    },
    /** The earliest quotations that have all words of a phrase in a row. */
    quotationsWithPhrase: batch((phrases) => store.quotationsWithPhrase(phrases, MOST_PLACES)),
    /** Ids of articles that may tell the same story. */
    nearDuplicates: batch((ids) => store.nearDuplicatesOf(ids)),
    /** Ids of all speakers or sources that have a name or alias. */
    idsByName: {
      speakers: batch((names) => store.idsByName('speakers', names)),
      sources: batch((names) => store.idsByName('sources', names)),
    },
    similarNames: async (list: 'speakers' | 'sources', name: string): Promise<readonly string[]> =>
      guard(() => store.similarNames(list, name)),

    page: <L extends ListName>(
      set: ListSet<L>,
      window: Window<Lists[L]['order']>,
      owner: string,
    ): Awaitable<Page> =>
      pages.load([set, window], owner, (owners) => store.pages(set, window, owners)),
    count: <L extends ListName>(set: ListSet<L>, owner: string): Awaitable<number> =>
      counts.load([set], owner, (owners) => store.counts(set, owners)),
    facets: <L extends ListName>(
      set: ListSet<L>,
      by: Lists[L]['facet'],
      first: number,
      owner: string,
    ): Awaitable<readonly Facet[]> =>
      facets.load([set, by, first], owner, (owners) => store.facets(set, by, first, owners)),
    timeline: (
      set: ListSet<CountedList>,
      interval: Interval,
      owner: string,
    ): Awaitable<readonly TimelineBucket[]> =>
      timelines.load([set, interval], owner, (owners) => store.timelines(set, interval, owners)),
    highlights: (
      list: 'articles' | 'quotations',
      words: string,
      id: string,
    ): Awaitable<readonly Span[]> =>
      highlights.load([list, words], id, (ids) => store.highlights(list, words, ids)),
    score: (list: 'articles' | 'quotations', words: string, id: string): Awaitable<number | null> =>
      scores.load([list, words], id, (ids) => store.scores(list, words, ids)),

    archive: (): Awaitable<ArchiveRecord> => archive.load(''),
    changesSince: async (revision: string): Promise<ArchiveChange | null> =>
      guard(() => store.changesSince(revision)),
  }
}

/** Quotations that are compared for the same words. */
const MOST_PLACES = 200

/** Reads a value for each key, in the order of the keys. */
type ReadBatch<Value> = (keys: readonly string[]) => Awaitable<readonly Value[]>
type Schedule = (dispatch: () => void) => void

/**
 * Makes the schedule that all loaders of a request share: it dispatches their batches together,
 * after all promises that are settled now, because their callbacks may ask for more keys. So no
 * callback of one batch runs before the others of its level are read.
 */
function createSchedule(): Schedule {
  let waiting: (() => void)[] = []
  const flush = () => {
    const dispatches = waiting
    waiting = []
    for (const dispatch of dispatches) dispatch()
  }
  return (dispatch) => {
    waiting.push(dispatch)
    if (waiting.length === 1) void Promise.resolve().then(() => process.nextTick(flush))
  }
}

// A statement takes its keys as one JSON text.
const MAX_BATCH = 1000

/** A DataLoader behind a cache, made at its first use: a request uses few of its loaders. */
class Loader<Value> {
  readonly #read: ReadBatch<Value>
  readonly #schedule: Schedule
  readonly #cache: ValueCache<NonNullable<Value>> | null
  #batches: DataLoader<string, Value> | null = null

  constructor(
    read: ReadBatch<Value>,
    schedule: Schedule,
    cache: ValueCache<NonNullable<Value>> | null,
  ) {
    this.#read = read
    this.#schedule = schedule
    this.#cache = cache
  }

  load(key: string): Awaitable<Value> {
    return this.#cache?.get(key) ?? (this.#batches ??= this.#createBatches()).load(key)
  }

  /** The values of many keys, by one promise. */
  loadMany(keys: readonly string[]): Awaitable<readonly Value[]> {
    return allAwaitable(keys.map((key) => this.load(key)))
  }

  #createBatches(): DataLoader<string, Value> {
    return new DataLoader(async (keys) => this.#readAndKeep(keys), {
      maxBatchSize: MAX_BATCH,
      batchScheduleFn: this.#schedule,
    })
  }

  #readAndKeep(keys: readonly string[]): Awaitable<readonly Value[]> {
    const cache = this.#cache
    const read = this.#read(keys)
    if (!cache) return read
    return mapAwaitable(read, (values) => {
      values.forEach((value, at) => {
        if (value !== null && value !== undefined) cache.set(keys[at] ?? '', value)
      })
      return values
    })
  }
}

/** A loader for each distinct question, so that all owners of the same question share a batch. */
class LoaderGroup<Value> {
  readonly #loaders = new Map<string, Loader<Value>>()
  readonly #create: (name: string, read: ReadBatch<Value>) => Loader<Value>

  constructor(create: (name: string, read: ReadBatch<Value>) => Loader<Value>) {
    this.#create = create
  }

  load(question: readonly unknown[], key: string, read: ReadBatch<Value>): Awaitable<Value> {
    const name = JSON.stringify(question)
    let loader = this.#loaders.get(name)
    if (!loader) {
      loader = this.#create(name, read)
      this.#loaders.set(name, loader)
    }
    return loader.load(key)
  }
}

/** A part of a cache, whose keys begin with a prefix. */
function withPrefix<Value>(cache: ValueCache<Value>, prefix: string): ValueCache<Value> {
  return {
    get: (key) => cache.get(prefix + key),
    set: (key, value) => cache.set(prefix + key, value),
  }
}
