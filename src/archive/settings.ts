import iconv from 'iconv-lite'
import * as v from 'valibot'
import type { Problem } from '../model/problem.ts'
import { articleFields, defaultSettings, formatNames, type Settings } from '../model/settings.ts'
import { positionAt } from '../text/lines.ts'
import { fileProblem } from '../text/problems.ts'

/** Name of the settings file at the top of an archive folder. */
export const SETTINGS_FILE = 'pressgraph.json'

/** Invalid settings of the caller; the message names the member. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError'
}

const text = v.pipe(v.string(), v.trim(), v.nonEmpty('must not be empty'))
const zone = v.pipe(
  text,
  v.check(isTimeZone, ({ input }) => `"${input}" is not a time zone. Write one like "Asia/Seoul"`),
)
const tag = v.pipe(
  text,
  v.check(isLanguageTag, ({ input }) => `"${input}" is not a language tag. Write a tag like "fr"`),
)
const encoding = v.pipe(
  text,
  v.check(
    (name) => iconv.encodingExists(name),
    ({ input }) => `"${input}" is not an encoding`,
  ),
)

/** An object with members of any name; `v.record` alone accepts arrays, too. */
const table = <Value extends v.GenericSchema>(value: Value) =>
  v.pipe(
    v.custom<object>((input) => !Array.isArray(input), 'must be an object'),
    v.record(text, value),
  )

const Outlet = v.strictObject({
  name: text,
  kind: v.optional(
    v.picklist([
      'PUBLISHER',
      'WIRE_AGENCY',
      'STATE_MEDIA',
      'BROADCASTER',
      'PICTURE_AGENCY',
      'OTHER',
    ]),
    'PUBLISHER',
  ),
  aliases: v.optional(v.array(text), []),
})

const Fields = v.strictObject(v.entriesFromList(articleFields, v.exactOptional(text)))

/**
 * The forms of the settings file and of all settings.
 *
 * @param added - names of the formats that extensions add
 */
function createForms(added: readonly string[]) {
  const names = [...formatNames, ...added]
  const Folder = v.strictObject({
    publisher: v.exactOptional(text),
    language: v.exactOptional(tag),
    timeZone: v.exactOptional(zone),
    encoding: v.exactOptional(encoding),
    format: v.exactOptional(
      v.picklist(
        names,
        ({ input }) => `"${String(input)}" is not a format. Formats are ${names.join(', ')}`,
      ),
    ),
    fields: v.exactOptional(Fields),
  })
  const file = v.strictObject({ ...ARTICLE_MEMBERS, folders: v.exactOptional(table(Folder)) })
  const maxFileBytes = v.pipe(v.number(), v.integer(), v.minValue(1, 'must be at least 1'))
  const all = v.strictObject({ ...file.entries, maxFileBytes: v.exactOptional(maxFileBytes) })
  return { file, all }
}

/** Members that describe articles: with `folders`, all that a settings file may hold. */
const ARTICLE_MEMBERS = {
  name: v.exactOptional(v.nullable(text)),
  language: v.exactOptional(v.nullable(tag)),
  publisher: v.exactOptional(v.nullable(text)),
  publishers: v.exactOptional(table(text)),
  outlets: v.exactOptional(v.array(Outlet)),
  timeZone: v.exactOptional(v.nullable(zone)),
  timeZones: v.exactOptional(table(zone)),
  encoding: v.exactOptional(v.nullable(encoding)),
  include: v.exactOptional(v.array(text)),
  exclude: v.exactOptional(v.array(text)),
  fields: v.exactOptional(Fields),
}

const ownForms = createForms([])

function formsFor(added: readonly string[]) {
  return added.length === 0 ? ownForms : createForms(added)
}

/** Settings that are valid, or the problem that the file has. */
export interface ParsedSettings {
  readonly value: Partial<Settings> | null
  readonly problems: readonly Problem[]
}

// Members that people may expect in the file, in lower case; the folder must not decide them.
const OPERATOR_MEMBERS = new Set(
  'allowhost apq auth authorization cert config cors documents endpoint extension extensions filetimeout formats graphiql host hosts https index keepalive key limits listen maxbytes maxfilebytes maxsidecarbytes mutations onlydocuments origins path plugins port proxy store threads timeout timeouts tls token tokens users watch workers'.split(
    ' ',
  ),
)

/**
 * Parse the content of `pressgraph.json`. Never throws.
 *
 * @param added - names of the formats that extensions add
 */
export function parseSettings(content: string, added: readonly string[] = []): ParsedSettings {
  const form = formsFor(added).file
  const { value, reason, place: errorPlace } = readJsonObject(content)
  if (value === null) return refuse(reason, errorPlace)
  for (const name of Object.keys(value)) {
    if (Object.hasOwn(form.entries, name)) continue
    const place = memberPlace(content, [name])
    if (OPERATOR_MEMBERS.has(name.replace(/[-_]/g, '').toLowerCase()))
      return refuse(`"${name}" is for the operator to set`, place, OPERATOR_HINT)
    return refuse(
      `"${name.slice(0, MAX_QUOTED)}" is not a setting`,
      place,
      `Known settings: ${Object.keys(form.entries).join(', ')}.`,
    )
  }
  const parsed = v.safeParse(form, value, { abortEarly: true })
  if (parsed.success) return { value: parsed.output, problems: [] }
  const [issue] = parsed.issues
  const keys = issue.path?.map(({ key }) => String(key)) ?? []
  return refuse(describeIssue(issue), memberPlace(content, keys))
}

// What is not closed reaches to the end, so that no part of a text is read twice.
const STRING_OR_COMMENT = /"(?:[^"\\\n]|\\.)*"?|\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)/g
const STRING_OR_LAST_COMMA = /"(?:[^"\\\n]|\\.)*"?|,(?=\s*[}\]])/g

/** JSON without comments and last commas: blanks in their place, so that all else keeps its own. */
function plainJson(content: string): string {
  const blank = (found: string) => (found.startsWith('"') ? found : found.replace(/[^\n]/g, ' '))
  return content.replace(STRING_OR_COMMENT, blank).replace(STRING_OR_LAST_COMMA, blank)
}

type JsonObject =
  | {
      readonly value: Readonly<Record<string, unknown>>
      readonly reason: null
      readonly place: null
    }
  | { readonly value: null; readonly reason: string; readonly place: Place }

/**
 * Parse a JSON text that must be one object; otherwise say why it is not, and where. Comments and
 * commas behind the last member are accepted, as editors do in JSON with comments.
 */
export function readJsonObject(content: string): JsonObject {
  const failed = (reason: string, offset: number) => ({
    value: null,
    reason,
    place: positionAt(content, offset),
  })
  try {
    const value: unknown = JSON.parse(plainJson(content.replace(/^\ufeff/, '')))
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return failed('it must hold one JSON object', 0)
    }
    return { value: { ...value }, reason: null, place: null }
  } catch (error) {
    return failed('it is not JSON', errorOffset(error, content))
  }
}

const OPERATOR_HINT =
  'This file describes articles only. Move the member into a file outside the folder and name that with --config, or use an option of the command.'

/** Longer parts of the file are cut in messages. */
const MAX_QUOTED = 200

function describeIssue(issue: v.BaseIssue<unknown>): string {
  return `${v.getDotPath(issue) ?? 'it'}: ${issue.message}`.slice(0, MAX_QUOTED)
}

function refuse(
  reason: string,
  { line, column }: Place,
  hint = 'Correct the file. Until then, the last valid settings are used.',
): ParsedSettings {
  const complaint = {
    code: 'BAD_SETTINGS',
    severity: 'ERROR',
    message: `"${SETTINGS_FILE}" cannot be used: ${reason} (line ${line}, column ${column}).`,
    hint,
  } as const
  return { value: null, problems: [{ ...fileProblem(SETTINGS_FILE, complaint), line, column }] }
}

interface Place {
  readonly line: number
  readonly column: number
}

/** V8 names the position in some messages only; without it, the text is cut short. */
function errorOffset(error: unknown, content: string): number {
  const position = error instanceof Error ? /position (?<at>\d+)/.exec(error.message) : null
  return position?.groups?.at === undefined ? content.length : Number(position.groups.at)
}

/** Place of a member of a JSON text, found by its keys in the order of the path. */
export function memberPlace(content: string, keys: readonly string[]): Place {
  const plain = plainJson(content)
  let at = 0
  for (const key of keys) at = Math.max(at, plain.indexOf(JSON.stringify(key), at))
  return positionAt(content, at)
}

/**
 * The settings in force: those of the caller, then those of the folder, then the defaults.
 *
 * @throws {SettingsError} when those of the caller are invalid
 */
export function mergeSettings(
  file: Partial<Settings>,
  overrides: Partial<Settings> = {},
  added: readonly string[] = [],
): Settings {
  const overriding = Object.fromEntries(
    Object.entries(overrides).filter(([, value]) => value !== undefined),
  )
  const parsed = v.safeParse(formsFor(added).all, { ...file, ...overriding })
  if (parsed.success) return { ...defaultSettings, ...parsed.output }
  throw new SettingsError(`The settings cannot be used: ${describeIssue(parsed.issues[0])}.`)
}

/** The settings that an index was made with; empty when it does not contain them. */
export function parseStampedSettings(
  stamped: string,
  added: readonly string[] = [],
): Partial<Settings> {
  try {
    const form = v.object({ settings: formsFor(added).all })
    const { maxFileBytes: _limit, ...settings } = v.parse(form, JSON.parse(stamped)).settings
    return settings
  } catch {
    return {}
  }
}

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}

const knownZones = new Set<string>()

function isTimeZone(name: string): boolean {
  if (knownZones.has(name)) return true
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    knownZones.add(name)
    return true
  } catch {
    return false
  }
}
