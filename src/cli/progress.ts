import type { Progress } from '../archive/refresh-folder.ts'
import type { GeneralOptions } from './options.ts'
import { count } from './report.ts'
import { escapeControls, type Terminal } from './terminal.ts'

/** Shows the progress of indexing. */
export interface ProgressLine {
  readonly show: (progress: Progress) => void
  /** Erase it, so that the next output begins on an empty line. */
  clear(): void
}

// Milliseconds.
const TERMINAL_INTERVAL = 80
const LOG_INTERVAL = 2_000

/**
 * On a terminal, one line that is overwritten; elsewhere nothing, or with `--verbose` a line every
 * two seconds, in JSON if the results are in JSON.
 */
export function createProgressLine(
  { err, now }: Terminal,
  folder: string,
  { quiet = false, verbose = false, json = false }: GeneralOptions,
): ProgressLine {
  if (quiet || !(err.isTerminal || verbose)) return { show() {}, clear() {} }
  const start = now()
  const pause = err.isTerminal ? TERMINAL_INTERVAL : LOG_INTERVAL
  let last = Number.NEGATIVE_INFINITY
  let shown = false

  return {
    show(progress) {
      if (now() - last < pause) return
      last = now()
      shown = true
      const pace = paceOf(progress, now() - start)
      const line = `Reading ${escapeControls(folder)}: ${describe(progress, pace)}`
      if (err.isTerminal) err.write(`\r${line.slice(0, err.columns - 1)}\u001b[K`)
      else err.write(json ? `${JSON.stringify({ ...progress, ...pace })}\n` : `${line}\n`)
    },
    clear() {
      if (shown && err.isTerminal) err.write('\r\u001b[K')
      shown = false
      last = Number.NEGATIVE_INFINITY
    },
  }
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
