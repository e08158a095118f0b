/** What is done with paths that were touched. Neither may fail. */
export interface BatchWork {
  /**
   * Take them in before it is certain that nothing follows.
   *
   * @returns false when they must wait
   */
  readonly early: (paths: readonly string[]) => Promise<boolean>
  /** Take them in, and tell of all that was taken in since the last time. */
  readonly settled: (paths: readonly string[]) => Promise<void>
}

export interface Batches {
  touch(path: string): void
  close(): void
}

/** All in milliseconds. */
const PACE = {
  /** Without a touch before what was touched is taken in; twice as long after each such time. */
  early: 5,
  /** Without a touch before a batch is settled: longer than the steps of saving a file. */
  settled: 100,
  /** Where touches never cease: from the first one to the taking in, and to the settling. */
  earlyAtLast: 100,
  settledAtLast: 2_000,
}

/**
 * Gather touches into batches. What one save, copy or script does is one batch, and yet a single
 * change is taken in almost at once.
 */
export function gatherBatches({ early, settled }: BatchWork): Batches {
  let pending = new Set<string>()
  let opened: number | null = null
  let waiting = 0
  let last = 0
  let pause = PACE.early
  let mayBeEarly = true
  let isBusy = false
  let isClosed = false
  let timer: NodeJS.Timeout | undefined

  const earlyAt = () => Math.min(last + pause, waiting + PACE.earlyAtLast)
  const settledAt = () => Math.min(last + PACE.settled, (opened ?? last) + PACE.settledAtLast)
  const schedule = () => {
    clearTimeout(timer)
    if (isBusy || isClosed || opened === null) return
    const at = mayBeEarly && pending.size > 0 ? Math.min(earlyAt(), settledAt()) : settledAt()
    timer = setTimeout(() => void step(), Math.max(0, at - performance.now()))
  }

  const step = async () => {
    isBusy = true
    const paths = [...pending]
    if (performance.now() >= settledAt()) {
      pending = new Set()
      opened = null
      pause = PACE.early
      await settled(paths)
    } else {
      mayBeEarly = false
      pending = new Set()
      const isTaken = await early(paths)
      if (isTaken) pause = Math.min(pause * 2, PACE.settled)
      else pending = new Set([...paths, ...pending])
    }
    isBusy = false
    schedule()
  }

  return {
    touch(path) {
      last = performance.now()
      opened ??= last
      if (pending.size === 0) waiting = last
      pending.add(path)
      mayBeEarly = true
      schedule()
    },
    close() {
      isClosed = true
      clearTimeout(timer)
    },
  }
}
