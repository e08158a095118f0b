import { describe } from 'vitest'
import type { Store } from '../../src/store/store.ts'
import { copiesContract } from './contract/copies.ts'
import { propertyContract } from './contract/properties.ts'
import { readContract } from './contract/read.ts'
import { searchContract } from './contract/search.ts'
import { writeContract } from './contract/write.ts'

/**
 * The tests that every store must pass. Their archive is a harbour town with two papers, an agency and
 * people who talk about the bridge.
 *
 * @param open - gives a new, empty store
 * @param runs - of each property, with a new store each time
 */
export function storeContract(name: string, open: () => Promise<Store>, runs = 50): void {
  describe(name, () => {
    writeContract(open)
    readContract(open)
    searchContract(open)
    copiesContract(open, runs)
    propertyContract(open, runs)
  })
}
