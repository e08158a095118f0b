import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

// The scorer and its files are beside the project and not part of it.
const SCORER = fileURLToPath(new URL('../../../shared/tools/score-formats.mjs', import.meta.url))

/** Score the readers of formats over files of every kind, on the built command line. */
export function evaluateFormats(): void {
  if (!existsSync(SCORER)) {
    console.error('The scorer is not there: it needs ../shared/tools and ../shared/samples.')
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
