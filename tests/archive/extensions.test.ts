import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ExtensionError } from '../../src/archive/readers.ts'
import { createGateway } from '../../src/gateway.ts'
import { type ArchiveOptions, openArchive } from '../../src/open-archive.ts'
import { makeFolder, openFiles, writeFiles } from '../support/archive.ts'
import { ROOT } from '../support/program.ts'

const EXAMPLES = join(ROOT, 'examples/extensions')
const WIRE = `HED Ferry to Skarn is late
BYL Mira Tan
DAT 2031-05-01 08:00

"We waited for an hour," Ada Lind said.
`

/** An extension that reads files of an ending as one article whose headline it makes. */
const moduleOf = (ending: string, headline: string, version = '1') => `export default {
  name: 'made', version: '${version}', formats: [{
    name: 'made', endings: ['${ending}'],
    parse: ({ text }) => ({ articles: [{ headline: '${headline}', body: text }] }),
  }],
}`

const makeModule = (content: string) =>
  join(makeFolder({ 'extension.mjs': content }), 'extension.mjs')

const asked = async (archive: Parameters<typeof createGateway>[0], query: string) => {
  const response = await createGateway(archive).fetch(
    new Request('http://localhost/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    }),
  )
  const { data, errors }: { data?: unknown; errors?: unknown } = await response.json()
  expect(errors).toBeUndefined()
  return data
}

describe('a format of an extension', () => {
  const extensions = [join(EXAMPLES, 'wire-copy.js')]

  it('reads its files, with the places of words in them', async () => {
    const archive = await openFiles(
      { 'ferry.wire': WIRE, 'late.wire': 'HED Late\nBYL A B\n\nNo.' },
      { extensions },
    )
    const data = await asked(
      archive,
      `{ article(by: { path: "ferry.wire" }) {
        headline byline published { local } file { format formatReason }
        quotations { nodes { text speaker { name } content { source { line column } } } } }
        archive { problems(filter: { code: ["MALFORMED_FILE"] }) { nodes { path line message } } } }`,
    )
    expect(data).toEqual({
      article: {
        headline: 'Ferry to Skarn is late',
        byline: 'Mira Tan',
        published: { local: '2031-05-01T08:00:00' },
        file: { format: 'wire-copy', formatReason: 'it begins with "HED"' },
        quotations: {
          nodes: [
            {
              text: 'We waited for an hour',
              speaker: { name: 'Ada Lind' },
              content: [{ source: { line: 5, column: 2 } }],
            },
          ],
        },
      },
      archive: {
        problems: {
          nodes: [{ path: 'late.wire', line: 1, message: 'The head has no field DAT.' }],
        },
      },
    })
  })

  it('is known to the settings of a folder', async () => {
    const files = {
      'pressgraph.json': '{ "folders": { "in/": { "format": "wire-copy" } } }',
      'in/a.txt': WIRE,
    }
    const archive = await openFiles(files, { extensions })
    expect(
      await asked(
        archive,
        '{ article(by: { path: "in/a.txt" }) { file { format } } archive { problems { totalCount } } }',
      ),
    ).toEqual({
      article: { file: { format: 'wire-copy' } },
      archive: { problems: { totalCount: 0 } },
    })
  })

  it('may read bytes, also of files that Pressgraph never opens', async () => {
    const module = makeModule(`export default { name: 'scan', version: '1', formats: [{
      name: 'scan', kind: 'BYTES', endings: ['.pdf'],
      parse: ({ bytes }) => ({ articles: [{ headline: 'Scan of ' + bytes.length, body: [{ text: 'Quay / Mira Tan', kind: 'CAPTION', credit: 'Mira Tan' }] }] }),
    }] }`)
    const archive = await openFiles({ 'a.pdf': '12345' }, { extensions: [pathToFileURL(module)] })
    expect(
      await asked(
        archive,
        '{ article(by: { path: "a.pdf" }) { headline pictures { creditText } } }',
      ),
    ).toEqual({
      article: { headline: 'Scan of 5', pictures: [{ creditText: 'Mira Tan' }] },
    })
  })

  it.each([
    ['throw new Error("no such town")', 'no such town'],
    ['return { articles: [{ headlin: "Quay" }] }', 'headlin'],
    ['return undefined', 'parse returned a value'],
  ])('that fails is named by a problem: %s', async (statement, reason) => {
    const module = makeModule(`export default { name: 'faulty', version: '1', formats: [{
      name: 'faulty', endings: ['.x'], parse() { ${statement} } }] }`)
    const archive = await openFiles({ 'a.x': 'Quay', 'b.txt': 'Quay' }, { extensions: [module] })
    const data = await asked(
      archive,
      '{ archive { articleCount problems(filter: { severity: [ERROR] }) { nodes { code path hint } } } }',
    )
    expect(data).toMatchObject({
      archive: { articleCount: 1, problems: { nodes: [{ code: 'READER_FAILED', path: 'a.x' }] } },
    })
    expect(JSON.stringify(data)).toContain('This is a fault of the extension \\"faulty\\"')
    expect(JSON.stringify(data)).toContain(reason)
  })
})

describe('a language of an extension', () => {
  it('gives speakers to texts that had none', async () => {
    const files = {
      'a.txt':
        'El puente está cerrado\n\n«El puente está cerrado desde el lunes», dijo Marta Olmo. La obra durará un mes y no hay otra ruta para los coches, según los vecinos de la ciudad.',
    }
    const query =
      '{ articles { nodes { language } } quotations(first: 1) { nodes { text cue { lemma } speaker { name } } } }'
    const spanish = await openFiles(files, { extensions: [join(EXAMPLES, 'spanish.js')] })
    expect(await asked(spanish, query)).toEqual({
      articles: { nodes: [{ language: 'es' }] },
      quotations: {
        nodes: [
          {
            text: 'El puente está cerrado desde el lunes',
            cue: { lemma: 'decir' },
            speaker: { name: 'Marta Olmo' },
          },
        ],
      },
    })
    expect(await asked(await openFiles(files), query)).toMatchObject({
      quotations: { nodes: [{ speaker: null }] },
    })
  })

  it('is checked against those of Pressgraph', async () => {
    const module = makeModule(`export default { name: 'half', version: '1',
      languages: ({ english }) => [{ ...english, code: 'xx', people: { ...english.people, titles: [] } }] }`)
    await expect(openFiles({}, { extensions: [module] })).rejects.toThrow(
      `Cannot use the extension "${module}": languages[0]: people.titles must be a Map.`,
    )
  })
})

describe('extensions', () => {
  it('differ between two gateways in one process', async () => {
    const folder = makeFolder({ 'a.made': 'A quay is opened.' })
    const open = async (options: ArchiveOptions) => {
      const archive = await openArchive(folder, { index: ':memory:', ...options })
      onTestFinished(() => archive.close())
      return asked(archive, '{ articles { nodes { headline } } }')
    }
    const both = await Promise.all([
      open({ extensions: [makeModule(moduleOf('.made', 'One'))] }),
      open({ extensions: [makeModule(moduleOf('.made', 'Two'))] }),
      open({}),
    ])
    expect(both).toEqual([
      { articles: { nodes: [{ headline: 'One' }] } },
      { articles: { nodes: [{ headline: 'Two' }] } },
      { articles: { nodes: [] } },
    ])
  })

  it('are part of the stamp of the index: another version reads the files again', async () => {
    const folder = makeFolder({ 'a.made': 'A quay is opened.', 'b.txt': 'A ferry is late.' })
    const index = join(makeFolder({}), 'index.sqlite')
    const read = async (extensions: readonly string[]) => {
      let files = 0
      const archive = await openArchive(folder, {
        index,
        extensions,
        onProgress: (progress) => (files = progress.read),
      })
      const data = await asked(archive, '{ archive { revision articleCount } }')
      await archive.close()
      return { files, data }
    }
    const first = makeModule(moduleOf('.made', 'One'))
    const second = makeModule(moduleOf('.made', 'Two', '2'))
    const before = await read([first])
    expect(before).toMatchObject({ files: 2, data: { archive: { articleCount: 2 } } })
    expect(await read([first])).toEqual({ ...before, files: 0 })
    const after = await read([second])
    expect(after.files).toBe(2)
    expect(after.data).not.toEqual(before.data)
    expect(await read([])).toMatchObject({ data: { archive: { articleCount: 1 } } })
  })

  it.each([
    ['export const a = 1', 'it has no default export'],
    ['export default {', 'extension.mjs": '],
    ['export default { name: "Wire", version: "1" }', 'name: must be in lower case'],
    ['export default { name: "wire" }', 'version: '],
    ['export default { name: "wire", version: "1", format: [] }', 'format: '],
    [
      'export default { name: "wire", version: "1", formats: [{ name: "json", parse() {} }] }',
      'there is a format "json" already',
    ],
    [
      'export default { name: "wire", version: "1", formats: [{ name: "wire" }] }',
      'formats.0.parse: ',
    ],
    [
      'export default { name: "wire", version: "1", formats: [{ name: "wire", endings: ["wire"], parse() {} }] }',
      'must be like ".wire"',
    ],
    ['throw new Error("the licence is missing")', 'the licence is missing'],
    [
      'export default { name: "wire", version: "1", languages() { throw new Error("no words") } }',
      'languages: no words',
    ],
  ])('are refused where they cannot be used: %s', async (content, reason) => {
    const module = makeModule(content)
    const error = await openFiles({}, { extensions: [module] }).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(ExtensionError)
    expect(error).toMatchObject({ code: 'BAD_EXTENSION' })
    expect(String(error)).toContain(`Cannot use the extension "${module}": `)
    expect(String(error)).toContain(reason)
  })

  it('are refused where they are missing, given twice, or in the folder of the archive', async () => {
    const module = makeModule(moduleOf('.made', 'One'))
    await expect(openFiles({}, { extensions: ['no-such.js'] })).rejects.toThrow(
      'Cannot use the extension "no-such.js": it does not exist.',
    )
    await expect(openFiles({}, { extensions: [module, module] })).rejects.toThrow(
      'another extension has the name "made"',
    )
    const folder = makeFolder({})
    writeFiles(folder, { 'own.mjs': moduleOf('.made', 'One') })
    await expect(
      openArchive(folder, { index: ':memory:', extensions: [join(folder, 'own.mjs')] }),
    ).rejects.toThrow('it is in the folder of the archive. Move it out of there.')
  })
})
