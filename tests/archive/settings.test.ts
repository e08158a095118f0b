import { describe, expect, it, onTestFinished } from 'vitest'
import { openArchive } from '../../src/open-archive.ts'
import { mergeSettings, parseSettings, SettingsError } from '../../src/archive/settings.ts'
import { defaultSettings, matchesGlob, publisherFor } from '../../src/model/settings.ts'
import { makeFolder } from '../support/archive.ts'
import { ask } from '../support/graphql.ts'

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
      include: ['wire/**', '*.txt'],
      exclude: ['drafts/'],
      fields: { headline: 'hed', published: 'dates.print' },
      folders: {
        'wire/': {
          publisher: 'Northern Wire',
          language: 'ko',
          timeZone: 'Asia/Seoul',
          encoding: 'cp949',
          format: 'json',
          fields: { text: 'copy' },
        },
      },
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
    [
      'a format that does not exist',
      { folders: { 'wire/': { format: 'nif' } } },
      'folders.wire/.format: "nif" is not a format. Formats are gzip, warc,',
    ],
    [
      'a zone of a folder that does not exist',
      { folders: { 'wire/': { timeZone: 'Nowhere' } } },
      'folders.wire/.timeZone: "Nowhere" is not a time zone',
    ],
    [
      'a member of a folder that is not one',
      { folders: { 'wire/': { zone: 'Asia/Seoul' } } },
      'folders.wire/.zone: ',
    ],
    ['a field that is no field', { fields: { hedline: 'hed' } }, 'fields.hedline: '],
    ['a field without a name', { fields: { headline: '' } }, 'fields.headline: must not be empty'],
    ['a glob that is none', { exclude: ['*.pdf', 7] }, 'exclude.1: '],
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

  it('accepts comments and last commas, as JSON with comments has them', () => {
    const content = `// About the "archive"
{
  /* its
     name */
  "name": "Post // \\"a, }", // not { "name": "other" }
  "include": ["wire/**", "a/*b*/c",],
}`
    expect(parseSettings(content).value).toEqual({
      name: 'Post // "a, }',
      include: ['wire/**', 'a/*b*/c'],
    })
    expect(
      parseSettings(`// "name"\n${content.replace('"name"', '"nam"')}`).problems,
    ).toMatchObject([{ line: 6, column: 3 }])
  })

  it.each(['/*'.repeat(300_000), '\\"'.repeat(300_000), ', '.repeat(300_000)])(
    'refuses %.9j at once',
    (content) => {
      expect(parseSettings(content).value).toBeNull()
    },
  )

  it('lists the known settings for an unknown one', () => {
    expect(parseSettings('{ "publishr": 1 }').problems[0]?.hint).toBe(
      'Known settings: name, language, publisher, publishers, outlets, timeZone, timeZones, encoding, include, exclude, fields, folders.',
    )
  })

  it.each([
    'maxFileBytes',
    'hosts',
    'tokens',
    'limits',
    'extensions',
    'port',
    'max-bytes',
    'allowHost',
  ])('refuses %s, which is for the operator to set', (name) => {
    const { value, problems } = parseSettings(JSON.stringify({ [name]: 1 }))
    expect(value).toBeNull()
    expect(problems[0]?.message).toContain(`"${name}" is for the operator to set`)
    expect(problems[0]?.hint).toContain('--config')
  })

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

describe('matchesGlob', () => {
  it.each([
    ['a.txt', '*.txt', true],
    ['wire/a.txt', '*.txt', true],
    ['wire/a.txt', 'wire/*.txt', true],
    ['wire/2024/a.txt', 'wire/*.txt', false],
    ['wire/2024/a.txt', 'wire/**', true],
    ['wire/2024/a.txt', 'wire/', true],
    ['wire/2024/a.txt', '**/2024/**', true],
    ['wire/2024/a.txt', './wire/**/a.*', true],
    ['wire/a.txt', '**/a.?xt', true],
    ['wire/a.txt', 'a.?t', false],
    ['wire', 'wire/**', true],
    ['post/a.txt', 'wire/**', false],
  ])('%s by %s: %s', (path, glob, matches) => {
    expect(matchesGlob(path, glob)).toBe(matches)
  })

  it('does not take longer for a hostile glob', () => {
    const glob = `${'**/'.repeat(200)}${'*a'.repeat(200)}b`
    expect(matchesGlob(`${'a/'.repeat(200)}${'a'.repeat(200)}`, glob)).toBe(false)
  })
})

describe('settings of a folder', () => {
  it('apply to the files below it, those of the longest path first', async () => {
    const settings = {
      exclude: ['drafts/'],
      folders: {
        'wire/': { publisher: 'Northern Wire', timeZone: 'Asia/Seoul' },
        'wire/notes/': { format: 'markdown', fields: { headline: 'hed' } },
      },
    }
    const folder = makeFolder({
      'pressgraph.json': JSON.stringify(settings),
      'drafts/a.txt': 'Draft     DATE: 2024-07-15\n\nText.',
      'wire/a.txt': 'Ferry     DATE: 2024-07-15 16:34\n\nText.',
      'wire/notes/a.txt': '---\nhed: Tea\n---\nText.',
    })
    const archive = await openArchive(folder, { index: ':memory:' })
    onTestFinished(() => archive.close())
    const { data } = await ask(
      archive,
      `{ articles(first: 10, orderBy: [PATH_ASC]) { nodes {
        path headline published { instant } sources(role: [PUBLISHER]) { source { name } } file { format } } } }`,
    )
    expect(data).toMatchObject({
      articles: {
        nodes: [
          {
            path: 'wire/a.txt',
            published: { instant: '2024-07-15T07:34:00Z' },
            sources: [{ source: { name: 'Northern Wire' } }],
          },
          { path: 'wire/notes/a.txt', headline: 'Tea', file: { format: 'markdown' } },
        ],
      },
    })
  })
})
