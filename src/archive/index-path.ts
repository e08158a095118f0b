import { createHash } from 'node:crypto'
import { basename, join } from 'node:path'

/** What the default place of an index depends on. */
export interface Surroundings {
  readonly platform: NodeJS.Platform
  readonly home: string
  readonly env: Readonly<Record<string, string | undefined>>
}

/**
 * Where the index of a folder is kept when nobody says: in the user's cache, never among the
 * articles, one file for each folder.
 *
 * @param folder - its real, absolute path
 */
export function defaultIndexPath(folder: string, surroundings: Surroundings): string {
  const name = basename(folder).replace(/[^\p{L}\p{N}._-]+/gu, '-') || 'archive'
  const digest = createHash('sha256').update(folder).digest('hex').slice(0, 12)
  return join(cacheFolder(surroundings), 'pressgraph', `${name}-${digest}.sqlite`)
}

function cacheFolder({ platform, home, env }: Surroundings): string {
  if (env.XDG_CACHE_HOME) return env.XDG_CACHE_HOME
  if (platform === 'darwin') return join(home, 'Library', 'Caches')
  if (platform === 'win32') return env.LOCALAPPDATA ?? join(home, 'AppData', 'Local')
  return join(home, '.cache')
}
