import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeFolder } from '../support/archive.ts'
import { VERSION } from '../../src/store/postgres/tables.ts'
import { hasPostgres, testServer } from '../support/postgres.ts'
import { BRIDGE, call } from './console.ts'

const COUNT = '{ archive { articleCount } }'
const NODES = '{ articles(first: 9) { nodes { headline path } } }'

describe.skipIf(!hasPostgres)('--store', { tags: 'long' }, () => {
  it('keeps the index of a folder in PostgreSQL, which other commands read without the folder', async () => {
    const store = testServer().newAddress()
    const folder = makeFolder({ 'bridge.txt': BRIDGE })
    const indexed = await call(['index', folder, '--store', store, '--json'])
    expect(JSON.parse(indexed.out)).toMatchObject({ added: 1, articles: 1 })
    rmSync(join(folder, 'bridge.txt'))
    const { out } = await call(['query', NODES, '--store', store])
    expect(JSON.parse(out)).toEqual({
      data: {
        articles: { nodes: [{ headline: 'Old bridge to be mended', path: 'bridge.txt' }] },
      },
    })
    expect((await call(['export', NODES, '--store', store])).out).toContain('bridge.txt')
    expect((await call(['check', '--store', store])).exitCode).toBe(0)
  })

  it('reads changed files only when the folder is indexed again', async () => {
    const store = testServer().newAddress()
    const folder = makeFolder({ 'a.txt': BRIDGE, 'b.txt': BRIDGE })
    await call(['index', folder, '--store', store])
    writeFileSync(join(folder, 'c.txt'), BRIDGE)
    const { out } = await call(['index', folder, '--store', store, '--json'])
    expect(JSON.parse(out)).toMatchObject({ added: 1, changed: 0, articles: 3 })
    const query = await call(['query', folder, COUNT, '--store', store])
    expect(JSON.parse(query.out)).toEqual({ data: { archive: { articleCount: 3 } } })
  })

  it('says how to fill a database without tables', async () => {
    const { exitCode, err } = await call(['query', COUNT, '--store', testServer().newAddress()])
    expect(exitCode).toBe(3)
    expect(err).toContain('Run "pressgraph index" with a folder first')
  })

  it('prints the status of the tables, and vacuums them', async () => {
    const store = testServer().newAddress()
    const status = async (...args: string[]) =>
      JSON.parse((await call(['store', ...args, '--json', '--store', store])).out)
    expect(await status('status')).toMatchObject({ tables: null, usable: false })
    expect(await status('migrate')).toMatchObject({ tables: VERSION, usable: true, articles: 0 })
    await call(['index', makeFolder({ 'a.txt': BRIDGE }), '--store', store])
    expect(await status('vacuum')).toMatchObject({ tables: VERSION, usable: true, articles: 1 })
    expect((await call(['store', 'drop', '--store', store])).exitCode).toBe(2)
  })
})

describe('the address of --store', () => {
  it('is refused with a password, which is not printed', async () => {
    const { exitCode, err } = await call(['query', COUNT, '--store', 'postgres://a:secret@db/news'])
    expect(exitCode).toBe(2)
    expect(err).toContain('Set PRESSGRAPH_STORE or PGPASSWORD')
    expect(err).not.toContain('secret')
  })

  it('is not of another database, and not beside --index', async () => {
    expect((await call(['query', COUNT, '--store', 'mysql://db/news'])).exitCode).toBe(2)
    const both = ['query', COUNT, '--store', 'postgres://db/news', '--index', ':memory:']
    expect((await call(both)).exitCode).toBe(2)
  })

  it('is of a database that can be reached', async () => {
    const { exitCode, err } = await call(['query', COUNT, '--store', 'postgres://127.0.0.1:1/news'])
    expect(exitCode).toBe(3)
    expect(err).toContain('Cannot reach the database of the store')
  })
})
