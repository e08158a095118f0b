import { stringify } from 'csv-stringify/sync'
import { rowOf } from './rows.ts'
import type { ExportFormat } from './format.ts'

const BOM = '\ufeff'

/** As RFC 4180 has it, with formulas of spreadsheets defused by an apostrophe. */
const OPTIONS = {
  escape_formulas: true,
  record_delimiter: 'windows',
  cast: { boolean: String },
} as const

export const csv: ExportFormat = {
  mediaType: 'text/csv; charset=utf-8; header=present',
  extension: 'csv',
  selections: null,
  create: ({ plan: { columns }, bom, header }) => ({
    start: () =>
      (bom ? BOM : '') + (header ? stringify([columns.map(({ name }) => name)], OPTIONS) : ''),
    add: (items) =>
      stringify(
        items.map((item) => rowOf(item, columns)),
        OPTIONS,
      ),
    end: () => '',
  }),
}
