import { printSchema } from 'graphql'
import { describe, expect, it } from 'vitest'
import { createSchema, schema } from '../../schema/index.ts'

describe('createSchema', () => {
  it('gives the same schema each time', () => {
    expect(printSchema(createSchema())).toBe(printSchema(schema))
  })

  it('gives schemas with different fields in one process', () => {
    const extended = createSchema((builder) => {
      builder.queryField('motto', (t) => t.string({ resolve: () => 'As printed.' }))
    })
    expect(extended.getQueryType()?.getFields()).toHaveProperty('motto')
    expect(createSchema().getQueryType()?.getFields()).not.toHaveProperty('motto')
    expect(schema.getQueryType()?.getFields()).not.toHaveProperty('motto')
  })

  it('lets an extension add a field to a type of the archive', () => {
    const extended = createSchema((builder) => {
      builder.objectField('Article', 'readingMinutes', (t) =>
        t.int({ resolve: ({ wordCount }) => Math.ceil(wordCount / 200) }),
      )
    })
    expect(printSchema(extended)).toContain('readingMinutes: Int!')
  })
})
