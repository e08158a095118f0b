import type { JsonSchema, ObjectSchema } from './json-schema.ts'
import type { ToolInput } from './tools.ts'

/**
 * Check the arguments of a tool by its schema: the names, and the values of plain types. GraphQL checks
 * the rest.
 *
 * @returns what is wrong, null for nothing
 */
export function checkInput(
  input: ToolInput,
  { properties, required }: ObjectSchema,
): string | null {
  for (const name of Object.keys(input)) {
    if (Object.hasOwn(properties, name)) continue
    const known = Object.keys(properties).join(', ')
    return `There is no argument "${name.slice(0, 60)}". The arguments are ${known}.`
  }
  for (const name of required) {
    if (input[name] === undefined) return `The argument "${name}" is missing.`
  }
  for (const [name, value] of Object.entries(input)) {
    const wrong = checkValue(value, properties[name] ?? {})
    if (wrong !== null) return `The argument "${name}" must be ${wrong}.`
  }
  return null
}

/** @returns what the value must be; null where it is */
function checkValue(
  value: unknown,
  { type, minimum, maximum, pattern }: JsonSchema,
): string | null {
  if (type === 'integer') {
    const number = Number.isSafeInteger(value) ? Number(value) : null
    const isLow = typeof minimum === 'number' && number !== null && number < minimum
    const isHigh = typeof maximum === 'number' && number !== null && number > maximum
    if (number !== null && !isLow && !isHigh) return null
    return typeof maximum === 'number'
      ? `a whole number from ${String(minimum)} to ${maximum}`
      : 'a whole number'
  }
  if (type !== 'string') return null
  if (typeof value !== 'string') return 'a string'
  if (typeof pattern !== 'string' || new RegExp(pattern).test(value)) return null
  return 'a day, like 2024-07-15'
}
