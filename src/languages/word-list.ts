/** The words of a table that is written as running text, one space or line end between two. */
export function wordList(text: string): readonly string[] {
  return text.trim().split(/\s+/)
}

/** The phrases of a table that is written with commas between them. */
export function phraseList(text: string): readonly string[] {
  return text.split(',').map((phrase) => phrase.trim().replace(/\s+/g, ' '))
}
