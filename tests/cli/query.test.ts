import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { BRIDGE, call, type Surroundings, writeArchive } from './console.ts'

const COUNT = '{ archive { articleCount } }'
const FIND = 'query Find($path: String!) { article(by: { path: $path }) { headline } }'

function query(folder: string, args: readonly string[], around: Surroundings = {}) {
  return call(['query', folder, ...args, '--index', ':memory:'], around)
}

describe('query', () => {
  it('prints the answer as JSON and nothing else', async () => {
    const { exitCode, out, err } = await query(writeArchive({ 'bridge.txt': BRIDGE }), [COUNT])
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' })
    expect(JSON.parse(out)).toEqual({ data: { archive: { articleCount: 1 } } })
  })

  it('takes the document from the standard input', async () => {
    const { out } = await query(writeArchive({ 'bridge.txt': BRIDGE }), ['-'], { input: COUNT })
    expect(JSON.parse(out)).toEqual({ data: { archive: { articleCount: 1 } } })
  })

  it('takes document and variables from files', async () => {
    const folder = writeArchive({ 'news/bridge.txt': BRIDGE })
    writeFileSync(join(folder, 'find.graphql'), FIND)
    writeFileSync(join(folder, 'values.json'), '{"path": "bridge.txt"}')
    const args = [`@${folder}/find.graphql`, '--variables', `@${folder}/values.json`]
    const { out } = await query(join(folder, 'news'), args)
    expect(JSON.parse(out)).toEqual({ data: { article: { headline: 'Old bridge to be mended' } } })
  })

  it('runs the operation of a name', async () => {
    const document = `query A { archive { name } } query B ${COUNT}`
    const { out } = await query(writeArchive({}), [document, '--operation', 'B'])
    expect(JSON.parse(out)).toEqual({ data: { archive: { articleCount: 0 } } })
  })

  it('lets options win over the settings of the folder', async () => {
    const folder = writeArchive({ 'pressgraph.json': '{"name": "Harrow Papers"}' })
    const ask = async (args: readonly string[]) =>
      JSON.parse((await query(folder, ['{ archive { name } }', ...args])).out).data.archive.name
    expect(await ask([])).toBe('Harrow Papers')
    expect(await ask(['--name', 'Other Papers'])).toBe('Other Papers')
  })

  it('shows on a terminal how far it has come, and wipes it', async () => {
    const folder = writeArchive({ 'bridge.txt': BRIDGE })
    const { out, err } = await query(folder, [COUNT], { isTerminal: true })
    expect(JSON.parse(out)).toEqual({ data: { archive: { articleCount: 1 } } })
    expect(err).toMatch(
      /^\r[^\n]*: 1 file, 1 article, \d problems?, \d+ articles\/s\u001b\[K\r\u001b\[K$/,
    )
  })

  it('ends with 1 when a field fails, with the code that HTTP gives', async () => {
    const { exitCode, out, err } = await query(writeArchive({}), [
      '{ articles(first: 1000) { totalCount } }',
    ])
    expect({ exitCode, err }).toEqual({ exitCode: 1, err: '' })
    expect(JSON.parse(out)).toMatchObject({
      data: null,
      errors: [{ path: ['articles'], extensions: { code: 'BAD_PAGE_SIZE', limit: 100 } }],
    })
  })

  it.each([
    [
      'a document that is no GraphQL',
      '{ archive {',
      'Expected Name, found <EOF>',
      '1 | { archive {',
    ],
    ['a field that is not there', '{ archve }', 'Did you mean "archive"', '1 | { archve }'],
  ])('shows the place in %s', async (_case, document, message, line) => {
    const { exitCode, out, err } = await query(writeArchive({}), [document])
    expect(exitCode).toBe(1)
    expect(JSON.parse(out).errors[0].message).toContain(message)
    expect(JSON.parse(out).errors[0].extensions).toEqual({ code: 'BAD_USER_INPUT' })
    expect(err).toContain(`${line}\n`)
    expect(err).toMatch(/^ {2}\| +\^$/m)
  })

  it.each([
    [['--variables', '{first: 1}'], '--variables is not JSON'],
    [['--variables', '[1]'], '--variables must be a JSON object'],
    [['--variables', '@nowhere.json'], 'Cannot read "nowhere.json": it does not exist.'],
  ])('explains %j', async (args, message) => {
    const { exitCode, out, err } = await query('.', [COUNT, ...args])
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' })
    expect(err).toContain(message)
    expect(err.trim().split('\n')).toHaveLength(1)
  })

  it('sends subscribers to a server', async () => {
    const { exitCode, err } = await query(writeArchive({}), [
      'subscription { archiveChanged { to } }',
    ])
    expect(exitCode).toBe(2)
    expect(err).toContain('pressgraph serve')
  })

  it.each([
    [
      'a folder that is not there',
      'nowhere',
      'Cannot read the folder "nowhere": it does not exist.',
    ],
    ['a file in its place', 'package.json', 'Cannot read the folder "package.json": it is a file.'],
  ])('explains %s', async (_case, folder, message) => {
    expect(await query(folder, [COUNT])).toEqual({ exitCode: 3, out: '', err: `${message}\n` })
  })

  it('explains settings that cannot be', async () => {
    const folder = writeArchive({ 'pressgraph.json': '{"timeZone": "Harrow"}' })
    const { exitCode, err } = await query(folder, [COUNT])
    expect(exitCode).toBe(3)
    expect(err).toContain('"Harrow" is not a time zone')
  })

  it('explains an index that cannot be written', async () => {
    const folder = writeArchive({ 'bridge.txt': BRIDGE })
    const index = join(folder, 'bridge.txt', 'index.sqlite')
    const { exitCode, err } = await call(['query', folder, COUNT, '--index', index])
    expect(exitCode).toBe(3)
    expect(err).toBe(`Cannot read "${index}": a part of the path is a file.\n`)
  })

  it('never touches a file of somebody else in place of an index', async () => {
    const folder = writeArchive({ 'bridge.txt': BRIDGE })
    const index = join(folder, 'bridge.txt')
    const { exitCode, err } = await call(['query', folder, COUNT, '--index', index])
    expect(exitCode).toBe(3)
    expect(err).toContain('Cannot use the index')
  })
})
