import { existsSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { type Command, InvalidArgumentError, type Option } from 'commander'
import { isInside } from '../archive/file-system.ts'
import { readContent } from '../archive/read-file.ts'
import { memberPlace, readJsonObject } from '../archive/settings.ts'
import { isRecord } from '../server/documents.ts'
import { defaultLimits, type Limits } from '../server/limits.ts'
import { CommandError, exitCodes } from './failures.ts'

const MAX_BYTES = 1024 * 1024

// Options of one call, not of an installation.
const NOT_IN_FILE = new Set(['config', 'json', 'quiet', 'verbose', 'color'])

/** Limits of operations, which have no options of their own. */
const LIMITS = 'limits'

/**
 * Set the options of a command from its `--config` file: those that neither the command line nor the
 * environment gives.
 *
 * The file is JSON. Its members have the names of the options of `commands`, in camel case, and
 * `limits` has those of `Limits`. Members that the command does not have are for other commands.
 *
 * @param path - as it was given
 * @throws {CommandError} when the file cannot be used, or is in the folder of the archive: what its
 *   owner writes there must not decide who may read the archive
 */
export function applyConfig(path: string, command: Command, commands: readonly Command[]): void {
  const content = readConfig(path, command)
  const refuse = (reason: string, keys: readonly string[]): never => {
    const { line, column } = memberPlace(content, keys)
    throw unusable(path, `${keys.join('.')} ${reason} (line ${line}, column ${column})`)
  }
  const read = readJsonObject(content)
  if (read.value === null) {
    const { line, column } = read.place
    throw unusable(path, `${read.reason} (line ${line}, column ${column})`)
  }
  const known = knownOptions(commands)
  for (const [name, value] of Object.entries(read.value)) {
    if (name === LIMITS) {
      command.setOptionValueWithSource(LIMITS, checkLimits(value, refuse), 'config')
      continue
    }
    const option = known.get(name)
    if (!option) {
      return refuse(`is not a setting; known settings: ${listNames([...known.keys(), LIMITS])}`, [
        name,
      ])
    }
    const parsed = parseMember(option, value, (reason) => refuse(reason, [name]))
    const isOwn = command.options.some((own) => own.attributeName() === name)
    const source = command.getOptionValueSource(name)
    if (isOwn && source !== 'cli' && source !== 'env') {
      command.setOptionValueWithSource(name, parsed, 'config')
    }
  }
}

function readConfig(path: string, command: Command): string {
  if (!existsSync(path)) throw unusable(path, 'it does not exist')
  const file = realpathSync.native(path)
  for (const folder of foldersOf(command)) {
    if (!isInside(folder, file)) continue
    throw unusable(path, 'it is in the folder of the archive. Move it out of there')
  }
  const content = readContent(dirname(file), basename(file), MAX_BYTES)
  if ('code' in content) throw unusable(path, content.message.replace(/\.$/, ''))
  return new TextDecoder().decode(content.bytes)
}

/** The folders that the arguments name: of the archive, or of files in one. */
function foldersOf({ args }: Command): string[] {
  const named = args.filter((path) => existsSync(path))
  return (named.length === 0 ? ['.'] : named).map((path) =>
    realpathSync.native(statSync(path).isDirectory() ? path : dirname(path)),
  )
}

function knownOptions(commands: readonly Command[]): ReadonlyMap<string, Option> {
  const options = commands.flatMap((command) => command.options)
  const named = options.map((option) => [option.attributeName(), option] as const)
  return new Map(named.filter(([name]) => !NOT_IN_FILE.has(name)))
}

type Refuse = (reason: string) => never

function parseMember(option: Option, value: unknown, refuse: Refuse): unknown {
  if (option.isBoolean() || option.negate) {
    return typeof value === 'boolean' ? value : refuse('must be true or false')
  }
  if (!Array.isArray(value)) {
    if (!isText(value)) return refuse('must be a string or a number')
    const parsed = parseValue(option, String(value), undefined, refuse)
    return option.variadic && !Array.isArray(parsed) ? [parsed] : parsed
  }
  if (!value.every(isText)) return refuse('must be a list of strings')
  const texts = value.map(String)
  if (option.variadic && !option.parseArg) return texts
  const parsed = texts.reduce<unknown>(
    (previous, text) => parseValue(option, text, previous, refuse),
    undefined,
  )
  return Array.isArray(parsed) ? parsed : refuse('must be one value, not a list')
}

function isText(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number'
}

function parseValue(option: Option, text: string, previous: unknown, refuse: Refuse): unknown {
  try {
    return option.parseArg ? option.parseArg<unknown>(text, previous) : text
  } catch (error) {
    if (error instanceof InvalidArgumentError) {
      return refuse(`is invalid: ${error.message.replace(/\.$/, '')}`)
    }
    throw error
  }
}

function checkLimits(
  value: unknown,
  refuse: (reason: string, keys: readonly string[]) => never,
): Partial<Limits> {
  if (!isRecord(value)) return refuse('must be an object', [LIMITS])
  for (const [name, limit] of Object.entries(value)) {
    if (!Object.hasOwn(defaultLimits, name)) {
      return refuse(`is not a limit; known limits: ${listNames(Object.keys(defaultLimits))}`, [
        LIMITS,
        name,
      ])
    }
    if (name !== 'fieldCosts') {
      if (!isCount(limit)) return refuse('must be a whole number from 1', [LIMITS, name])
      continue
    }
    if (!isRecord(limit)) return refuse('must be an object', [LIMITS, name])
    for (const [field, cost] of Object.entries(limit)) {
      if (!isCount(cost)) return refuse('must be a whole number from 1', [LIMITS, name, field])
    }
  }
  return value
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 1
}

function listNames(names: readonly string[]): string {
  return names.toSorted().join(', ')
}

function unusable(path: string, reason: string): CommandError {
  return new CommandError(`Cannot use the configuration "${path}": ${reason}.`, exitCodes.archive)
}
