import type { Problem } from '../model/problem.ts'
import type { Store } from '../store/store.ts'
import { fileProblem } from '../text/problems.ts'
import type { OpenedFile } from './open-file.ts'

/**
 * Tells files that hold the bytes of an earlier one: they are served all the same, and say so.
 *
 * @param before - files that the index already calls duplicates
 */
export function createDuplicates(before: ReadonlySet<string>) {
  const first = new Map<string, string>()
  return {
    look({ path, hash }: OpenedFile): { problems: Problem[]; changed: boolean } {
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

function duplicateOf(original: string, path: string): Problem {
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
  const set = {
    list: 'problems',
    filter: { codes: ['DUPLICATE_FILE'] },
    owner: null,
    roles: [],
  } as const
  const order = [{ field: 'PATH', descending: false }] as const
  for (let after = null as readonly (string | number)[] | null, more = true; more;) {
    const [page] = await store.pages(
      set,
      { order, limit: 100, after, before: null, backwards: false },
      [''],
    )
    const problems = await store.problems(page?.items.map(({ id }) => id) ?? [])
    for (const problem of problems) if (problem) paths.add(problem.path)
    after = page?.items.at(-1)?.keyset ?? null
    more = page?.hasMoreAfter ?? false
  }
  return paths
}
