import { describe, expect, it } from 'vitest'
import { SidecarReader } from '../../src/archive/sidecars.ts'
import { makeFolder } from '../support/archive.ts'

describe('hostile YAML', () => {
  const MEGABYTE = 1024 * 1024
  const fill = (unit: string) => unit.repeat(MEGABYTE / unit.length)
  const bomb = Array.from(
    { length: 9 },
    (_, at) => `- &a${at + 1} [${Array(9).fill(`*a${at}`).join(', ')}]`,
  )

  it.each([
    ['lists nested 3,000 deep', '['.repeat(3_000), 'nested too deeply'],
    ['a megabyte of nested lists', fill('- '), 'nested too deeply'],
    ['maps nested 3,000 deep', `- ${'{a: '.repeat(3_000)}`, 'nested too deeply'],
    ['maps nested by indentation', nested(1_000), 'nested too deeply'],
    ['aliases', '- &a {name: A}\n- *a\n', 'aliases ("*name") are not allowed'],
    ['an alias bomb', `- &a0 x\n${bomb.join('\n')}\n`, 'aliases'],
    ['a directive that allows merge keys', '%YAML 1.1\n---\n- <<: {name: A}\n', 'directives'],
    ['a map with 60,000 keys', `- ${keys(60_000)}`, 'too many members'],
    [
      'a list in brackets with 90,000 members',
      `- name: A\n  aliases: [${'a,'.repeat(90_000)}]`,
      'too many members',
    ],
    ['several documents', '- name: A\n---\n- name: B\n', 'several documents'],
    ['a megabyte of tiny members', fill('- x\n'), 'too many tokens'],
    ['a megabyte of quotation marks', fill('"'), 'cannot be used'],
    ['a megabyte of anchors', fill('&a '), 'cannot be used'],
    ['a megabyte of tags', fill('!a '), 'cannot be used'],
  ])('with %s is refused with its place', async (_what, yaml, message) => {
    const folder = makeFolder({ 'speakers.yaml': yaml })
    const { annotations, problems } = await new SidecarReader(folder, {}).read()
    expect(annotations.authority).toEqual([])
    expect(problems).toMatchObject([
      {
        code: 'BAD_ANNOTATION',
        severity: 'ERROR',
        line: expect.any(Number),
        column: expect.any(Number),
      },
    ])
    expect(problems[0]?.message).toContain(message)
  })

  it('with a merge key has an unknown member', async () => {
    const folder = makeFolder({ 'speakers.yaml': '- name: A\n  <<: {kind: PERSON}\n' })
    const { problems } = await new SidecarReader(folder, {}).read()
    expect(problems).toMatchObject([{ code: 'BAD_ANNOTATION', line: 2, column: 3 }])
    expect(problems[0]?.message).toContain('<<')
  })

  it('with thousands of invalid entries reports the first hundred', async () => {
    const folder = makeFolder({ 'speakers.yaml': '- nme: A\n'.repeat(5_000) })
    const { problems } = await new SidecarReader(folder, {}).read()
    expect(problems).toHaveLength(101)
    expect(problems.at(-1)?.message).toContain('more than 100 invalid entries')
  })

  it('with a long value has a short message', async () => {
    const folder = makeFolder({ 'speakers.yaml': `- name: A\n  kind: ${'x'.repeat(500_000)}\n` })
    const { problems } = await new SidecarReader(folder, {}).read()
    expect(problems[0]?.message.length).toBeLessThan(400)
  })
})

function keys(count: number): string {
  return Array.from({ length: count }, (_, at) => `k${at}: 1`).join('\n  ')
}

function nested(depth: number): string {
  return Array.from({ length: depth }, (_, at) => `${' '.repeat(at)}a:`).join('\n')
}
