import { statSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { Command } from 'commander'
import type { ArchiveFile } from '../model/file.ts'
import type { FileReadings } from '../store/store.ts'
import { CommandError, exitCodes } from './failures.ts'
import {
  addExamples,
  addGeneralOptions,
  type CommandContext,
  type GeneralOptions,
} from './options.ts'
import { count } from './report.ts'
import { escapeControls } from './terminal.ts'

export function initCommand({ terminal }: CommandContext): Command {
  const command = new Command('init')
    .summary('write a commented pressgraph.json for a folder')
    .description(
      'Look into a folder and write a pressgraph.json with comments that proposes its settings. A file that is already there is left as it is.',
    )
    .argument('[folder]', 'folder of articles', '.')
    .action(async (folder: string, { quiet = false }: GeneralOptions) => {
      const target = join(folder, 'pressgraph.json')
      if (statSync(target, { throwIfNoEntry: false })) throw alreadyThere(target)
      const survey = await surveyFolder(folder)
      writeFileSync(target, starterSettings(survey, basename(resolve(folder))), { flag: 'wx' })
      if (quiet) return
      for (const line of describe(survey)) terminal.out.write(`${escapeControls(line)}\n`)
      terminal.out.write(`Wrote ${escapeControls(target)}: every setting is optional.\n`)
    })
  addGeneralOptions(command)
  return addExamples(command, [
    ['pressgraph init news', 'Write news/pressgraph.json.'],
    ['pressgraph check news', 'See what the settings make of the files.'],
  ])
}

function alreadyThere(target: string): CommandError {
  const message = `"${target}" is already there and stays as it is. Move it away to have one proposed.`
  return new CommandError(message, exitCodes.usage)
}

/** What a folder holds, told by some of its files. */
interface Survey {
  readonly files: number
  /** Files that were read to find out. */
  readonly read: number
  /** Read files by format, the most frequent first; `null` for those that no format reads. */
  readonly formats: ReadonlyMap<string | null, number>
  /** Endings of which no file can be read. */
  readonly unreadEndings: readonly string[]
  readonly folders: readonly FolderSurvey[]
}

interface FolderSurvey {
  /** With its `/`. */
  readonly path: string
  readonly formats: readonly string[]
  /** What all or some of its articles state, where they agree; else null. */
  readonly publisher: string | null
  readonly language: string | null
  readonly timeZone: string | null
}

/** Files that are read of one folder: enough to see what its articles have in common. */
const MOST_PER_FOLDER = 40

async function surveyFolder(folder: string): Promise<Survey> {
  const { walkArchive } = await import('../archive/walk.ts')
  const { openFile } = await import('../archive/ingest-file.ts')
  const { ownReaders } = await import('../archive/readers.ts')
  const { defaultSettings } = await import('../model/settings.ts')
  const byFolder = new Map<string, ArchiveFile[]>()
  let files = 0
  for (const found of walkArchive(folder)) {
    if (found.kind !== 'FILE') continue
    files += 1
    const { path } = found.file
    const parent = path.slice(0, path.lastIndexOf('/') + 1)
    const others = byFolder.get(parent)
    if (!others) byFolder.set(parent, [found.file])
    else if (others.length < MOST_PER_FOLDER) others.push(found.file)
  }
  const rules = { settings: defaultSettings, annotations: { corrections: [], authority: [] } }
  const formats = new Map<string | null, number>()
  const endings = new Map<string, boolean>()
  const folders: FolderSurvey[] = []
  let read = 0
  for (const [path, members] of byFolder) {
    const readings = members.map((file) =>
      openFile(file, { folder, rules, readers: ownReaders, onFault: () => {} }).read([]),
    )
    read += readings.length
    for (const { file, path: member } of readings) {
      formats.set(file?.format ?? null, (formats.get(file?.format ?? null) ?? 0) + 1)
      const ending = /\.\w{1,5}$/.exec(member)?.[0].toLowerCase()
      if (ending) endings.set(ending, (endings.get(ending) ?? false) || file !== null)
    }
    if (path !== '') folders.push(surveyOf(path, readings))
  }
  return {
    files,
    read,
    formats: new Map([...formats].sort(([, a], [, b]) => b - a)),
    unreadEndings: [...endings].flatMap(([ending, isRead]) => (isRead ? [] : ending)).sort(),
    folders,
  }
}

function surveyOf(path: string, files: readonly FileReadings[]): FolderSurvey {
  const readings = files.flatMap((file) => file.readings)
  const stamps = readings.flatMap(({ article }) => article.stamp ?? [])
  const zones = stamps.flatMap(({ zone }) => zone ?? [])
  const languages = readings.flatMap(({ language }) => language ?? [])
  return {
    path,
    formats: [...new Set(files.flatMap(({ file }) => file?.format ?? []))].sort(),
    publisher: onlyValue(readings.flatMap(({ article }) => article.publisher ?? [])),
    language:
      languages.length === readings.length && languages.length >= ENOUGH
        ? onlyValue(languages)
        : null,
    timeZone: zones.length < stamps.length ? zoneNamed(onlyValue(zones)) : null,
  }
}

/** Articles from which a language is proposed: it then overrides what each article shows. */
const ENOUGH = 3

/** The value that all have; null when there is none or they differ. */
function onlyValue(values: readonly string[]): string | null {
  return new Set(values).size === 1 ? (values[0] ?? null) : null
}

/** "+09:00" as "Etc/GMT-9", whose sign is the other way round; null for part of an hour. */
function zoneNamed(offset: string | null): string | null {
  if (offset === 'Z') return 'Etc/UTC'
  const { sign, hours } = /^(?<sign>[+-])(?<hours>\d\d):?00$/.exec(offset ?? '')?.groups ?? {}
  if (hours === undefined) return null
  return Number(hours) === 0 ? 'Etc/UTC' : `Etc/GMT${sign === '+' ? '-' : '+'}${Number(hours)}`
}

function describe({ files, read, formats, unreadEndings }: Survey): string[] {
  if (files === 0) return ['There are no files yet.']
  const looked = read < files ? `, of which ${read} were read` : ''
  const found = [...formats].map(([format, number]) => `${number} ${format ?? 'not read'}`)
  return [
    `Found ${count(files, 'file')}${looked}: ${found.join(', ')}.`,
    ...(unreadEndings.length > 0 ? [`No format reads ${unreadEndings.join(', ')}.`] : []),
  ]
}

/** Folders that are proposed; the others are like them. */
const MOST_FOLDERS = 20

function starterSettings(survey: Survey, name: string): string {
  const { unreadEndings, folders } = survey
  const exclude = unreadEndings.map((ending) => JSON.stringify(`*${ending}`)).join(', ')
  const entries = folders.slice(0, MOST_FOLDERS).map(folderEntry)
  return `// Settings of this archive for Pressgraph. All are optional; comments may stay.
${describe(survey)
  .map((line) => `// ${line.replace(/\s+/g, ' ')}`)
  .join('\n')}
{
  // Shown as archive.name.
  "name": ${JSON.stringify(name)},

  // Globs of the paths that are read, all when empty: "wire/**", "*.xml". Then those that are not.
  "include": [],
  "exclude": [${exclude}],

  // For articles that state none:
  // "publisher": "Harbour Post",
  // "language": "en",
  // "timeZone": "Europe/Oslo",

  // Your own names of fields in JSON, CSV and front matter:
  // "fields": { "headline": "hed", "published": "meta.date" },

  // By the beginning of the path: publisher, language, timeZone, encoding, format, fields.
  "folders": {
${entries.join(',\n')}
  }
}
`
}

function folderEntry({ path, formats, publisher, language, timeZone }: FolderSurvey): string {
  const members = Object.entries({ publisher, language, timeZone })
    .filter(([, value]) => value !== null)
    .map(([member, value]) => `${JSON.stringify(member)}: ${JSON.stringify(value)}`)
  const value = members.length > 0 ? `{ ${members.join(', ')} }` : '{}'
  return `    // ${formats.length > 0 ? formats.join(', ') : 'nothing that can be read'}
    ${JSON.stringify(path)}: ${value}`
}
