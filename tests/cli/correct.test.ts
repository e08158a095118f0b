import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { BRIDGE, call, writeArchive } from './console.ts'

const QUOTED = '{ quotations(orderBy: [TEXT_ASC]) { nodes { id text basis speaker { name } } } }'

const quotationsOf = async (folder: string) => {
  const { out } = await call(['query', folder, QUOTED, '--index', ':memory:'])
  return JSON.parse(out).data.quotations.nodes
}

const correct = (folder: string, id: string, ...options: readonly string[]) =>
  call(['correct', folder, id, '--index', ':memory:', ...options])

describe('correct', () => {
  const find = async () => {
    const folder = writeArchive({ 'bridge.txt': BRIDGE })
    const [{ id }] = await quotationsOf(folder)
    return { folder, id }
  }

  it('writes a correction that holds from then on', async () => {
    const { folder, id } = await find()
    const { exitCode, out } = await correct(folder, id, '--speaker', 'Bo Marsk')
    expect(exitCode).toBe(0)
    expect(out).toContain('corrections.yaml: "We will mend every stone of …"')
    expect((await quotationsOf(folder))[0]).toMatchObject({
      basis: 'CORRECTED',
      speaker: { name: 'Bo Marsk' },
    })
  })

  it('adds to what stands in the file', async () => {
    const { folder, id } = await find()
    const file = join(folder, 'corrections.yaml')
    writeFileSync(file, '# Ours.')
    await correct(folder, id, '--reject', '--note', 'a slogan')
    expect(readFileSync(file, 'utf8')).toMatch(
      /^# Ours\.\n- article: bridge\.txt\n[^]*note: a slogan\n$/,
    )
    expect((await quotationsOf(folder))[0]?.text).not.toMatch(/^We will mend/)
  })

  it.each([
    [[], 'Nothing to correct'],
    [['--reject', '--no-speaker'], '--reject goes with no other correction'],
    [['--kind', 'SUNG'], 'Allowed choices are DIRECT, MIXED, INDIRECT'],
  ])('refuses %j', async (options, message) => {
    const { folder, id } = await find()
    const { exitCode, err } = await correct(folder, id, ...options)
    expect(exitCode).toBe(2)
    expect(err).toContain(message)
  })

  it('knows no other quotation', async () => {
    const { folder } = await find()
    const { exitCode, err } = await correct(folder, 'nonsense', '--reject')
    expect(exitCode).toBe(1)
    expect(err).toContain('There is no quotation "nonsense".')
  })
})
