import type { QuotationWords } from '../quotation-words.ts'

export const quotations: QuotationWords = { kind: 'quotation' }
