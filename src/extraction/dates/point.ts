import type { DateAnchor, DateForm } from '../../model/date.ts'

/** A day, month, season, year … as far as the words say it. */
export interface Point {
  readonly value: string | null
  readonly form: DateForm
  readonly anchor: DateAnchor | null
  readonly alternatives?: readonly string[]
}

export function unknownYear(value: string): Point {
  return { value, form: 'UNDERSPECIFIED', anchor: null }
}
