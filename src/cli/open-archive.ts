import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { Archive } from '../archive/archive.ts'
import type { Ask } from '../export/walk.ts'
import type { ArchiveOptions } from '../open-archive.ts'
import type { Settings } from '../model/settings.ts'
import type { Handler } from '../server/direct.ts'
import { NO_STORE } from '../server/snapshots.ts'
import type { Store } from '../store/store.ts'
import { CommandError, exitCodes } from './failures.ts'
import type { OpenOptions, SettingsOptions } from './options.ts'
import { createReadingProgress } from './progress.ts'
import { describeFault, printMessage, type Terminal } from './terminal.ts'

type MoreOptions = Pick<ArchiveOptions, 'watch' | 'mayBeStale' | 'onChange' | 'signal' | 'threads'>

/** Open the archive of a command, and close it when the work has ended or failed. */
export async function withArchive<Result>(
  terminal: Terminal,
  folder: string,
  options: OpenOptions & MoreOptions,
  work: (archive: Archive) => Promise<Result>,
): Promise<Result> {
  const archive = await openForCommand(terminal, folder, options)
  try {
    return await work(archive)
  } finally {
    await archive.close()
  }
}

/** Open the archive of a command by its options, with its progress on the terminal. */
export async function openForCommand(
  terminal: Terminal,
  folder: string,
  options: OpenOptions & MoreOptions,
): Promise<Archive> {
  const { index, fileTimeout, watch, mayBeStale, onChange, signal, threads } = options
  if (options.store !== undefined && options.hasFolder === false) {
    return openStored(options.store)
  }
  if (index !== undefined && statSync(index, { throwIfNoEntry: false })?.isDirectory()) {
    const message = `"${index}" is a folder; --index names a file, like ${join(index, 'news.sqlite')}.`
    throw new CommandError(message, exitCodes.usage)
  }
  const { openArchive } = await import('../open-archive.ts')
  const store = options.store === undefined ? undefined : await openStore(options.store)
  const progress = createReadingProgress(terminal, folder, options)
  let isOpening = true
  try {
    return await openArchive(folder, {
      index,
      store,
      root: options.root?.name,
      settings: settingsOf(options),
      extensions: options.extension,
      maxSidecarBytes: options.maxSidecarBytes,
      ...(fileTimeout !== undefined && { limits: { timeout: fileTimeout * 1_000 } }),
      watch,
      mayBeStale,
      onChange,
      onNotice: (notice) => {
        progress.clear()
        printMessage(terminal, notice)
      },
      signal,
      threads,
      onProgress: (reached) => isOpening && progress.show(reached),
      onFault: (error) => {
        if (!options.verbose) return
        progress.clear()
        printMessage(terminal, describeFault(error))
      },
    })
  } finally {
    isOpening = false
    progress.clear()
  }
}

async function openStore(address: string): Promise<Store> {
  const { openPostgresStore } = await import('../store/postgres/store.ts')
  return openPostgresStore({ address })
}

/** The archive of a store that other processes keep up to date. */
async function openStored(address: string): Promise<Archive> {
  const { openPostgresStore } = await import('../store/postgres/store.ts')
  const { openStoredArchive } = await import('../archive/archive.ts')
  return openStoredArchive(await openPostgresStore({ address, mayMigrate: false }))
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

/** Asks an archive as its server answers, with the same limits. */
export async function createAsk(archive: Archive, terminal: Terminal, verbose: boolean) {
  const { createGateway } = await import('../gateway.ts')
  const showFault = (_message: string, { cause }: Readonly<Record<string, unknown>> = {}) => {
    if (verbose) printMessage(terminal, describeFault(cause))
  }
  const logger = { info() {}, warn() {}, error: showFault }
  const { schema, fetch } = createGateway(archive, { graphiql: false, logger })
  return { schema, ask: askBy(fetch, { 'cache-control': NO_STORE }) }
}

/** Sends the body of a GraphQL request to a gateway in this process. */
export function askBy(fetch: Handler['fetch'], more: Readonly<Record<string, string>> = {}): Ask {
  const headers = { 'content-type': 'application/json', ...more }
  return (body) => fetch(new Request(ENDPOINT, { method: 'POST', headers, body }))
}

const ENDPOINT = 'http://localhost/graphql'
