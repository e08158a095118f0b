import { onTestFinished } from 'vitest'
import type { ServedArchive } from '../../schema/context.ts'
import type { FileReadings, Store, StoreChange } from '../../src/store/store.ts'
import { newStore } from './store.ts'

/** An archive whose readings come from the test instead of the extractors. */
export interface WrittenArchive extends ServedArchive {
  readonly store: Store
  /** Add or replace files in one change. */
  put(...files: readonly FileReadings[]): Promise<void>
  remove(...paths: readonly string[]): Promise<void>
  close(): Promise<void>
}

/** An archive of these files; its store closes after the test (with `afterAll`, after all tests). */
export async function serve(
  files: readonly FileReadings[],
  after: (undo: () => void | Promise<void>) => void = onTestFinished,
): Promise<WrittenArchive> {
  const store = await newStore()
  after(() => store.close())
  const change = async (put: readonly FileReadings[], remove: readonly string[]) => {
    const step = await store.beginChange()
    await step.put(put)
    await step.remove(remove)
    const stamp = { extractor: '1', settings: 'none', corrections: '' }
    await step.commit({ name: null, stamp, indexedAt: '2031-01-01T00:00:00Z' })
  }
  await change(files, [])
  return {
    store,
    state: 'READY',
    changes: async function* () {},
    put: (...more) => change(more, []),
    remove: (...paths) => change([], paths),
    close: async () => store.close(),
  }
}

/** Add a file, in a synchronous store without a turn of the event loop. */
export function putAtOnce(store: Store, file: FileReadings): Promise<void> | void {
  const step = store.beginChange()
  if (step instanceof Promise) return step.then((change) => putAndCommit(change, file))
  void putAndCommit(step, file)
}

async function putAndCommit(change: StoreChange, file: FileReadings): Promise<void> {
  const put = change.put([file])
  if (put instanceof Promise) await put
  await change.commit({
    name: null,
    stamp: { extractor: '1', settings: 'none', corrections: '' },
    indexedAt: '2031-01-01T00:00:00Z',
  })
}
