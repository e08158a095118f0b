import { buildClientSchema, lexicographicSortSchema, printSchema } from 'graphql'
import { describe, expect, it } from 'vitest'
import { schema } from '../../schema/index.ts'
import { call } from './console.ts'

describe('schema', () => {
  it('prints the schema and nothing else', async () => {
    expect(await call(['schema'])).toEqual({
      exitCode: 0,
      out: `${printSchema(lexicographicSortSchema(schema))}\n`,
      err: '',
    })
  })

  it('prints an introspection that tools can read', async () => {
    const { exitCode, out, err } = await call(['schema', '--json'])
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' })
    expect(buildClientSchema(JSON.parse(out)).getType('Quotation')).toBeDefined()
  })
})
