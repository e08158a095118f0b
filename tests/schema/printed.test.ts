import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  lexicographicSortSchema,
  printSchema,
} from 'graphql'
import { describe, expect, it } from 'vitest'
import { schema } from '../../schema/index.ts'

describe('the schema', () => {
  it('is printed in schema.graphql', async () => {
    const printed = `${printSchema(lexicographicSortSchema(schema))}\n`
    await expect(
      printed,
      'schema/schema.graphql differs from the schema. Renew it with `npm run schema`, and check the diff: it is what callers see.',
    ).toMatchFileSnapshot('../../schema/schema.graphql')
  })

  it('describes every type, field, argument and value', () => {
    const undescribed = Object.values(schema.getTypeMap())
      .filter(({ name }) => !name.startsWith('__'))
      .flatMap((type) => [
        { place: type.name, description: type.description },
        ...(isObjectType(type) || isInterfaceType(type)
          ? Object.values(type.getFields()).flatMap((field) => [
              { place: `${type.name}.${field.name}`, description: field.description },
              ...field.args.map(({ name, description }) => ({
                place: `${type.name}.${field.name}(${name})`,
                description,
              })),
            ])
          : []),
        ...(isInputObjectType(type) ? Object.values(type.getFields()) : []).map((field) => ({
          place: `${type.name}.${field.name}`,
          description: field.description,
        })),
        ...(isEnumType(type) ? type.getValues() : []).map(({ name, description }) => ({
          place: `${type.name}.${name}`,
          description,
        })),
      ])
      .filter(({ description }) => !description)
    expect(undescribed.map(({ place }) => place)).toEqual([])
  })
})
