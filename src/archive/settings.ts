import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import * as v from 'valibot'
import { defaultSettings, type Settings } from '../model/settings.ts'

/** Name of the settings file at the top of an archive folder. */
const SETTINGS_FILE = 'pressgraph.json'

/** Invalid settings; the message names the file and the member. */
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
const table = <Value extends v.GenericSchema<string>>(value: Value) =>
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

const Form = v.strictObject({
  name: v.optional(v.nullable(text), defaultSettings.name),
  language: v.optional(v.nullable(tag), defaultSettings.language),
  publisher: v.optional(v.nullable(text), defaultSettings.publisher),
  publishers: v.optional(table(text), {}),
  outlets: v.optional(v.array(Outlet), []),
  timeZone: v.optional(v.nullable(zone), defaultSettings.timeZone),
  timeZones: v.optional(table(zone), {}),
  encoding: v.optional(v.nullable(encoding), defaultSettings.encoding),
  maxFileBytes: v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(1, 'must be at least 1')),
    defaultSettings.maxFileBytes,
  ),
})

/**
 * Settings of an archive: the caller's, then those of its `pressgraph.json`, then the defaults.
 *
 * @throws {SettingsError} when either are invalid
 */
export function readSettings(folder: string, overrides: Partial<Settings> = {}): Settings {
  const file = join(folder, SETTINGS_FILE)
  const given = parseJson(file)
  checkForm(given, `The settings file ${SETTINGS_FILE}`)
  const overriding = Object.fromEntries(
    Object.entries(overrides).filter(([, value]) => value !== undefined),
  )
  return checkForm({ ...given, ...overriding }, 'The settings')
}

function checkForm(given: unknown, subject: string): Settings {
  const parsed = v.safeParse(Form, given)
  if (parsed.success) return parsed.output
  const [issue] = parsed.issues
  const member = v.getDotPath(issue) ?? 'it'
  throw new SettingsError(`${subject} cannot be used: ${member}: ${issue.message}.`)
}

function parseJson(file: string): object {
  const content = readIfPresent(file)
  if (content === null) return {}
  try {
    const value: unknown = JSON.parse(content)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  } catch (error) {
    throw new SettingsError(`The settings file ${SETTINGS_FILE} is not JSON.`, { cause: error })
  }
  throw new SettingsError(`The settings file ${SETTINGS_FILE} must hold one JSON object.`)
}

function readIfPresent(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw new SettingsError(`The settings file ${SETTINGS_FILE} cannot be read.`, { cause: error })
  }
}

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
