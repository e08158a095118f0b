/** Bounds for what one file may cost, whatever it holds. */
export const caps = {
  /** Nesting of elements, objects or archives' contents. */
  depth: 200,
  /** Elements of one document. */
  elements: 100_000,
  /** Articles of one file. */
  articles: 100_000,
  /** Articles of one file that is read in parts. */
  articlesInParts: 1_000_000,
  /** Bytes that compressed content may unpack to, and how many times its size. */
  unpackedBytes: 256 * 1024 * 1024,
  unpackedRatio: 200,
} as const
