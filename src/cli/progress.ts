import type { Progress } from '../archive/refresh-folder.ts'
import type { GeneralOptions } from './options.ts'
import { count } from './report.ts'
import { escapeControls, type Terminal } from './terminal.ts'

/** Shows how far a command is. */
export interface ProgressLine<State> {
  readonly show: (state: State) => void
  /** Erase it, so that the next output begins on an empty line. */
  readonly clear: () => void
}

// Milliseconds.
const TERMINAL_INTERVAL = 80
const LOG_INTERVAL = 2_000

/**
 * On a terminal, one line that is overwritten; elsewhere a line every two seconds.
 *
 * @param describe - gets the milliseconds since the start
 */
export function createProgressLine<State>(
  { err, now }: Terminal,
  describe: (state: State, milliseconds: number) => string,
): ProgressLine<State> {
  const start = now()
  const pause = err.isTerminal ? TERMINAL_INTERVAL : LOG_INTERVAL
  let last = Number.NEGATIVE_INFINITY
  let shown = false

  return {
    show(state) {
      if (now() - last < pause) return
      last = now()
      shown = true
      const line = describe(state, now() - start)
      if (err.isTerminal) err.write(`\r${line.slice(0, err.columns - 1)}\u001b[K`)
      else err.write(`${line}\n`)
    },
    clear() {
      if (shown && err.isTerminal) err.write('\r\u001b[K')
      shown = false
      last = Number.NEGATIVE_INFINITY
    },
  }
}

/** Shows nothing. */
export const noProgress: ProgressLine<unknown> = { show() {}, clear() {} }

/** The progress of indexing; beside a terminal with `--verbose` alone, in JSON if the results are. */
export function createReadingProgress(
  terminal: Terminal,
  folder: string,
  { quiet = false, verbose = false, json = false }: GeneralOptions,
): ProgressLine<Progress> {
  const { isTerminal } = terminal.err
  if (quiet || !(isTerminal || verbose)) return noProgress
  return createProgressLine(terminal, (progress, milliseconds) => {
    const pace = paceOf(progress, milliseconds)
    return json && !isTerminal
      ? JSON.stringify({ ...progress, ...pace })
      : `Reading ${escapeControls(folder)}: ${describe(progress, pace)}`
  })
}

interface Pace {
  readonly articlesPerSecond: number
  readonly bytesPerSecond: number
  /** Null while unknown. */
  readonly secondsLeft: number | null
}

function paceOf({ articles, bytes, allBytes }: Progress, milliseconds: number): Pace {
  const seconds = Math.max(milliseconds, 1) / 1_000
  const bytesPerSecond = Math.round(bytes / seconds)
  return {
    articlesPerSecond: Math.round(articles / seconds),
    bytesPerSecond,
    secondsLeft: bytesPerSecond === 0 ? null : Math.ceil((allBytes - bytes) / bytesPerSecond),
  }
}

function describe({ files, allFiles, articles, problems }: Progress, pace: Pace): string {
  const reached = files < allFiles ? `${files.toLocaleString('en')} of ` : ''
  const { articlesPerSecond, bytesPerSecond, secondsLeft } = pace
  return [
    `${reached}${count(allFiles, 'file')}`,
    count(articles, 'article'),
    count(problems, 'problem'),
    `${articlesPerSecond.toLocaleString('en')} articles/s`,
    `${(bytesPerSecond / 1e6).toFixed(1)} MB/s`,
    ...(secondsLeft ? [`${describeTime(secondsLeft)} left`] : []),
  ].join(', ')
}

function describeTime(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  return minutes === 0 ? `${seconds} s` : `${minutes} min ${seconds % 60} s`
}
