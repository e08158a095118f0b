// The only module that imports msgpackr. The build bundles the library into it, because installing
// msgpackr brings an install script with it. See scripts/bundle.js.
import { Packr } from 'msgpackr'

/** Packs plain values as MessagePack, in records of known members. */
export interface Packer<Value> {
  pack(value: unknown): Buffer
  unpack(bytes: Uint8Array): Value
}

// More would need a second byte for each record.
const MOST_STRUCTURES = 32

/**
 * @param structures - the members of each record in the order in which objects have them. Objects with
 *   other members are packed with their names.
 */
export function createPacker<Value>(structures: readonly (readonly string[])[]): Packer<Value> {
  if (structures.length > MOST_STRUCTURES) throw new RangeError('Too many structures')
  return new Packr({
    structures: structures.map((members) => [...members]),
    maxSharedStructures: structures.length,
    // Without structures learned on the way, the same value has the same bytes in all threads.
    maxOwnStructures: 0,
    mapsAsObjects: true,
  })
}
