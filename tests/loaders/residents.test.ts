import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { ServedArchive } from '../../schema/context.ts'
import { schema } from '../../schema/index.ts'
import { readAtOnce } from '../../src/at-once.ts'
import { createAnswers } from '../../src/server/complete-responses.ts'
import { createResidents } from '../../src/loaders/residents.ts'
import { createMoments } from '../../src/server/snapshots.ts'
import { defaultLimits } from '../../src/server/default-limits.ts'
import { putAtOnce, serve } from '../support/served.ts'
import { counted, spied } from '../support/spied.ts'
import { crane, ferry } from './harbour.ts'

const QUOTED = '{ articles { nodes { path quotations { nodes { speaker { name } } } } } }'
const BODIES = '{ articles { nodes { path body quotations { nodes { speaker { kind } } } } } }'
const BY_SPEAKER = '{ speakers { nodes { name quotations { nodes { article { path } } } } } }'

describe('what one answer has read', () => {
  it('is there for the next one, whatever it asks of it', async () => {
    const { store, reads } = counted((await serve([ferry, crane])).store)
    const ask = answering(store)
    expect(ask(QUOTED)).toContain('Ada Lind')
    expect(reads).toEqual(['pages', 'readings', 'speakers'])
    expect(ask(BODIES)).toContain('PERSON')
    expect(reads).toHaveLength(3)
  })

  it('is each page for the same window and owner alone', async () => {
    const { store, reads } = counted((await serve([ferry, crane])).store)
    const ask = answering(store)
    ask(BY_SPEAKER)
    const before = reads.length
    expect(ask(BY_SPEAKER)).toContain('crane.txt')
    expect(reads).toHaveLength(before)
    const first = ask('{ articles(first: 1) { nodes { path } } }')
    expect(first).toContain('crane.txt')
    expect(first).not.toContain('ferry.txt')
    expect(ask('{ articles(last: 1) { nodes { path } } }')).toContain('ferry.txt')
    expect(reads.slice(before)).toEqual(['pages', 'pages'])
  })

  it('is forgotten when the archive changes', async () => {
    const archive = await serve([ferry])
    const { store, reads } = counted(archive.store)
    const ask = answering(store)
    ask(QUOTED)
    await archive.put(crane)
    await setImmediate()
    expect(ask(QUOTED)).toContain('Bo Marsk')
    expect(reads).toEqual(['pages', 'readings', 'speakers', 'pages', 'readings', 'speakers'])
  })

  it('of an archive that changes meanwhile is given up, and what follows in the same turn sees the change', async () => {
    const archive = await serve([ferry])
    let meddle: (() => void) | null = null
    const store = spied(archive.store, (read) => {
      if (read === 'readings') meddle?.()
    })
    const ask = answering(store)
    meddle = () => putAtOnce(archive.store, crane)
    expect(ask(QUOTED)).toBeNull()
    meddle = null
    expect(ask(QUOTED)).toContain('Bo Marsk')
  })

  it('needs no look at the archive when nothing new is read', async () => {
    let looks = 0
    const store = spied((await serve([ferry])).store, (read) => {
      if (read === 'generation') looks += 1
    })
    const ask = answering(store)
    ask(QUOTED)
    const before = looks
    ask(QUOTED)
    ask(BODIES)
    expect(looks).toBe(before)
  })
})

/** Ask at once, all in one turn of the event loop; null for what is left to the long way. */
function answering(store: ServedArchive['store']): (query: string) => string | null {
  const archive: ServedArchive = { store, state: 'READY', changes: async function* () {} }
  const atOnce = readAtOnce(archive)
  const moments = createMoments({ ...atOnce, revision: () => null })
  const make = createAnswers({ ...atOnce, schema, limits: defaultLimits, moments })
  const head = { method: 'POST', path: '/graphql', type: 'application/json', key: '' } as const
  return (query) => {
    const body = JSON.stringify({ query })
    const asked = { head, body, headers: {}, isUnwanted: () => false }
    const whole = make(asked, moments.recent())
    if (whole instanceof Promise) throw new TypeError('This store answers at once')
    return whole && String(whole.body)
  }
}

describe('room for what was read', () => {
  it('is that of some long articles, of which the oldest goes first', () => {
    const { readings } = createResidents()
    const [reading] = ferry.readings
    if (!reading) throw new Error('The ferry has no article')
    // 200 kB of memory each.
    const long = { ...reading, article: { ...reading.article, body: 'a'.repeat(100 * 1024) } }
    const keys = Array.from({ length: 300 }, (_, at) => `${at}`)
    for (const key of keys) readings.keep(key, long)
    const kept = keys.filter((key) => readings.get(key) !== undefined)
    expect(kept).toEqual(keys.slice(-kept.length))
    expect(kept.length).toBeGreaterThan(150)
    expect(kept.length).toBeLessThanOrEqual(205)
  })
})
