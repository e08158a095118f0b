/** What twice the text may cost, in times. */
const MOST_FOR_DOUBLE = 2.3
const DOUBLINGS = 3
const ATTEMPTS = 10
/** Compilation and collection outweigh shorter times, in microseconds. */
const SHORTEST = 8_000

/** The most that a text eight times as long may cost, in times. */
export const MOST_GROWTH = MOST_FOR_DOUBLE ** DOUBLINGS

/** How many times the processor time of a text is that of its first eighth. */
export function growthOf(work: (text: string) => void, unit: string, length: number): number {
  const long = unit.repeat(Math.ceil(length / unit.length))
  const short = long.slice(0, Math.ceil(length / 2 ** DOUBLINGS))
  return growthBetween(
    () => work(short),
    () => work(long),
  )
}

/** The same for what is made of an eighth of the bytes, and of all. */
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
 * A growth that seems too large is measured again, since compilation and other processes can only
 * add to it.
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
