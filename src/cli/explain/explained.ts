import type { FileReadings } from '../../store/store.ts'
import type { Ways } from './entries/quotation.ts'

/** What a file gave, and for each of its readings how every speaker was found. */
export interface Explained {
  readonly file: FileReadings
  readonly ways: readonly Ways[]
}
