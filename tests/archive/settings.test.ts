import { describe, expect, it } from 'vitest'
import { mergeSettings, parseSettings, SettingsError } from '../../src/archive/settings.ts'
import { defaultSettings, publisherFor } from '../../src/model/settings.ts'

const parse = (settings: unknown) => parseSettings(JSON.stringify(settings)).value

describe('parseSettings', () => {
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
    }
    expect(parse(settings)).toEqual(settings)
  })

  it('accepts null, and completes outlets with defaults', () => {
    const settings = { name: null, timeZone: null, encoding: null, outlets: [{ name: 'Post' }] }
    expect(parse(settings)).toEqual({
      ...settings,
      outlets: [{ name: 'Post', kind: 'PUBLISHER', aliases: [] }],
    })
  })

  it('trims white space and ignores a byte order mark', () => {
    expect(parseSettings('\ufeff{ "name": " Post " }').value).toEqual({ name: 'Post' })
  })

  it.each<[title: string, settings: unknown, message: string]>([
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
  ])('refuses %s', (_title, settings, message) => {
    const { value, problems } = parseSettings(JSON.stringify(settings))
    expect(value).toBeNull()
    expect(problems).toMatchObject([
      { code: 'BAD_SETTINGS', severity: 'ERROR', path: 'pressgraph.json', line: 1 },
    ])
    expect(problems[0]?.message).toContain(`"pressgraph.json" cannot be used: `)
    expect(problems[0]?.message).toContain(message)
  })

  it.each<[content: string, message: string, line: number, column: number]>([
    ['{\n  name: "Post"\n}', 'it is not JSON', 2, 3],
    ['{\n  "name": "Po', 'it is not JSON', 2, 14],
    ['', 'it is not JSON', 1, 1],
    ['[]', 'it must hold one JSON object', 1, 1],
    ['null', 'it must hold one JSON object', 1, 1],
    ['['.repeat(500_000) + ']'.repeat(500_000), 'it must hold one JSON object', 1, 1],
    ['{\n  "name": "Post",\n  "timeZone": "Nowhere"\n}', 'timeZone: "Nowhere"', 3, 3],
    ['{\n  "publishr": "Post"\n}', '"publishr" is not a setting', 2, 3],
    ['{\n  "__proto__": {}\n}', '"__proto__" is not a setting', 2, 3],
  ])('gives the place of the error in %.40j', (content, message, line, column) => {
    const { problems } = parseSettings(content)
    expect(problems).toMatchObject([{ code: 'BAD_SETTINGS', line, column }])
    expect(problems[0]?.message).toContain(message)
  })

  it('lists the known settings for an unknown one', () => {
    expect(parseSettings('{ "publishr": 1 }').problems[0]?.hint).toBe(
      'Known settings: name, language, publisher, publishers, outlets, timeZone, timeZones, encoding.',
    )
  })

  it.each(['maxFileBytes', 'hosts', 'tokens', 'limits', 'extensions', 'port'])(
    'refuses %s, which is for the operator to set',
    (name) => {
      const { value, problems } = parseSettings(JSON.stringify({ [name]: 1 }))
      expect(value).toBeNull()
      expect(problems[0]?.message).toContain(`"${name}" is for the operator to set`)
      expect(problems[0]?.hint).toContain('Remove the member')
    },
  )

  it('keeps its message short, whatever the file holds', () => {
    const { problems } = parseSettings(JSON.stringify({ timeZone: 'x'.repeat(900_000) }))
    expect(problems[0]?.message.length).toBeLessThan(400)
  })
})

describe('mergeSettings', () => {
  it('gives the defaults for a folder without settings', () => {
    expect(mergeSettings({})).toEqual(defaultSettings)
  })

  it('prefers the settings of the caller, member by member', () => {
    const file = { name: 'Post', timeZone: 'Asia/Seoul' }
    expect(mergeSettings(file, { timeZone: 'Europe/Oslo' })).toMatchObject({
      name: 'Post',
      timeZone: 'Europe/Oslo',
    })
  })

  it.each([
    [{ timeZone: 'Nowhere' }, 'The settings cannot be used: timeZone: "Nowhere"'],
    [{ maxFileBytes: 0 }, 'The settings cannot be used: maxFileBytes: must be at least 1'],
  ])('refuses the invalid settings %j of the caller', (overrides, message) => {
    expect(() => mergeSettings({}, overrides)).toThrow(SettingsError)
    expect(() => mergeSettings({}, overrides)).toThrow(message)
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
