import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '..')

/** What each folder may import from, besides itself. `src` is the outside: the files right in it. */
const ARROWS: Record<string, readonly string[]> = {
  'src/model': [],
  'src/text': ['src/model'],
  'src/identity': ['src/model', 'src/text'],
  'src/languages': ['src/model', 'src/text'],
  'src/formats': ['src/model', 'src/text'],
  'src/extraction': ['src/model', 'src/text', 'src/identity', 'src/languages'],
  'src/store': ['src/model', 'src/identity'],
  // A folder of a store.
  'src/store/*': ['src/model', 'src/text', 'src/identity', 'src/store'],
  'src/archive': [
    'src/model',
    'src/text',
    'src/identity',
    'src/languages',
    'src/formats',
    'src/extraction',
    'src/store',
  ],
  'src/loaders': ['src/model', 'src/store'],
  schema: ['src/model', 'src/text', 'src/identity', 'src/loaders'],
  'src/server': ['src/identity'],
  'src/mcp': ['src/server'],
  'src/pages': ['src/server', 'src/identity'],
  'src/export': ['src/server', 'src/text'],
}

/** No folder of the line imports these; they may import anything. */
const OUTSIDE = ['src', 'src/cli']

const IMPORT = /(?:\bfrom |^import |\bimport\()'(?<target>\.[^']+)'/gm

describe('imports follow the arrows', () => {
  const files = ['src', 'schema'].flatMap(listFiles).filter((file) => /\.tsx?$/.test(file))

  it.each(files.filter((file) => !OUTSIDE.includes(folderOf(file))))('in %s', (file) => {
    const folder = folderOf(file)
    const allowed = [folder, ...(ARROWS[folder] ?? [])]
    expect(importsOf(file).filter((target) => !allowed.includes(folderOf(target)))).toEqual([])
  })
})

describe('the gateway', () => {
  it('starts without loading Yoga, which takes longer than most of the rest', () => {
    const loaded = new Set(['src/gateway.ts'])
    for (const file of loaded)
      for (const target of targetsOf(file, STATIC_IMPORT)) loaded.add(target)
    const users = [...loaded].filter((file) =>
      LOADS_YOGA.test(readFileSync(join(ROOT, file), 'utf8')),
    )
    expect(loaded.size).toBeGreaterThan(40)
    expect(users).toEqual([])
  })
})

const LOADS_YOGA = /^(?:import|export) (?!type )[^']*from 'graphql-yoga'/m
const STATIC_IMPORT = /^(?:import|export) (?!type )[^']*from '(?<target>\.[^']+)'/gm

function listFiles(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
    join(folder, file),
  )
}

/** `schema`, `src/model`, `src/store/*` for each store, …, and `src` for the files right in it. */
function folderOf(file: string): string {
  if (/^src\/store\/[^/]+\//.test(file)) return 'src/store/*'
  const [top = '', second = ''] = file.split('/')
  return top === 'src' && !second.endsWith('.ts') ? `${top}/${second}` : top
}

function importsOf(file: string): string[] {
  return targetsOf(file, IMPORT)
}

function targetsOf(file: string, pattern: RegExp): string[] {
  const code = readFileSync(join(ROOT, file), 'utf8')
  return Array.from(code.matchAll(pattern), ({ groups }) =>
    relative(ROOT, join(ROOT, dirname(file), groups?.target ?? '')),
  )
}
