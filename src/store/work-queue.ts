/** Files to be read together. */
export interface OfferedWork {
  /** Equal for equal work, so that what helpers did for a process that died is used by the next one. */
  readonly key: string
  readonly jobs: string
}

export interface ClaimedWork {
  readonly work: number
  readonly jobs: string
}

/** The process that writes the index. */
export interface LeaderStatus {
  /** Whether it reads files with the same rules; null before it has told. */
  readonly hasSameRules: boolean | null
  /** As `WorkLeader.report` got it. */
  readonly progress: string | null
}

/**
 * Files to be read, which processes on several machines take from the process that writes the index.
 * What it holds costs work alone when it is lost.
 */
export interface WorkQueue {
  /** Null when no process writes the index. */
  leader(rules: string): Promise<LeaderStatus | null>
  /** To be called while a change is open. @param rules - only helpers with the same ones are given work */
  lead(rules: string): Promise<WorkLeader>
  help(rules: string): Promise<WorkHelper>
}

export interface WorkLeader {
  /** Number of processes that take work. */
  helpers(): Promise<number>
  /** @returns the numbers of the work */
  offer(work: readonly OfferedWork[]): Promise<readonly number[]>
  /** The first work that no helper has taken, or whose helper has died; nobody else takes it then. */
  takeBack(): Promise<number | null>
  /** The state of this work; LOST when the queue does not have it. */
  states(work: readonly number[]): Promise<readonly WorkState[]>
  /** The result of work that is DONE. */
  pieces(work: number): AsyncIterable<Uint8Array>
  /** Show helpers how far the index is. */
  report(progress: string): Promise<void>
  /** Remove what is left, before the change is committed. */
  clear(): Promise<void>
  close(): void
}

type WorkState = 'OPEN' | 'DONE' | 'LOST'

export interface WorkHelper {
  claim(most: number): Promise<readonly ClaimedWork[]>
  /** Store a result, unless another process has taken the work. */
  finish(work: number, pieces: Iterable<Uint8Array>): Promise<void>
  /** To be called every few seconds: a helper that does not is taken for dead. */
  beat(): Promise<void>
  /** Others take what was claimed and not finished. */
  close(): Promise<void>
}
