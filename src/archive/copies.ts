import { join } from 'node:path'
import { originalNames } from '../formats/copy-names.ts'
import type { FileContent } from '../model/file.ts'
import type { Problem } from '../model/problem.ts'
import type { Settings } from '../model/settings.ts'
import { fileProblem } from '../text/problems.ts'
import { decodeText } from './decode.ts'
import { findPath, joinPath, listNames, parentOf } from './file-system.ts'
import { readFile } from './read-file.ts'

/** Whether the name says that the file may be a copy of another one. */
export function hasCopyName(path: string): boolean {
  return originalNames(path).length > 0
}

/**
 * Find out whether a file is a copy of another one: its name is that of the other with something
 * appended, and its text is the same or a part of it.
 *
 * @returns the problem of the copy; null when the file is to be read
 */
export function findCopy(folder: string, file: FileContent, settings: Settings): Problem | null {
  for (const name of originalNames(file.path)) {
    const path = findPath(folder, name)
    if (path === null || path === file.path) continue
    const original = readFile(folder, path, settings).file
    const relation = original && compare(file, original, settings)
    if (relation) return copyProblem(file.path, path, relation)
  }
  return null
}

/** Paths of the files that may be copies of these. */
export function possibleCopies(folder: string, paths: readonly string[]): string[] {
  const originals = new Set(paths.map((path) => path.normalize('NFC')))
  return [...new Set(paths.map(parentOf))]
    .flatMap((parent) => listNames(join(folder, parent)).map((name) => joinPath(parent, name)))
    .filter((path) => originalNames(path).some((name) => originals.has(name.normalize('NFC'))))
}

type Relation = 'SAME' | 'PART'

function compare(copy: FileContent, original: FileContent, settings: Settings): Relation | null {
  if (copy.hash === original.hash) return 'SAME'
  const [part = '', whole = ''] = [copy, original].map(
    ({ content, path }) => decodeText(content, path, settings.encoding).text?.trim() ?? '',
  )
  if (part === '') return null
  if (part === whole) return 'SAME'
  return contains(whole, part) ? 'PART' : null
}

/** As `String.includes`, which takes the product of both lengths for some texts: Knuth-Morris-Pratt. */
function contains(whole: string, part: string): boolean {
  if (whole.startsWith(part)) return true
  const fallback = new Int32Array(part.length)
  for (let at = 1, matched = 0; at < part.length; at += 1) {
    while (matched > 0 && part[at] !== part[matched]) matched = fallback[matched - 1] ?? 0
    if (part[at] === part[matched]) matched += 1
    fallback[at] = matched
  }
  for (let at = 0, matched = 0; at < whole.length; at += 1) {
    while (matched > 0 && whole[at] !== part[matched]) matched = fallback[matched - 1] ?? 0
    if (whole[at] === part[matched]) matched += 1
    if (matched === part.length) return true
  }
  return false
}

function copyProblem(path: string, original: string, relation: Relation): Problem {
  const reason = relation === 'SAME' ? 'has the same text' : 'has a part of its text'
  return fileProblem(path, {
    code: 'COPY_SKIPPED',
    severity: 'INFO',
    message: `"${path}" is skipped as a copy of "${original}": it ${reason}.`,
    hint: 'Remove it, or give it another name to have it read.',
  })
}
