import { ByteWriter, ParquetWriter } from 'hyparquet-writer'
import type { Column } from './plan.ts'
import { type Cell, rowOf } from './rows.ts'
import type { ExportFormat } from './format.ts'

/** Rows that are collected in memory, and can be skipped together by readers. */
const GROUP_ROWS = 5_000

const TEXT = { type: 'BYTE_ARRAY', converted_type: 'UTF8' } as const

/** Scalars with a type of their own; the others are texts. */
const TYPES: Readonly<Record<string, { readonly type: 'INT32' | 'DOUBLE' | 'BOOLEAN' }>> = {
  Int: { type: 'INT32' },
  Float: { type: 'DOUBLE' },
  Boolean: { type: 'BOOLEAN' },
}

export const parquet: ExportFormat = {
  mediaType: 'application/vnd.apache.parquet',
  extension: 'parquet',
  selections: null,
  create: ({ plan: { columns } }) => {
    const bytes = new ByteWriter()
    const writer = new ParquetWriter({
      writer: bytes,
      schema: [{ name: 'root', num_children: columns.length }, ...columns.map(elementOf)],
      createdBy: 'pressgraph',
    })
    let cells = columns.map((): Cell[] => [])
    let rows = 0

    /** The bytes since the last time. */
    function take(): Uint8Array {
      const taken = bytes.getBytes().slice()
      bytes.index = 0
      return taken
    }

    function writeGroup(): void {
      const columnData = columns.map(({ name }, at) => ({
        name,
        data: cells[at] ?? [],
        offsetIndex: false,
      }))
      void writer.write({ columnData, rowGroupSize: GROUP_ROWS })
      cells = columns.map(() => [])
      rows = 0
    }

    return {
      start: take,
      add: (items) => {
        for (const item of items) {
          for (const [at, cell] of rowOf(item, columns).entries()) cells[at]?.push(cell)
        }
        rows += items.length
        if (rows < GROUP_ROWS) return ''
        writeGroup()
        return take()
      },
      end: () => {
        if (rows > 0) writeGroup()
        void writer.finish()
        return take()
      },
    }
  },
}

function elementOf({ name, type, isList }: Column) {
  const own = isList ? undefined : TYPES[type]
  return { name, repetition_type: 'OPTIONAL', ...(own ?? TEXT) } as const
}
