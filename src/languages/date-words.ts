/** Words and patterns of calendar and clock. */
export interface DateWords {
  readonly kind: 'date'
}
