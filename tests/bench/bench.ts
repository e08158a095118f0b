/** Shared by the rows of one run. */
export interface Bench {
  /** Folder of the articles. */
  readonly articles: string
  /** File of their index. */
  readonly index: string
  /** Number and total bytes of the articles. */
  readonly count: number
  readonly bytes: number
  /** A temporary folder for the rows. */
  readonly scratch: string
  readonly seconds: number
  readonly seed: number
  /** Names of the servers to compare with; null for all. */
  readonly against: ReadonlySet<string> | null
}

/** The rows of a run that compares a database with SQLite. Both hold the same articles. */
export interface StoreBench extends Bench {
  /** Address of the database. */
  readonly store: string
}

/** A figure with its floor and aim. */
export interface Row {
  readonly title: string
  /** Null if it cannot be measured; `note` says why. */
  readonly figure: number | null
  /** Which direction is better. */
  readonly better: 'HIGHER' | 'LOWER'
  readonly floor?: number
  readonly aim?: number
  readonly note?: string
}

/** One module of rows. */
export type Measure<Of extends Bench = Bench> = (bench: Of) => Promise<readonly Row[]>

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

export interface Effort {
  readonly seconds: number
  /** CPU time of this process in milliseconds. */
  readonly cpu: number
}

export async function effortOf(work: () => unknown): Promise<Effort> {
  const start = performance.now()
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return { seconds: (performance.now() - start) / 1000, cpu: (user + system) / 1000 }
}
