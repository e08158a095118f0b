import { describe, expect, it } from 'vitest'
import { makeFolder } from '../support/archive.ts'
import { BRIDGE, call } from './console.ts'

const verify = (...args: readonly string[]) =>
  call(['verify', makeFolder({ 'bridge.txt': BRIDGE }), ...args, '--index', ':memory:'])

describe('verify', () => {
  it('prints the verdict, the place and the words', async () => {
    const { exitCode, out, err } = await verify('We will mend every stone of it')
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' })
    expect(out).toBe(
      [
        'FOUND: 1 place',
        'bridge.txt:3:2  2031-05-06  Ada Lind  SAID',
        '  We will mend every stone of it … It has carried us long enough.',
        '',
      ].join('\n'),
    )
  })

  it.each([
    [4, ['We will … stone of it'], 'CUT', 'has "mend every" at "…"'],
    [5, ['We will not mend every stone of it'], 'ALTERED', 'does not have "not" (negation)'],
    [5, ['We will mend each stone of it'], 'ALTERED', 'has "every", and not "each"'],
    [5, ['We will mend stone of it'], 'ALTERED', 'also has "every"'],
    [7, ['No bread today for the bakers'], 'NOT_FOUND', ''],
  ])('has exit code %d for %j', async (code, args, verdict, difference) => {
    const { exitCode, out } = await verify(...args)
    expect(exitCode).toBe(code)
    expect(out).toMatch(new RegExp(`^${verdict}`))
    expect(out).toContain(difference)
  })

  it('has exit code 6 when the words are from somebody else', async () => {
    const words = 'the work would cost 40 loaves a day'
    const { exitCode, out } = await verify(words, '--speaker', 'Ada Lind')
    expect(exitCode).toBe(6)
    expect(out).toMatch(/^OTHER_SPEAKER/)
  })

  it('prints JSON on request', async () => {
    const { out } = await verify('We will mend every stone of it', '--json')
    expect(JSON.parse(out)).toMatchObject({ verdict: 'FOUND', places: [{ match: 'EXACT' }] })
  })

  it.each([
    [['… ,'], 'The search has no word'],
    [['stone', '--speaker', 'Nobody'], 'Unknown speaker "Nobody"'],
  ])('explains an error of %j', async (args, message) => {
    const { exitCode, err } = await verify(...args)
    expect(exitCode).toBe(2)
    expect(err).toContain(message)
  })
})
