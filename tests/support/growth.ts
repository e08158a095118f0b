/** The largest ratio of the cost of a text to the cost of half of it. */
const MOST_FOR_DOUBLE = 2.3
const DOUBLINGS = 3
const ATTEMPTS = 10
/** In microseconds. Compilation and garbage collection distort shorter times. */
const SHORTEST = 8_000

/** The largest ratio of the cost of a text to the cost of an eighth of it. */
export const MOST_GROWTH = MOST_FOR_DOUBLE ** DOUBLINGS

/** The ratio of the processor time for a text to that for its first eighth. */
export function growthOf(work: (text: string) => void, unit: string, length: number): number {
  const long = unit.repeat(Math.ceil(length / unit.length))
  const short = long.slice(0, Math.ceil(length / 2 ** DOUBLINGS))
  return growthBetween(
    () => work(short),
    () => work(long),
  )
}

/** The ratio of the processor time for a file of `length` bytes to that for one of an eighth. */
export function growthOfBytes(
  work: (content: Uint8Array) => void,
  make: (bytes: number) => Uint8Array,
  length: number,
): number {
  const [short, long] = [make(length / 2 ** DOUBLINGS), make(length)]
  return growthBetween(
    () => work(short),
    () => work(long),
  )
}

/**
 * Measures again while the ratio is too large, since compilation and other processes only increase
 * it.
 */
function growthBetween(short: () => void, long: () => void): number {
  short()
  let least = Infinity
  let shortest = Infinity
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    shortest = Math.min(shortest, Math.max(SHORTEST, timeOf(short)))
    least = Math.min(least, timeOf(long))
    if (least / shortest < MOST_GROWTH) break
  }
  return least / shortest
}

/** Processor time in microseconds. */
function timeOf(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return user + system
}
