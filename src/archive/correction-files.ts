import { createHash } from 'node:crypto'
import { accessSync, constants } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import Libsql from 'libsql'
import { isMap, isSeq, parseDocument, stringify } from 'yaml'
import type {
  CorrectionFile,
  CorrectionEntry,
  SaveResult,
  SpeakerEntry,
} from '../model/annotations.ts'
import { nameKey } from '../text/names.ts'
import { AUTHORITY_FILE, CORRECTIONS_FILE } from './annotations.ts'
import { codeOf, readIfThere, replaceFile } from './file-system.ts'

interface SaveOptions {
  /** Hash of the file that the change was made for; without it every content is changed. */
  readonly expected?: string | null
  /** Whether earlier entries of the same quotation stay, as a history. False by default. */
  readonly keepsEarlier?: boolean
}

/** A file to which nothing can be added. */
export class CorrectionFileError extends Error {
  override readonly name = 'CorrectionFileError'
}

/**
 * Add an entry to `corrections.yaml`, in place of the last one of its quotation or at the end. The other
 * entries and all comments stay byte for byte.
 *
 * @throws {CorrectionFileError} when the file is not a list
 */
export function saveCorrection(
  folder: string,
  entry: CorrectionEntry,
  { expected = null, keepsEarlier = false }: SaveOptions = {},
): Promise<SaveResult> {
  return save(folder, CORRECTIONS_FILE, expected, (yaml) => {
    const written = stringify([entry])
    const place = keepsEarlier || !('quotation' in entry) ? null : findEntry(yaml, entry.quotation)
    return place
      ? yaml.slice(0, place.start) + written + yaml.slice(place.end)
      : append(yaml, written)
  })
}

/**
 * Add names to the entry of a speaker in `speakers.yaml`, or add an entry. Comments and the order of all
 * entries and members stay.
 *
 * @throws {CorrectionFileError} when the file is not a list
 */
export function saveSpeaker(
  folder: string,
  entry: SpeakerEntry,
  { expected = null }: SaveOptions = {},
): Promise<SaveResult> {
  return save(folder, AUTHORITY_FILE, expected, (yaml) => {
    const document = parseDocument(yaml)
    const at = isSeq(document.contents)
      ? document.contents.items.findIndex((item) => isMap(item) && hasName(item, entry.name))
      : -1
    if (at < 0 || document.errors.length > 0) return append(yaml, stringify([entry]))
    const { name: _name, aliases, ...signature } = entry
    const listed = document.getIn([at, 'aliases'])
    const known: unknown = isSeq(listed) ? listed.toJSON() : []
    const keys = new Set(Array.isArray(known) ? known.map((name) => nameKey(String(name))) : [])
    const added = aliases.filter((alias) => !keys.has(nameKey(alias)))
    if (!isSeq(listed)) document.setIn([at, 'aliases'], document.createNode(added))
    else for (const alias of added) document.addIn([at, 'aliases'], alias)
    for (const [member, value] of Object.entries(signature)) document.setIn([at, member], value)
    return document.toString({ lineWidth: 0 })
  })
}

function hasName(item: { get(member: string): unknown }, name: string): boolean {
  const known = item.get('name')
  return typeof known === 'string' && nameKey(known) === nameKey(name)
}

/** The hash of a file, as `expected` has it. */
export function hashOfFile(folder: string, file: CorrectionFile): string {
  return hashOf(readIfThere(join(folder, file)))
}

async function save(
  folder: string,
  file: CorrectionFile,
  expected: string | null,
  change: (yaml: string) => string,
): Promise<SaveResult> {
  const path = join(folder, file)
  return withLock(path, () => {
    const before = readIfThere(path)
    const hash = hashOf(before)
    if (expected !== null && expected !== hash) return { kind: 'CONFLICT', file, hash }
    const after = change(before)
    if (!isList(after)) {
      throw new CorrectionFileError(
        `Cannot add to ${file}: it is not a YAML list with an entry after each "- ". Fix it first; "pressgraph check" shows the line.`,
      )
    }
    replaceFile(path, after)
    return { kind: 'WRITTEN', file, hash: hashOf(after) }
  })
}

/** Milliseconds between attempts. */
const RETRY = 20

/**
 * Let one process at a time change a file. The lock is that of SQLite on an empty hidden file beside it,
 * which the system releases when a process ends: no lock is ever stale, unlike those of lock files that
 * are created and removed (proper-lockfile).
 */
async function withLock<Result>(path: string, work: () => Result): Promise<Result> {
  accessSync(dirname(path), constants.W_OK)
  // The archive skips hidden files.
  const lock = new Libsql(join(dirname(path), `.${basename(path)}.lock`), { timeout: 0 })
  try {
    while (!tryLock(lock)) await setTimeout(RETRY)
    return work()
  } finally {
    lock.close()
  }
}

function tryLock(lock: Libsql.Database): boolean {
  try {
    lock.exec('BEGIN EXCLUSIVE')
    return true
  } catch (error) {
    if (codeOf(error) === 'SQLITE_BUSY') return false
    throw error
  }
}

function append(yaml: string, written: string): string {
  return yaml + (yaml === '' || yaml.endsWith('\n') ? '' : '\n') + written
}

/** The lines of the last entry of a quotation; null when there is none in a form like ours. */
function findEntry(yaml: string, quotation: string): { start: number; end: number } | null {
  const { contents } = parseDocument(yaml)
  if (!isSeq(contents)) return null
  const entry = contents.items.findLast((item) => {
    const id: unknown = isMap(item) ? item.get('quotation') : null
    return id === quotation
  })
  if (!isMap(entry) || !entry.range) return null
  const [first, last] = entry.range
  const start = yaml.lastIndexOf('\n', first - 1) + 1
  if (!/^- +$/.test(yaml.slice(start, first))) return null
  return { start, end: yaml[last] === '\n' ? last + 1 : last }
}

function isList(yaml: string): boolean {
  const { errors, contents } = parseDocument(yaml)
  return errors.length === 0 && isSeq(contents)
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22)
}
