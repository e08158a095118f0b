import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeFolder } from '../support/archive.ts'
import { BRIDGE, call, type Environment } from './console.ts'

const COUNT = '{ archive { articleCount } }'
const FIND = 'query Find($path: String!) { article(by: { path: $path }) { headline } }'

function query(folder: string, args: readonly string[], environment: Environment = {}) {
  return call(['query', folder, ...args, '--index', ':memory:'], environment)
}

describe('query', () => {
  it('prints the answer as JSON and nothing else', async () => {
    const { exitCode, out, err } = await query(makeFolder({ 'bridge.txt': BRIDGE }), [COUNT])
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' })
    expect(JSON.parse(out)).toEqual({ data: { archive: { articleCount: 1 } } })
  })

  it('reads the document from the standard input', async () => {
    const { out } = await query(makeFolder({ 'bridge.txt': BRIDGE }), ['-'], { input: COUNT })
    expect(JSON.parse(out)).toEqual({ data: { archive: { articleCount: 1 } } })
  })

  it('reads document and variables from files', async () => {
    const folder = makeFolder({ 'news/bridge.txt': BRIDGE })
    writeFileSync(join(folder, 'find.graphql'), FIND)
    writeFileSync(join(folder, 'values.json'), '{"path": "bridge.txt"}')
    const args = [`@${folder}/find.graphql`, '--variables', `@${folder}/values.json`]
    const { out } = await query(join(folder, 'news'), args)
    expect(JSON.parse(out)).toEqual({ data: { article: { headline: 'Old bridge to be mended' } } })
  })

  it('takes a single argument as the document, for the current folder', async () => {
    const { exitCode, out } = await call(['query', '{ archve }'])
    expect(exitCode).toBe(1)
    expect(JSON.parse(out).errors[0].message).toContain('Did you mean "archive"')
  })

  it.each([
    [['package.json'], '"package.json" is a file: write @package.json.\n'],
    [['src'], "The GraphQL document is missing: pressgraph query src '{"],
    [[COUNT, '--variables', 'README.md'], '"README.md" is a file: write --variables @README.md.\n'],
  ])('names the "@" or the document that %j forgets', async (args, message) => {
    const { exitCode, err } = await call(['query', ...args])
    expect(exitCode).toBe(2)
    expect(err).toContain(message)
  })

  it('runs the operation named by --operation', async () => {
    const document = `query A { archive { name } } query B ${COUNT}`
    const { out } = await query(makeFolder({}), [document, '--operation', 'B'])
    expect(JSON.parse(out)).toEqual({ data: { archive: { articleCount: 0 } } })
  })

  it('overrides the settings of the folder with options', async () => {
    const folder = makeFolder({ 'pressgraph.json': '{"name": "Harrow Papers"}' })
    const ask = async (args: readonly string[]) =>
      JSON.parse((await query(folder, ['{ archive { name } }', ...args])).out).data.archive.name
    expect(await ask([])).toBe('Harrow Papers')
    expect(await ask(['--name', 'Other Papers'])).toBe('Other Papers')
  })

  it('shows progress on a terminal and erases it', async () => {
    const folder = makeFolder({ 'bridge.txt': BRIDGE })
    const { out, err } = await query(folder, [COUNT], { isTerminal: true, columns: 120 })
    expect(JSON.parse(out)).toEqual({ data: { archive: { articleCount: 1 } } })
    expect(err).toMatch(
      /^(\r[^\n]*: 1 file, 1 article, \d problems?, \d+ articles\/s, 0\.0 MB\/s\u001b\[K)+\r\u001b\[K$/,
    )
  })

  it('has exit code 1 and the code of the error when a field fails', async () => {
    const { exitCode, out, err } = await query(makeFolder({}), [
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
      'a document that is not GraphQL',
      '{ archive {',
      'Expected Name, found <EOF>',
      '1 | { archive {',
    ],
    ['an unknown field', '{ archve }', 'Did you mean "archive"', '1 | { archve }'],
  ])('prints the place of the error in %s', async (_case, document, message, line) => {
    const { exitCode, out, err } = await query(makeFolder({}), [document])
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

  it('refuses subscriptions and names the server', async () => {
    const { exitCode, err } = await query(makeFolder({}), [
      'subscription { archiveChanged { to } }',
    ])
    expect(exitCode).toBe(2)
    expect(err).toContain('pressgraph serve')
  })

  it.each([
    [
      'a folder that does not exist',
      'nowhere',
      'Cannot read the folder "nowhere": it does not exist.',
    ],
    [
      'a file instead of a folder',
      'package.json',
      'Cannot read the folder "package.json": it is a file.',
    ],
  ])('explains %s', async (_case, folder, message) => {
    expect(await query(folder, [COUNT])).toEqual({ exitCode: 3, out: '', err: `${message}\n` })
  })

  it('answers with default settings, and says so, when the settings file is invalid', async () => {
    const folder = makeFolder({ 'pressgraph.json': '{"timeZone": "Harrow"}' })
    const { exitCode, err } = await query(folder, [COUNT])
    expect(exitCode).toBe(0)
    expect(err).toContain('"Harrow" is not a time zone')
  })

  it('explains an index that cannot be written', async () => {
    const folder = makeFolder({ 'bridge.txt': BRIDGE })
    const index = join(folder, 'bridge.txt', 'index.sqlite')
    const { exitCode, err } = await call(['query', folder, COUNT, '--index', index])
    expect(exitCode).toBe(3)
    expect(err).toBe(`Cannot read "${index}": a part of the path is a file.\n`)
  })

  it('does not overwrite another file given as --index', async () => {
    const folder = makeFolder({ 'bridge.txt': BRIDGE })
    const index = join(folder, 'bridge.txt')
    const { exitCode, err } = await call(['query', folder, COUNT, '--index', index])
    expect(exitCode).toBe(3)
    expect(err).toContain('Cannot use the index')
  })
})
