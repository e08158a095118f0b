import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/**
 * A file beside the index, `NAME-opening-PID`, exists while a process opens it. When a damaged index crashes the
 * native library, the file stays, and the next process does not open that index.
 */
const INFIX = '-opening-'
/** Milliseconds in which another process, perhaps of another container, finishes opening. */
const PATIENCE = 1_000
const INTERVAL = 20

/** Run the work with the marker; without it where the folder cannot be written. */
export function withOpeningMarker<Result>(index: string, open: () => Result): Result {
  const path = `${index}${INFIX}${process.pid}`
  try {
    writeFileSync(path, startOf(process.pid))
  } catch {
    return open()
  }
  try {
    return open()
  } finally {
    rmSync(path, { force: true })
  }
}

/** Whether a process ended while it opened the index. Removes its marker. */
export function hasCrashedOpening(index: string): boolean {
  const crashed = () => markersOf(index).filter((path) => !isOpening(path))
  for (let waited = 0; waited < PATIENCE && crashed().length > 0; waited += INTERVAL) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, INTERVAL)
  }
  const markers = crashed()
  for (const path of markers) rmSync(path, { force: true })
  return markers.length > 0
}

function markersOf(index: string): string[] {
  const start = `${basename(index)}${INFIX}`
  try {
    const names = readdirSync(dirname(index)).filter((name) => name.startsWith(start))
    return names.map((name) => join(dirname(index), name))
  } catch {
    return []
  }
}

/** Whether the process of a marker is running; a later process may have the same number. */
function isOpening(path: string): boolean {
  const pid = Number(path.slice(path.lastIndexOf('-') + 1))
  if (pid === process.pid) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
  try {
    return readFileSync(path, 'utf8') === startOf(pid)
  } catch {
    return false
  }
}

/** When a process started, in clock ticks of the system; empty where there is no /proc. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')')).split(' ')[20] ?? ''
  } catch {
    return ''
  }
}
