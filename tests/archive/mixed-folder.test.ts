import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Archive } from '../../src/archive/archive.ts'
import { allReadings } from '../../src/archive/pages.ts'
import { openArchive } from '../../src/open-archive.ts'
import type { Reading } from '../../src/model/reading.ts'
import { makeFolder, openFiles, problemsIn } from '../support/archive.ts'
import { ROOT } from '../support/program.ts'

const FORMATS = join(ROOT, 'data/formats')
const SETTINGS = readFileSync(join(ROOT, 'data/pressgraph.json'), 'utf8')

const paths = readdirSync(FORMATS, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join('formats', join(entry.parentPath, entry.name).slice(FORMATS.length)))

/** An archive of some of the samples. */
async function openSamples(samples: readonly string[]): Promise<Archive> {
  const folder = makeFolder({})
  for (const path of samples) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    cpSync(join(ROOT, 'data', path), join(folder, path), { preserveTimestamps: true })
  }
  writeFileSync(join(folder, 'pressgraph.json'), SETTINGS)
  const archive = await openArchive(folder, { index: ':memory:' })
  onTestFinished(() => archive.close())
  return archive
}

async function readingsOf(archive: Archive): Promise<Reading[]> {
  const readings = []
  for await (const reading of allReadings(archive.store)) readings.push(reading)
  return readings.sort((one, other) => (one.id < other.id ? -1 : 1))
}

describe('a folder of mixed formats', { tags: 'long' }, () => {
  it('gives the same articles in one run as its files alone', async () => {
    const together = await readingsOf(await openSamples(paths))
    const alone = []
    for (const path of paths) alone.push(...(await readingsOf(await openSamples([path]))))
    expect(together.length).toBeGreaterThan(paths.length)
    expect(together).toEqual(alone.sort((one, other) => (one.id < other.id ? -1 : 1)))
  })
})

const XML = '<?xml version="1.0"?>\n'
const nitf = (doctype: string, text: string) =>
  `${XML}${doctype}<nitf><body><body.head><hedline><hl1>Bomb</hl1></hedline></body.head><body.content><p>${text}</p></body.content></body></nitf>`
const laughs = Array.from(
  { length: 10 },
  (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`,
)

/** Files that make a careless parser expand, recurse or search without end. */
const makeBombs = (): Readonly<Record<string, string | Uint8Array>> => ({
  'entities.xml': nitf(`<!DOCTYPE nitf [<!ENTITY l0 "ha">${laughs.join('')}]>`, '&l10;'),
  'large-entity.xml': nitf(
    `<!DOCTYPE nitf [<!ENTITY a "${'a'.repeat(100_000)}">]>`,
    '&a;'.repeat(5_000),
  ),
  'other-file.xml': nitf('<!DOCTYPE nitf [<!ENTITY f SYSTEM "file:///etc/hostname">]>', '&f;'),
  'deep.xml': `${XML}<nitf>${'<p>'.repeat(200_000)}words`,
  'deep.html': `<!DOCTYPE html><html><title>Deep</title><body>${'<div>'.repeat(200_000)}words`,
  'attributes.xml': `${XML}<nitf ${attributes(200_000)}><p>words</p></nitf>`,
  'attributes.html': `<!DOCTYPE html><html><body><div ${attributes(200_000)}>words</div>`,
  'brackets.xml': `${XML}<nitf>${'<'.repeat(300_000)}`,
  'brackets.html': `<!DOCTYPE html><html><body>${'<'.repeat(300_000)}`,
  'prototype.xml': `${XML}<nitf><__proto__><hl1>words</hl1></__proto__></nitf>`,
  'prototype.json': '{"__proto__": {"title": "Polluted"}, "constructor": {"prototype": {"a": 1}}}',
  'deep.json': `${'[{"a":'.repeat(100_000)}1${'}]'.repeat(100_000)}`,
  'deep.md': `---\ntitle: Deep\n---\n${'> '.repeat(100_000)}words`,
  'aliases.md': `---\n${yamlAliases()}\n---\nwords`,
  'quotes.csv': `title,text\n${'"'.repeat(300_000)}`,
  'groups.rtf': `{\\rtf1 ${'{'.repeat(200_000)}words`,
  'zeros.gz': gzipSync(Buffer.alloc(300_000_000)),
})

function attributes(count: number): string {
  return Array.from({ length: count }, (_, index) => `a${index}=""`).join(' ')
}

function yamlAliases(): string {
  return Array.from({ length: 10 }, (_, index) =>
    index === 0 ? 'a0: &a0 [ha]' : `a${index}: &a${index} [${`*a${index - 1}, `.repeat(9)}]`,
  ).join('\n')
}

describe('files that attack their parser', { tags: 'long' }, () => {
  it('stay inside their limits, and name what is left out, while the others are served', async () => {
    const bombs = makeBombs()
    const archive = await openFiles({ ...bombs, 'tea.txt': 'Tea returns\n\nTea returns.' })
    expect(archive.state).toBe('READY')
    const readings = await readingsOf(archive)
    expect(readings.map(({ article }) => article.path)).toContain('tea.txt')
    for (const { article } of readings) {
      expect(article.body.length).toBeLessThan(1_000_000)
      expect(article.body).not.toContain('haha')
    }
    expect(readings.some(({ article }) => article.body.includes('Polluted'))).toBe(false)
    expect(Object.hasOwn(Object.prototype, 'title')).toBe(false)
    const served = new Set(readings.map(({ article }) => article.path))
    const reported = new Set((await problemsIn(archive)).map(({ path }) => path))
    const silent = Object.keys(bombs).filter((path) => !served.has(path) && !reported.has(path))
    expect(silent).toEqual([])
  })
})
