import { lstatSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Annotations, AuthorityEntry, Correction } from '../model/annotations.ts'
import type { Problem } from '../model/problem.ts'
import type { Settings } from '../model/settings.ts'
import { fileProblem } from '../text/problems.ts'
import {
  AUTHORITY_FILE,
  CORRECTIONS_FILE,
  parseAuthority,
  parseCorrections,
} from './annotations.ts'
import { fingerprintOf, isReliable } from './fingerprint.ts'
import { readContent } from './read-file.ts'
import { mergeSettings, parseSettings, SETTINGS_FILE } from './settings.ts'

/** Size limit of a sidecar file. Only the caller can raise it, not the folder. */
const MAX_BYTES = 1024 * 1024

/** What the sidecar files hold: the files at the top of the folder that describe its articles. */
export interface SidecarContents {
  readonly [SETTINGS_FILE]: Partial<Settings>
  readonly [CORRECTIONS_FILE]: readonly Correction[]
  readonly [AUTHORITY_FILE]: readonly AuthorityEntry[]
}

export const SIDECAR_FILES = [SETTINGS_FILE, CORRECTIONS_FILE, AUTHORITY_FILE] as const
export type SidecarFile = (typeof SIDECAR_FILES)[number]

/** A sidecar file without its invalid entries; `value` is null when none of it can be used. */
export interface ParsedSidecar<Value> {
  readonly value: Value | null
  readonly problems: readonly Problem[]
}

/** The sidecar files of a folder, merged with the settings of the caller. */
export interface Sidecars {
  readonly settings: Settings
  readonly annotations: Annotations
  readonly problems: readonly Problem[]
}

/** What the operator allows a sidecar file. */
export interface SidecarLimits {
  readonly maxBytes: number
  /** Names of the formats that extensions add. */
  readonly formats: readonly string[]
}

export interface SidecarOptions {
  /** Settings of the caller, which override those of the folder. */
  readonly settings?: Partial<Settings> | undefined
  /** Size limit of each file; 1 MB by default. */
  readonly maxSidecarBytes?: number | undefined
  /** Names of the formats that extensions add. */
  readonly formats?: readonly string[] | undefined
  /** Reads and parses a file, perhaps on another thread; `parseSidecar` by default. */
  readonly parse?: typeof parseSidecar | ParseElsewhere | undefined
}

type ParseElsewhere = <File extends SidecarFile>(
  folder: string,
  file: File,
  limits: SidecarLimits,
) => Promise<ParsedSidecar<SidecarContents[File]>>

const PARSERS: {
  readonly [File in SidecarFile]: (
    text: string,
    limits: SidecarLimits,
  ) => ParsedSidecar<SidecarContents[File]>
} = {
  [SETTINGS_FILE]: (text, { formats }) => parseSettings(text, formats),
  [CORRECTIONS_FILE]: parseCorrections,
  [AUTHORITY_FILE]: parseAuthority,
}

const EMPTY: SidecarContents = {
  [SETTINGS_FILE]: {},
  [CORRECTIONS_FILE]: [],
  [AUTHORITY_FILE]: [],
}

/**
 * Read and parse one sidecar file. Only regular files inside the folder are read; a missing file is
 * empty. Never throws.
 */
export function parseSidecar<File extends SidecarFile>(
  folder: string,
  file: File,
  limits: SidecarLimits,
): ParsedSidecar<SidecarContents[File]> {
  if (isMissing(join(folder, file))) return { value: EMPTY[file], problems: [] }
  const content = readContent(folder, file, limits.maxBytes)
  if ('code' in content) {
    const hint =
      content.code === 'FILE_TOO_LARGE'
        ? { hint: 'Make it smaller, or raise the limit with --max-sidecar-bytes.' }
        : {}
    return unusable(fileProblem(file, { ...content, ...hint, severity: 'ERROR' }))
  }
  try {
    return PARSERS[file](UTF8.decode(content.bytes), limits)
  } catch {
    return unusable(notUtf8(file))
  }
}

const UTF8 = new TextDecoder('utf-8', { fatal: true })

/** Whether there is nothing at this path; a link that leads nowhere is not missing. */
function isMissing(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) === undefined
  } catch {
    return false
  }
}

function unusable(problem: Problem): ParsedSidecar<never> {
  return { value: null, problems: [problem] }
}

function notUtf8(file: string): Problem {
  return fileProblem(file, {
    code: 'UNDECODABLE_BYTES',
    severity: 'ERROR',
    message: `"${file}" is not UTF-8; none of it is used.`,
    hint: 'Save it as UTF-8.',
  })
}

interface CachedSidecar {
  /** Null when the file must be read again next time. */
  readonly fingerprint: number | null
  /** What was parsed, as JSON: reading the same again changes nothing. */
  readonly content: string
  readonly problems: readonly Problem[]
}

/**
 * Reads the sidecar files of a folder: each one again when its fingerprint changes. While one of
 * them cannot be used, its last valid content stays in force.
 */
export class SidecarReader {
  readonly #folder: string
  readonly #options: SidecarOptions
  readonly #cached = new Map<SidecarFile, CachedSidecar>()
  #last: Sidecars | null = null
  readonly #valid: { -readonly [File in SidecarFile]: SidecarContents[File] }

  /** @param last - valid contents from before, for files that cannot be used */
  constructor(folder: string, options: SidecarOptions, last: SidecarContents = EMPTY) {
    this.#folder = folder
    this.#options = options
    this.#valid = { ...last }
  }

  /** @returns the same object while nothing changes */
  async read(): Promise<Sidecars> {
    const updates = [
      await this.#update(SETTINGS_FILE),
      await this.#update(CORRECTIONS_FILE),
      await this.#update(AUTHORITY_FILE),
    ]
    if (this.#last && !updates.includes(true)) return this.#last
    this.#last = {
      settings: mergeSettings(
        this.#valid[SETTINGS_FILE],
        this.#options.settings,
        this.#options.formats,
      ),
      annotations: {
        corrections: this.#valid[CORRECTIONS_FILE],
        authority: this.#valid[AUTHORITY_FILE],
      },
      problems: [...this.#cached.values()].flatMap(({ problems }) => problems),
    }
    return this.#last
  }

  /** @returns whether its content has changed */
  async #update<File extends SidecarFile>(file: File): Promise<boolean> {
    const {
      maxSidecarBytes: maxBytes = MAX_BYTES,
      parse = parseSidecar,
      formats = [],
    } = this.#options
    const fingerprint = reliableFingerprint(join(this.#folder, file))
    const cached = this.#cached.get(file)
    if (cached && fingerprint !== null && cached.fingerprint === fingerprint) return false
    const { value, problems } = await parse(this.#folder, file, { maxBytes, formats })
    if (value !== null) this.#valid[file] = value
    const content = JSON.stringify({ value, problems })
    this.#cached.set(file, { fingerprint, content, problems })
    return content !== cached?.content
  }
}

/** Null when the file cannot be inspected, or may change without changing its fingerprint. */
function reliableFingerprint(path: string): number | null {
  try {
    const stats = statSync(path, { throwIfNoEntry: false })
    if (!stats) return null
    const fingerprint = fingerprintOf(stats)
    return isReliable(fingerprint, Date.now()) ? fingerprint.number : null
  } catch {
    return null
  }
}
