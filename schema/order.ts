import type { Order } from '../src/model/lists.ts'
import { builder } from './builder.ts'

/**
 * Make the enum of the orders of a list, `FIELD_ASC` and `FIELD_DESC` for each field.
 *
 * RELEVANCE has no direction: best first.
 *
 * @param standard - the order when callers ask for none
 */
export function defineOrder<Field extends string>(
  name: string,
  fields: readonly Field[],
  standard: Order<Field>,
  description?: string,
) {
  const orders = new Map<string, Order<Field>>(
    fields.flatMap((field): [string, Order<Field>][] =>
      field === 'RELEVANCE'
        ? [[field, { field, descending: true }]]
        : [
            [`${field}_ASC`, { field, descending: false }],
            [`${field}_DESC`, { field, descending: true }],
          ],
    ),
  )
  return {
    type: builder.enumType(name, {
      values: [...orders.keys()],
      ...(description === undefined ? {} : { description }),
    }),
    /** The orders by these names, the first first; the standard one for none. */
    parse(names: readonly string[] | null | undefined): readonly Order<Field>[] {
      const asked = (names ?? []).flatMap((each) => orders.get(each) ?? [])
      return asked.length > 0 ? asked : [standard]
    },
  }
}
