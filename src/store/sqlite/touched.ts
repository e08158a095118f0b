/**
 * Who must be derived anew, because an article says something else of them than before. What is
 * taken out and put back as it was touches nobody: so does nearly everything in an article of which
 * a few words changed.
 */
export class Touched {
  readonly #owners = new Set<number>()
  readonly #taken = new Map<string, number>()

  take(owner: number, said: readonly unknown[]): void {
    this.#taken.set(nameOf(owner, said), owner)
  }

  put(owner: number, said: readonly unknown[]): void {
    if (this.#taken.size === 0 || !this.#taken.delete(nameOf(owner, said))) this.#owners.add(owner)
  }

  owners(): Set<number> {
    return new Set([...this.#owners, ...this.#taken.values()])
  }
}

function nameOf(owner: number, said: readonly unknown[]): string {
  return [owner, ...said].join(' ')
}
