import type { Order } from '../src/model/lists.ts'
import { builder } from './builder.ts'

/**
 * Make the enum of the orders of a list, `FIELD_ASC` and `FIELD_DESC` for each field.
 *
 * RELEVANCE has no direction: best first.
 *
 * @param fields - what each field is, in words
 * @param standard - the order when callers ask for none
 */
export function defineOrder<Field extends string>(
  name: string,
  fields: Readonly<Record<Field, string>>,
  standard: Order<Field>,
) {
  const orders = new Map<string, Order<Field>>()
  const values: Record<string, { description: string }> = {}
  for (const field of keysOf(fields)) {
    const directions = field === 'RELEVANCE' ? RELEVANCE : BOTH
    for (const { suffix, descending, words } of directions) {
      orders.set(`${field}${suffix}`, { field, descending })
      values[`${field}${suffix}`] = { description: `${fields[field]}, ${words}.` }
    }
  }
  return {
    type: builder.enumType(name, {
      description: 'An order of the list; ties keep one order.',
      values,
    }),
    /**
     * The orders by these names, the first first; the standard one for none. A field that has been
     * named decides nothing when it is named again.
     */
    parse(
      names: readonly string[] | null | undefined,
      usual: Order<Field> = standard,
    ): readonly Order<Field>[] {
      const asked = new Map<Field, Order<Field>>()
      for (const name of names ?? []) {
        const order = orders.get(name)
        if (order && !asked.has(order.field)) asked.set(order.field, order)
      }
      return asked.size > 0 ? [...asked.values()] : [usual]
    },
  }
}

const BOTH = [
  { suffix: '_ASC', descending: false, words: 'ascending' },
  { suffix: '_DESC', descending: true, words: 'descending' },
]
const RELEVANCE = [{ suffix: '', descending: true, words: 'best first' }]

function keysOf<Field extends string>(fields: Readonly<Record<Field, string>>): Field[] {
  const keys: Field[] = []
  for (const key in fields) keys.push(key)
  return keys
}
