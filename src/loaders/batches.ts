import type { Awaitable } from '../store/store.ts'
import { Loading } from './loading.ts'

/** Gives one value for each key. */
export interface Loader<Value> {
  /** The same key is read once. */
  load(key: string): Loading<Value>
}

/** The batches that wait to be read. */
export interface Batches {
  loader<Value>(read: (keys: readonly string[]) => Awaitable<readonly Value[]>): Loader<Value>
  /**
   * Read what waits now, rather than when everything else has run that could ask for more.
   *
   * @returns false when nothing waited
   */
  dispatch(): boolean
}

/** Reads its keys, and gives what then tells those who wait for them. */
type Batch = () => () => void

// A statement takes its keys as one JSON text.
const LARGEST_BATCH = 1000

export function createBatches(): Batches {
  let waiting: Batch[] = []
  let scheduled = false

  function add(batch: Batch): void {
    waiting.push(batch)
    if (scheduled) return
    scheduled = true
    // Behind every promise that is settled now, since its followers may ask for more keys.
    void Promise.resolve().then(() =>
      process.nextTick(() => {
        scheduled = false
        dispatch()
      }),
    )
  }

  // All are read before any is told of: what follows from one would else miss the others' batch.
  function dispatch(): boolean {
    if (waiting.length === 0) return false
    const batches = waiting
    waiting = []
    const tellings = batches.map((batch) => batch())
    for (const tell of tellings) tell()
    return true
  }

  return { loader: (read) => new BatchLoader(add, read), dispatch }
}

/** A request has many loaders and uses few of them: one that is not used holds nothing. */
class BatchLoader<Value> implements Loader<Value> {
  readonly #add: (batch: Batch) => void
  readonly #read: (keys: readonly string[]) => Awaitable<readonly Value[]>
  #known: Map<string, Loading<Value>> | null = null
  #keys: string[] = []

  constructor(
    add: (batch: Batch) => void,
    read: (keys: readonly string[]) => Awaitable<readonly Value[]>,
  ) {
    this.#add = add
    this.#read = read
  }

  load(key: string): Loading<Value> {
    const known = (this.#known ??= new Map())
    const asked = known.get(key)
    if (asked) return asked
    const loading = new Loading<Value>()
    known.set(key, loading)
    if (this.#keys.length === 0) this.#add(() => this.#readBatch())
    this.#keys.push(key)
    return loading
  }

  #readBatch(): () => void {
    const asked = this.#keys
    this.#keys = []
    const loadings = asked.map((key) => this.#known?.get(key))
    const tellings: (() => void)[] = []
    for (let at = 0; at < asked.length; at += LARGEST_BATCH) {
      const part = loadings.slice(at, at + LARGEST_BATCH)
      tellings.push(readPart(() => this.#read(asked.slice(at, at + LARGEST_BATCH)), part))
    }
    return () => tellings.forEach((tell) => tell())
  }
}

function readPart<Value>(
  read: () => Awaitable<readonly Value[]>,
  loadings: readonly (Loading<Value> | undefined)[],
): () => void {
  const succeed = (values: readonly Value[]) =>
    values.forEach((value, at) => loadings[at]?.succeed(value))
  const fail = (error: unknown) => loadings.forEach((loading) => loading?.fail(error))
  try {
    const values = read()
    if (!(values instanceof Promise)) return () => succeed(values)
    return () => void values.then(succeed, fail)
  } catch (error) {
    return () => fail(error)
  }
}
