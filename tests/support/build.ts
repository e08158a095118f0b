import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')

/** Builds the package before the tests that start it, unless the build is up to date. */
export default function setup(): void {
  try {
    execFileSync(process.execPath, ['scripts/build.js', '--if-changed'], {
      cwd: ROOT,
      stdio: 'inherit',
    })
  } catch (cause) {
    throw new Error('The tests of project "system" need a build: "npm run build" fails.', { cause })
  }
}
