import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { Archive, ArchiveOptions } from '../archive/archive.ts'
import type { Settings } from '../model/settings.ts'
import { CommandError, exitCodes } from './failures.ts'
import type { OpenOptions, SettingsOptions } from './options.ts'
import { createProgressLine } from './progress.ts'
import { describeFault, say } from './say.ts'
import type { Terminal } from './terminal.ts'

/** Open the archive of a command, with its options, telling how far it has come until it is open. */
export async function openForCommand(
  terminal: Terminal,
  folder: string,
  options: OpenOptions,
  more: Pick<
    ArchiveOptions,
    'watch' | 'mayBeStale' | 'onChange' | 'onNotice' | 'signal' | 'threads'
  > = {},
): Promise<Archive> {
  const { index } = options
  if (index !== undefined && statSync(index, { throwIfNoEntry: false })?.isDirectory()) {
    const message = `"${index}" is a folder; --index names a file, like ${join(index, 'news.sqlite')}.`
    throw new CommandError(message, exitCodes.usage)
  }
  const { openArchive } = await import('../archive/archive.ts')
  const progress = createProgressLine(terminal, folder, options)
  let isOpening = true
  try {
    return await openArchive(folder, {
      index,
      settings: settingsOf(options),
      onProgress: (reached) => isOpening && progress.show(reached),
      ...more,
      onFault: (error) => {
        if (!options.verbose) return
        progress.clear()
        say(terminal, describeFault(error))
      },
    })
  } finally {
    isOpening = false
    progress.clear()
  }
}

export function settingsOf(options: SettingsOptions): Partial<Settings> {
  const { name, publisher, timeZone, encoding, maxBytes } = options
  return {
    ...(name !== undefined && { name }),
    ...(publisher !== undefined && { publisher }),
    ...(timeZone !== undefined && { timeZone }),
    ...(encoding !== undefined && { encoding }),
    ...(maxBytes !== undefined && { maxFileBytes: maxBytes }),
  }
}
