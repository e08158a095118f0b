import { wordList } from '../define.ts'

/** Function words of French by which texts in it are recognised; elided ones without apostrophe. */
export const commonWords: ReadonlySet<string> = new Set(
  wordList(`
  le la les l de du des d un une et à au aux en dans pour par sur avec sans que qui qu il elle ils
  elles on ne pas n se s ce c cette ces son sa ses leur est sont était été a ont avait être selon
  mais plus ou où après depuis entre contre comme dit
`),
)
