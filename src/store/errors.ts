/** The index cannot be used. It holds nothing that the files do not: build it again. */
export class DamagedIndexError extends Error {
  readonly path: string
  /** True when something else than an index is there, which must not be changed. */
  readonly foreign: boolean

  constructor(path: string, reason: string, options?: { foreign?: boolean; cause?: unknown }) {
    super(`Cannot use the index "${path}": ${reason}.`, { cause: options?.cause })
    this.name = 'DamagedIndexError'
    this.path = path
    this.foreign = options?.foreign ?? false
  }
}

/** The error for a file that is not an index and must not be changed. */
export function foreignFile(path: string, cause?: unknown): DamagedIndexError {
  const reason = 'it is not an index of Pressgraph. Name another file, or remove this one'
  return new DamagedIndexError(path, reason, { foreign: true, cause })
}

/** A stored reading does not match its checksum, or is that of another article. */
export class DamagedReadingError extends Error {
  override readonly name = 'DamagedReadingError'
}

/** A row of the index that nothing but a fault can have written. */
export class DamagedRowError extends Error {
  override readonly name = 'DamagedRowError'
}

/** Readings are larger than a store was opened to read at a time. */
export class LargeReadError extends Error {
  override readonly name = 'LargeReadError'
}

/** Another process is writing the index. */
export class IndexBusyError extends Error {
  readonly path: string

  constructor(path: string, options?: { cause?: unknown }) {
    super(
      `The index "${path}" is being written by another process. Wait for it, or give this one an index of its own.`,
      options,
    )
    this.name = 'IndexBusyError'
    this.path = path
  }
}

/** The address of a store is not valid, or a store of its kind cannot be used here. */
export class StoreAddressError extends Error {
  override readonly name = 'StoreAddressError'
}

/** The database of a store cannot be reached, or does not answer in time. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError'
  readonly code = 'STORE_UNAVAILABLE'
  /** Why, for those who run the program. */
  readonly reason: string

  constructor(reason: string, options?: { cause?: unknown }) {
    super('The database of the archive is unavailable. Try again later.', options)
    this.reason = reason
  }
}

/** Another version of Pressgraph made the tables of a store, or none did. */
export class StoreVersionError extends Error {
  override readonly name = 'StoreVersionError'

  constructor(location: string, tables: 'NEWER' | 'OLDER' | 'MISSING') {
    super(`Cannot use the store "${location}": ${VERSION_REASONS[tables]}.`)
  }
}

const VERSION_REASONS = {
  NEWER:
    'a newer version of Pressgraph made its tables. Use that version; tables are never changed back',
  OLDER:
    'an earlier version of Pressgraph made its tables. Run "pressgraph store migrate", then index the folder again',
  MISSING: 'it has no tables of Pressgraph. Run "pressgraph index" with a folder first',
}

/** The index of a store is that of another folder. */
export class RootNameError extends Error {
  override readonly name = 'RootNameError'

  constructor(location: string, expected: string, given: string | null) {
    const actual = given === null ? 'a folder without a name' : `"${given}"`
    super(
      `The store "${location}" has the index of the folder "${expected}", not of ${actual}. Name the folder with --root ${expected}=PATH, or choose another schema.`,
    )
  }
}
