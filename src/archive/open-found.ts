import { type OpenedFile, openFile, type Rules } from './open-file.ts'
import type { Found } from './walk.ts'

/** Open what a walk has found; a problem is a file that has nothing but it. */
export function openFound(
  folder: string,
  found: Found,
  rules: Rules,
  onFault: (error: unknown) => void,
): OpenedFile {
  if (found.kind === 'FILE') return openFile(folder, found.file, rules, onFault)
  const { path } = found.problem
  const problems = [found.problem]
  return { path, hash: null, read: () => ({ path, file: null, readings: [], problems }) }
}
