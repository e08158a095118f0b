import type { Progress } from '../archive/refresh.ts'
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
 * On a terminal one line that is written over again and again; elsewhere nothing, or a line now and
 * then with `--verbose`.
 */
export function createProgressLine(
  { err, now }: Terminal,
  folder: string,
  { quiet = false, verbose = false }: GeneralOptions,
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
      const line = `Reading ${escapeControls(folder)}: ${describe(progress, now() - start)}`
      err.write(err.isTerminal ? `\r${line.slice(0, err.columns - 1)}\u001b[K` : `${line}\n`)
    },
    clear() {
      if (shown && err.isTerminal) err.write('\r\u001b[K')
      shown = false
      last = Number.NEGATIVE_INFINITY
    },
  }
}

function describe({ files, articles, problems }: Progress, milliseconds: number): string {
  const counts = [count(files, 'file'), count(articles, 'article'), count(problems, 'problem')]
  const rate = Math.round((articles * 1_000) / Math.max(milliseconds, 1))
  return `${counts.join(', ')}, ${rate.toLocaleString('en')} articles/s`
}
