import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'

// The scorer and its files are beside the project and not part of it.
const SHARED = new URL('../../../shared/', import.meta.url)
const SCORER = fileURLToPath(new URL('tools/score-formats.mjs', SHARED))
const SAMPLES = fileURLToPath(new URL('samples', SHARED))

/** Score the readers of formats over files of every kind, on the built command line. */
export function evaluateFormats(): void {
  const missing = [SCORER, SAMPLES].filter((path) => !existsSync(path))
  if (missing.length > 0) {
    const names = missing.map((path) => relative(process.cwd(), path))
    console.error(
      `Formats cannot be scored: ${names.join(' and ')} ${names.length > 1 ? 'are' : 'is'} missing. They are not part of the repository; the fixtures in tests/formats hold the readers.`,
    )
    process.exitCode = 2
    return
  }
  const { status } = spawnSync(process.execPath, [SCORER, String(MIN_PERCENT)], {
    stdio: 'inherit',
  })
  process.exitCode = status ?? 1
}

/** Below this share of right fields, the evaluation fails. */
const MIN_PERCENT = 90
