import type { Progress } from '../archive/refresh-folder.ts'
import { count } from './counts.ts'
import { escapeControls } from './escape.ts'
import type { GeneralOptions } from './options.ts'
import type { Terminal } from './terminal.ts'

/** Tells how far an index has come. */
export interface ProgressLine {
  readonly show: (progress: Progress) => void
  /** Wipe it, so that what is printed next begins on a clean line. */
  clear(): void
}

const REWRITE_AFTER = 80
const REPEAT_AFTER = 2_000

/**
 * On a terminal one line that is written over again and again; elsewhere nothing, or with `--verbose`
 * a line now and then, which is JSON where the results are.
 */
export function createProgressLine(
  { err, now }: Terminal,
  folder: string,
  { quiet = false, verbose = false, json = false }: GeneralOptions,
): ProgressLine {
  if (quiet || !(err.isTerminal || verbose)) return { show() {}, clear() {} }
  const start = now()
  const pause = err.isTerminal ? REWRITE_AFTER : REPEAT_AFTER
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
  /** Null as long as nothing can be said. */
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
