/** Words of saying, their frames, and quotation marks. */
export interface QuotationWords {
  readonly kind: 'quotation'
}
