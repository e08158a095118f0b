import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseSettings } from '../../src/archive/settings.ts'
import { makeFolder } from '../support/archive.ts'
import { BRIDGE, call } from './console.ts'

const FRENCH = `Le pont sera réparé     DATE: 2031-05-06 07:08:09

Le maire a déclaré que le pont de la ville serait réparé avant la fin de l’année, et que les travaux ne coûteraient pas plus que prévu.
`

const json = (date: string) =>
  JSON.stringify({ headline: 'Bridge', publisher: 'Harrow Post', date, text: 'It is mended.' })

describe('init', () => {
  it('writes commented settings that propose what the files show', async () => {
    const folder = makeFolder({
      'a/bridge.txt': BRIDGE,
      'b/pont.txt': FRENCH,
      'b/pont-2.txt': FRENCH.replace('maire', 'ministre'),
      'b/pont-3.txt': FRENCH.replace('maire', 'conseil'),
      'c/1.json': json('2031-05-06T07:08:09+02:00'),
      'c/2.json': json('2031-05-07 07:08:09'),
      'scans/1.pdf': '%PDF-1.7',
    })
    const { exitCode, out, err } = await call(['init', folder])
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' })
    expect(out).toContain('Found 7 files: 4 text, 2 json, 1 not read.')
    expect(out).toContain('No format reads .pdf.')
    const written = readFileSync(join(folder, 'pressgraph.json'), 'utf8')
    expect(written).toContain('// Found 7 files: 4 text')
    expect(parseSettings(written)).toEqual({
      problems: [],
      value: {
        name: folder.slice(folder.lastIndexOf('/') + 1),
        include: [],
        exclude: ['*.pdf'],
        folders: {
          'a/': {},
          'b/': { language: 'fr' },
          'c/': { publisher: 'Harrow Post', timeZone: 'Etc/GMT-2' },
          'scans/': {},
        },
      },
    })
  })

  it('says that a folder is empty', async () => {
    const { exitCode, out } = await call(['init', makeFolder({})])
    expect(exitCode).toBe(0)
    expect(out).toContain('There are no files yet.')
  })

  it('leaves settings that are there as they are', async () => {
    const folder = makeFolder({ 'pressgraph.json': '{ "name": "Post" }' })
    const { exitCode, err } = await call(['init', folder])
    expect(exitCode).toBe(2)
    expect(err).toContain('is already there and stays as it is')
    expect(readFileSync(join(folder, 'pressgraph.json'), 'utf8')).toBe('{ "name": "Post" }')
  })

  it('writes settings that are used', async () => {
    const folder = makeFolder({ 'a/bridge.txt': BRIDGE })
    await call(['init', folder])
    const file = join(folder, 'pressgraph.json')
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(
        '// "publisher": "Harbour Post"',
        '"publisher": "Harrow Post"',
      ),
    )
    const { out } = await call([
      'query',
      folder,
      '{ sources { nodes { name } } }',
      '--index',
      ':memory:',
    ])
    expect(out).toContain('Harrow Post')
  })
})
