/** Words that come again, each with its place in a list. */
export class WordTable {
  readonly list: string[] = []
  readonly #places = new Map<string, number>()

  placeOf(word: string): number {
    const known = this.#places.get(word)
    if (known !== undefined) return known
    const place = this.list.push(word) - 1
    this.#places.set(word, place)
    return place
  }
}
