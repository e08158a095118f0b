import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeFolder } from '../support/archive.ts'
import { BRIDGE, call } from './console.ts'

const QUOTED = '{ quotations { nodes { id text kind basis speaker { name } } } }'

/** What the mayor says in the article about the bridge; nothing when it is not a quotation. */
const mayorsWords = async (folder: string) => {
  const { out } = await call(['query', folder, QUOTED, '--index', ':memory:'])
  return JSON.parse(out).data.quotations.nodes.find(({ text }: { text: string }) =>
    text.startsWith('We will mend'),
  )
}

const correct = (folder: string, id: string, ...options: readonly string[]) =>
  call(['correct', folder, id, '--index', ':memory:', ...options])

describe('correct', () => {
  const find = async () => {
    const folder = makeFolder({ 'bridge.txt': BRIDGE })
    const { id } = await mayorsWords(folder)
    return { folder, id }
  }

  it('writes a correction that later commands apply', async () => {
    const { folder, id } = await find()
    const { exitCode, out } = await correct(folder, id, '--speaker', 'Bo Marsk')
    expect(exitCode).toBe(0)
    expect(out).toContain('corrections.yaml: "We will mend every stone of …"')
    expect(await mayorsWords(folder)).toMatchObject({
      basis: 'CORRECTED',
      speaker: { name: 'Bo Marsk' },
    })
  })

  it('appends to the file', async () => {
    const { folder, id } = await find()
    const file = join(folder, 'corrections.yaml')
    writeFileSync(file, '# Ours.')
    await correct(folder, id, '--reject', '--note', 'a slogan')
    expect(readFileSync(file, 'utf8')).toMatch(
      /^# Ours\.\n- article: bridge\.txt\n[^]*note: a slogan\n$/,
    )
    expect(await mayorsWords(folder)).toBeUndefined()
  })

  it.each([
    [['--no-speaker'], { basis: 'NONE', speaker: null }],
    [['--kind', 'INDIRECT'], { kind: 'INDIRECT', speaker: { name: 'Ada Lind' } }],
  ])('corrects with %j', async (options, corrected) => {
    const { folder, id } = await find()
    await correct(folder, id, ...options)
    expect(await mayorsWords(folder)).toMatchObject(corrected)
  })

  it('replaces an earlier correction of the quotation, and nothing else', async () => {
    const { folder, id } = await find()
    const file = join(folder, 'corrections.yaml')
    const other = '- { article: other.txt, quotation: x, words: No, rejected: true } # theirs\n'
    writeFileSync(file, '# Ours.\n')
    await correct(folder, id, '--speaker', 'Bo Marsk')
    writeFileSync(file, `${readFileSync(file, 'utf8')}# Next.\n${other}`)
    await correct(folder, id, '--speaker', 'Ada Lind')
    const yaml = readFileSync(file, 'utf8')
    expect(yaml).toMatch(/^# Ours\.\n- article: bridge\.txt\n[^]*speaker: Ada Lind\n# Next\.\n- \{/)
    expect(yaml.endsWith(other)).toBe(true)
    expect(yaml).not.toContain('Bo Marsk')
  })

  it('applies the last correction of a quotation', async () => {
    const { folder, id } = await find()
    await correct(folder, id, '--speaker', 'Bo Marsk')
    await correct(folder, id, '--speaker', 'Ada Lind')
    expect(await mayorsWords(folder)).toMatchObject({ speaker: { name: 'Ada Lind' } })
  })

  it('does not change the article, and reports a correction whose words have gone', async () => {
    const { folder, id } = await find()
    await correct(folder, id, '--speaker', 'Bo Marsk')
    const article = join(folder, 'bridge.txt')
    expect(readFileSync(article, 'utf8')).toBe(BRIDGE)
    writeFileSync(article, BRIDGE.replace('every stone', 'some stones'))
    expect(await mayorsWords(folder)).toMatchObject({ basis: 'NAMED' })
    const { out } = await call(['check', folder, '--index', ':memory:'])
    expect(out).toContain('The correction on line 1 of corrections.yaml fits no quotation')
  })

  it('corrects the facts of an article', async () => {
    const folder = makeFolder({ 'bridge.txt': BRIDGE })
    const ask = async () => {
      const query = `{ articles { nodes {
        id language published { local basis } sources(role: [PUBLISHER]) { source { name } }
      } } }`
      const { out } = await call(['query', folder, query, '--index', ':memory:'])
      return JSON.parse(out).data.articles.nodes[0]
    }
    const { id } = await ask()
    const facts = ['--published', '2031-05-07T09:30Z', '--language', 'fr']
    const publisher = ['--article-publisher', 'Harrow Post', '--by', 'Bo Marsk']
    const { exitCode, out } = await correct(folder, id, ...facts, ...publisher)
    expect([exitCode, out]).toEqual([
      0,
      expect.stringContaining('corrections.yaml: "Old bridge to be mended'),
    ])
    expect(await ask()).toMatchObject({
      language: 'fr',
      published: { local: '2031-05-07T09:30:00', basis: 'CORRECTED' },
      sources: [{ source: { name: 'Harrow Post' } }],
    })
    const refused = await correct(folder, id, '--published', 'yesterday')
    expect([refused.exitCode, refused.err]).toEqual([2, expect.stringContaining('published: ')])
    await correct(folder, id, '--no-published')
    expect(await ask()).toMatchObject({ language: 'fr', published: null })
  })

  it.each(['speaker: Ada Lind\n', '[]\n', '- ['])('does not append to %j', async (content) => {
    const { folder, id } = await find()
    const file = join(folder, 'corrections.yaml')
    writeFileSync(file, content)
    const { exitCode, err } = await correct(folder, id, '--reject')
    expect(exitCode).toBe(3)
    expect(err).toContain('Cannot add to corrections.yaml: it is not a YAML list')
    expect(readFileSync(file, 'utf8')).toBe(content)
  })

  it.each([
    [[], 'Nothing to correct'],
    [['--reject', '--no-speaker'], '--reject cannot be combined with another correction'],
    [['--reject', '--language', 'fr'], 'cannot be corrected together'],
    [['--kind', 'SUNG'], 'Allowed choices are DIRECT, MIXED, INDIRECT'],
  ])('refuses %j', async (options, message) => {
    const { folder, id } = await find()
    const { exitCode, err } = await correct(folder, id, ...options)
    expect(exitCode).toBe(2)
    expect(err).toContain(message)
  })

  it('refuses an unknown id', async () => {
    const { folder } = await find()
    const { exitCode, err } = await correct(folder, 'nonsense', '--reject')
    expect(exitCode).toBe(1)
    expect(err).toContain('There is no quotation "nonsense".')
  })
})
