const WORD = /[\p{L}\p{N}]+(?:[’'.-][\p{L}\p{N}]+)*/gu

/** Count the words of a text: "state-run" and "don't" are one word each. */
export function countWords(text: string): number {
  return text.match(WORD)?.length ?? 0
}
