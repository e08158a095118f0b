import type { Problem } from '../model/problem.ts'
import type { Store } from '../store/store.ts'
import { fileProblem } from '../text/problems.ts'
import type { OpenedFile } from './open-file.ts'
import { walkList } from './walk-list.ts'

/**
 * Tells files that hold the bytes of an earlier one: they are served all the same, and say so.
 *
 * @param before - files that the index already calls duplicates
 */
export function createDuplicates(before: ReadonlySet<string>) {
  const first = new Map<string, string>()
  return {
    look({ path, hash }: Pick<OpenedFile, 'path' | 'hash'>): {
      problems: Problem[]
      changed: boolean
    } {
      const original = hash === null ? undefined : first.get(hash)
      if (hash !== null && original === undefined) first.set(hash, path)
      return {
        problems: original === undefined ? [] : [duplicateOf(original, path)],
        // Which file is the original may have changed, though its content did not.
        changed: original !== undefined || before.has(path),
      }
    },
  }
}

export function duplicateOf(original: string, path: string): Problem {
  return fileProblem(path, {
    code: 'DUPLICATE_FILE',
    severity: 'INFO',
    message: `"${path}" holds the same bytes as "${original}".`,
    hint: 'Both are served. Remove one if its quotations should be counted once.',
  })
}

/** Files that an index calls duplicates of others. */
export async function pathsWithDuplicates(store: Store): Promise<Set<string>> {
  const paths = new Set<string>()
  const filter = { codes: ['DUPLICATE_FILE'] }
  const byPath = { field: 'PATH', descending: false } as const
  for await (const items of walkList(store, 'problems', filter, byPath)) {
    for (const problem of await store.problems(items.map(({ id }) => id))) {
      if (problem) paths.add(problem.path)
    }
  }
  return paths
}
