import { wordList } from '../define.ts'

/** Words that French news cannot do without; elided ones stand without their apostrophe. */
export const commonWords: ReadonlySet<string> = new Set(
  wordList(`
  le la les l de du des d un une et à au aux en dans pour par sur avec sans que qui qu il elle ils
  elles on ne pas n se s ce c cette ces son sa ses leur est sont était été a ont avait être selon
  mais plus ou où après depuis entre contre comme dit
`),
)
