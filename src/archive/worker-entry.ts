import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * The file that index threads start with: `index-worker.js` beside this one, or beside the bundle
 * that this one went into.
 *
 * @returns null where threads cannot be started, with the reason; one thread then does it all
 */
export function findWorkerEntry(): { readonly entry: URL | null; readonly reason: string | null } {
  const here = import.meta.url
  if (!here) return none('the code was bundled into a form that does not know its place')
  const isSource = here.endsWith('.ts')
  if (isSource && !process.execArgv.some((argument) => argument.includes('tsx'))) {
    return none('threads need the built files, or tsx, to run from source')
  }
  const entry = new URL(isSource ? './index-worker.ts' : './index-worker.js', here)
  return existsSync(fileURLToPath(entry))
    ? { entry, reason: null }
    : none(`"${fileURLToPath(entry)}" is not there`)
}

function none(reason: string): { readonly entry: null; readonly reason: string } {
  return { entry: null, reason }
}
