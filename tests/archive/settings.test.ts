import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSettings, SettingsError } from '../../src/archive/settings.ts'
import { defaultSettings, publisherFor } from '../../src/model/settings.ts'
import { makeFolder } from '../support/archive.ts'

const folderWith = (settings: unknown) =>
  makeFolder({ 'pressgraph.json': JSON.stringify(settings) })

describe('readSettings', () => {
  it('gives the defaults for a folder without settings', () => {
    expect(readSettings(makeFolder({}))).toEqual(defaultSettings)
  })

  it('reads every setting of the file', () => {
    const settings = {
      name: 'Papers of the Ild',
      language: 'fr',
      publisher: 'Harbour Post',
      publishers: { 'wire/': 'Northern Wire' },
      outlets: [{ name: 'Halide Pictures', kind: 'PICTURE_AGENCY', aliases: ['Halide'] }],
      timeZone: 'Asia/Seoul',
      timeZones: { 'Northern Wire': 'Etc/GMT-1' },
      encoding: 'windows-1251',
      maxFileBytes: 1000,
    }
    expect(readSettings(folderWith(settings))).toEqual(settings)
  })

  it('accepts null, and completes outlets with defaults', () => {
    const folder = folderWith({
      name: null,
      timeZone: null,
      encoding: null,
      outlets: [{ name: 'Post' }],
    })
    expect(readSettings(folder)).toEqual({
      ...defaultSettings,
      outlets: [{ name: 'Post', kind: 'PUBLISHER', aliases: [] }],
    })
  })

  it('trims white space', () => {
    expect(readSettings(folderWith({ name: ' Post ' })).name).toBe('Post')
  })

  it('prefers the settings of the caller, member by member', () => {
    const folder = folderWith({ name: 'Post', timeZone: 'Asia/Seoul' })
    expect(readSettings(folder, { timeZone: 'Europe/Oslo' })).toMatchObject({
      name: 'Post',
      timeZone: 'Europe/Oslo',
    })
  })
})

describe('readSettings refuses', () => {
  const refusalOf =
    (settings: unknown, overrides = {}) =>
    () =>
      readSettings(folderWith(settings), overrides)

  it.each<[title: string, settings: unknown, message: string]>([
    ['an unknown member', { publishr: 'Post' }, 'publishr'],
    ['a name that is not a string', { name: 3 }, 'name'],
    ['an empty name', { name: ' ' }, 'name: must not be empty'],
    [
      'a zone that does not exist',
      { timeZone: 'Asia/Busan' },
      '"Asia/Busan" is not a time zone. Write one like "Asia/Seoul"',
    ],
    [
      'an unknown zone of one publisher',
      { timeZones: { Post: 'Nowhere' } },
      'timeZones.Post: "Nowhere" is not a time zone',
    ],
    [
      'an encoding that does not exist',
      { encoding: 'cp-what' },
      'encoding: "cp-what" is not an encoding',
    ],
    ['an invalid language tag', { language: 'français' }, '"français" is not a language tag'],
    ['a limit of zero', { maxFileBytes: 0 }, 'maxFileBytes: must be at least 1'],
    ['a limit in words', { maxFileBytes: '10 MB' }, 'maxFileBytes'],
    ['publishers as a list', { publishers: ['Post'] }, 'publishers: must be an object'],
    ['an outlet without a name', { outlets: [{ kind: 'PUBLISHER' }] }, 'outlets.0.name'],
    [
      'an outlet of an unknown kind',
      { outlets: [{ name: 'Post', kind: 'PAPER' }] },
      'outlets.0.kind',
    ],
    [
      'an outlet that is a person',
      { outlets: [{ name: 'Mira Tan', kind: 'PERSON' }] },
      'outlets.0.kind',
    ],
  ])('%s', (_title, settings, message) => {
    expect(refusalOf(settings)).toThrow(SettingsError)
    expect(refusalOf(settings)).toThrow('The settings file pressgraph.json cannot be used: ')
    expect(refusalOf(settings)).toThrow(message)
  })

  it.each<[title: string, content: string, message: string]>([
    ['invalid JSON', '{ name: "Post" }', 'The settings file pressgraph.json is not JSON.'],
    ['an empty file', '', 'The settings file pressgraph.json is not JSON.'],
    ['a list', '[]', 'The settings file pressgraph.json must hold one JSON object.'],
    ['null', 'null', 'The settings file pressgraph.json must hold one JSON object.'],
  ])('%s', (_title, content, message) => {
    expect(() => readSettings(makeFolder({ 'pressgraph.json': content }))).toThrow(message)
  })

  it('invalid settings of the caller, without naming the file', () => {
    expect(refusalOf({}, { timeZone: 'Nowhere' })).toThrow('The settings cannot be used: timeZone')
  })

  it('an invalid file even where the caller overrides it', () => {
    expect(refusalOf({ timeZone: 'Nowhere' }, { timeZone: 'Asia/Seoul' })).toThrow(SettingsError)
  })

  it('a file that cannot be read', () => {
    const folder = makeFolder({})
    mkdirSync(join(folder, 'pressgraph.json'))
    expect(() => readSettings(folder)).toThrow('The settings file pressgraph.json cannot be read.')
  })
})

describe('publisherFor', () => {
  const settings = {
    ...defaultSettings,
    publisher: 'Post',
    publishers: { 'wire/': 'Northern Wire', 'wire/sport/': 'Littoral' },
  }

  it.each([
    ['wire/a.txt', 'Northern Wire'],
    ['wire/sport/a.txt', 'Littoral'],
    ['wires/a.txt', 'Post'],
    ['a.txt', 'Post'],
  ])('gives %s to %s', (path, publisher) => {
    expect(publisherFor(path, settings)).toBe(publisher)
  })

  it('gives null where the settings name no publisher', () => {
    expect(publisherFor('a.txt', defaultSettings)).toBeNull()
  })
})
