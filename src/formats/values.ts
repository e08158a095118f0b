// Front matter, JSON and settings give values of unknown types.

export type Values = Readonly<Record<string, unknown>>

export function isRecord(value: unknown): value is Values {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
  )
}

/** A value as text: trimmed; null for nothing, objects and empty text. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() || null
  if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  return value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : null
}

/** The texts of a value or of the members of a list; of objects, what names them. */
export function textsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf)
  if (isRecord(value))
    return textsOf(value.name ?? value.title ?? value.label ?? value.value ?? null)
  const text = textOf(value)
  return text === null ? [] : [text]
}

/** The first member that has a text. */
export function firstText(
  values: Values,
  names: readonly string[],
): { name: string; text: string } | null {
  for (const name of names) {
    const text = textOf(values[name])
    if (text !== null) return { name, text }
  }
  return null
}

/** An absolute http(s) address; null for anything else. */
export function absoluteUrl(value: unknown): string | null {
  const text = textOf(value)
  return text !== null && /^https?:\/\//i.test(text) && URL.canParse(text) ? text : null
}
