import { existsSync, realpathSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import * as v from 'valibot'
import type { ExtensionFormat } from '../formats/extension-format.ts'
import type { FormatList } from '../formats/index.ts'
import type { LanguageKit } from '../languages/kit.ts'
import type { Language, Languages } from '../languages/language.ts'
import { isInside } from './file-system.ts'
import { importModule } from './import-module.ts'

/** What the module of an extension exports as `default`. */
export interface Extension {
  /** Lower case: "wire-copy". */
  readonly name: string
  /** To be changed when the module gives another result for the same file: files are then read again. */
  readonly version: string
  /** Tried before the formats of Pressgraph. */
  readonly formats?: readonly ExtensionFormat[]
  /** A language with the code of one of Pressgraph replaces it. */
  readonly languages?: (kit: LanguageKit) => readonly Language[]
}

/** An extension as it is named to other threads, which import it themselves. */
export interface ExtensionModule {
  readonly url: string
  readonly name: string
  readonly version: string
  /** Names of its formats. */
  readonly formats: readonly string[]
}

/** The formats and languages that files are read with. */
export interface Readers {
  readonly modules: readonly ExtensionModule[]
  /** Undefined for those of Pressgraph alone, which are then loaded when a file is read. */
  readonly formats: FormatList | undefined
  /** As for formats. */
  readonly languages: Languages | undefined
}

export const ownReaders: Readers = { modules: [], formats: undefined, languages: undefined }

/** Names of the formats that extensions add. */
export function formatsOf({ modules }: Readers): string[] {
  return modules.flatMap(({ formats }) => formats)
}

/** A module of an extension cannot be used; the message says which and why. */
export class ExtensionError extends Error {
  override readonly name = 'ExtensionError'
  readonly code = 'BAD_EXTENSION'
}

/**
 * Import the modules of extensions.
 *
 * @param paths - relative to the current folder, or file URLs
 * @param folder - of the archive: a module in it is refused, since its owner would run code
 * @throws {ExtensionError} when one cannot be used
 */
export async function loadReaders(
  paths: readonly (string | URL)[],
  folder: string,
): Promise<Readers> {
  if (paths.length === 0) return ownReaders
  const loaded: LoadedExtension[] = []
  for (const path of paths) loaded.push(await loadExtension(String(path), urlOf(path, folder)))
  return combine(loaded)
}

/**
 * Import modules again that another thread has imported.
 *
 * @throws {ExtensionError} when one is not the same any more
 */
export async function reloadReaders(modules: readonly ExtensionModule[]): Promise<Readers> {
  if (modules.length === 0) return ownReaders
  const loaded: LoadedExtension[] = []
  for (const { url, name, version } of modules) {
    const one = await loadExtension(fileURLToPath(url), url)
    if (one.extension.name !== name || one.extension.version !== version)
      throw refuse(one.path, 'it has changed since it was first imported')
    loaded.push(one)
  }
  return combine(loaded)
}

interface LoadedExtension {
  /** As it was named. */
  readonly path: string
  readonly url: string
  readonly extension: Extension
}

function urlOf(path: string | URL, folder: string): string {
  const file = path instanceof URL || path.startsWith('file:') ? fileURLToPath(path) : resolve(path)
  if (!existsSync(file)) throw refuse(String(path), 'it does not exist')
  const real = realpathSync.native(file)
  if (isInside(folder, real))
    throw refuse(String(path), 'it is in the folder of the archive. Move it out of there')
  return pathToFileURL(real).href
}

async function loadExtension(path: string, url: string): Promise<LoadedExtension> {
  const exported = await importModule(url).catch((error: unknown) => {
    throw refuse(path, error instanceof Error ? error.message : String(error), error)
  })
  const isModule = typeof exported === 'object' && exported !== null && 'default' in exported
  const extension: unknown = isModule ? exported.default : undefined
  if (extension === undefined) throw refuse(path, 'it has no default export')
  if (isExtension(extension)) return { path, url, extension }
  const [issue] = v.safeParse(EXTENSION, extension).issues ?? []
  const member = issue && v.getDotPath(issue)
  throw refuse(path, `${member ?? 'its default export'}: ${issue?.message ?? 'is invalid'}`)
}

const NAME = v.pipe(
  v.string(),
  v.regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be in lower case, like "wire-copy"'),
)

const FORMAT = v.looseObject({
  name: NAME,
  kind: v.optional(v.picklist(['TEXT', 'BYTES'])),
  endings: v.optional(
    v.array(v.pipe(v.string(), v.regex(/^\.[a-z][^\s./]*$/i, 'must be like ".wire"'))),
  ),
  holdsMany: v.optional(v.boolean()),
  recognize: v.optional(v.function()),
  parse: v.function(),
})

const EXTENSION = v.strictObject({
  name: NAME,
  version: v.pipe(v.string(), v.nonEmpty('must not be empty'), v.maxLength(100)),
  formats: v.optional(v.array(FORMAT)),
  languages: v.optional(v.function()),
})

function isExtension(value: unknown): value is Extension {
  return v.is(EXTENSION, value)
}

/** Languages are told apart by the bits of one number. */
const MOST_LANGUAGES = 31

async function combine(loaded: readonly LoadedExtension[]): Promise<Readers> {
  const { createFormatList, formats } = await import('../formats/index.ts')
  const { createExtensionFormat } = await import('../formats/extension-format.ts')
  const names = new Set(formats.map(({ name }) => name))
  const extensions = new Set<string>()
  for (const { path, extension } of loaded) {
    if (extensions.has(extension.name))
      throw refuse(path, `another extension has the name "${extension.name}"`)
    extensions.add(extension.name)
    for (const { name } of extension.formats ?? []) {
      if (names.has(name)) throw refuse(path, `there is a format "${name}" already`)
      names.add(name)
    }
  }
  const added = loaded.flatMap(({ extension }) => extension.formats ?? [])
  return {
    modules: loaded.map(({ url, extension: { name, version, formats: own = [] } }) => ({
      url,
      name,
      version,
      formats: own.map((format) => format.name),
    })),
    formats: createFormatList([...added.map(createExtensionFormat), ...formats]),
    languages: await combineLanguages(loaded),
  }
}

async function combineLanguages(
  loaded: readonly LoadedExtension[],
): Promise<Languages | undefined> {
  if (loaded.every(({ extension }) => !extension.languages)) return undefined
  const { flawOfLanguage, languageKit, mergeLanguages } = await import('../languages/kit.ts')
  const { languages } = await import('../languages/index.ts')
  const { unreadLanguages } = await import('../languages/unread-languages.ts')
  const added = loaded.flatMap(({ path, extension }) => {
    const made = makeLanguages(path, extension, languageKit)
    for (const [index, language] of made.entries()) {
      const flaw = flawOfLanguage(language)
      if (flaw !== null) throw refuse(path, `languages[${index}]: ${flaw}`)
    }
    return made
  })
  const merged = mergeLanguages(languages, added)
  const codes = new Set([...merged, ...unreadLanguages].map(({ code }) => code))
  const last = loaded.at(-1)
  if (codes.size > MOST_LANGUAGES && last)
    throw refuse(last.path, `there are ${codes.size} languages; the limit is ${MOST_LANGUAGES}`)
  return merged
}

function makeLanguages(
  path: string,
  { languages }: Extension,
  kit: LanguageKit,
): readonly Language[] {
  let made: readonly Language[]
  try {
    made = languages?.(kit) ?? []
  } catch (error) {
    throw refuse(
      path,
      `languages: ${error instanceof Error ? error.message : String(error)}`,
      error,
    )
  }
  if (!isList(made)) throw refuse(path, 'languages must return a list')
  return made
}

/** Whether what a module gave is a list, whatever its type says. */
function isList(value: unknown): boolean {
  return Array.isArray(value)
}

function refuse(path: string, reason: string, cause?: unknown): ExtensionError {
  const message = `Cannot use the extension "${path}": ${reason.replace(/\.$/, '')}.`
  return new ExtensionError(message, cause === undefined ? {} : { cause })
}
