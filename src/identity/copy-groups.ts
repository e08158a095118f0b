/**
 * Groups of articles that are copies of one story. Two articles are linked when at least `SHARE` of the
 * longer text is in both and they were published within `DAYS` of each other. Linked articles are a chain,
 * which is cut into groups: each holds what was published within `DAYS` of its first article. Undated
 * articles and texts of fewer than `LEAST_SHINGLES` have no copies. The groups depend on the articles alone,
 * not on the order in which they were indexed.
 */
export const SHARE = 0.8
const DAYS = 7

/** Seconds between the first article of a group and its last. */
export const GROUP_SPAN = DAYS * 86_400

/** Shorter texts are alike by chance: 16 words have so many shingles. */
export const LEAST_SHINGLES = 12

/**
 * Members that two sketches of 12 must share to be compared. Two texts with `SHARE` of the longer in common
 * share 8 on average; fewer than 4 in 4 of 1,000 cases.
 */
export const LEAST_SHARED = 4

/** A dated article; `tie` orders those of one second, the same in every index. */
export interface CopyCandidate {
  readonly key: number
  /** Seconds of the wall clock. */
  readonly published: number
  readonly tie: number
}

export interface SketchedArticle extends CopyCandidate {
  readonly sketch: readonly number[]
}

/** Chain and group of an article; both are keys of their first article. */
export interface CopyGroup {
  readonly chain: number
  readonly group: number
}

/** Sets of articles that are linked, directly or through others. */
export class Chains {
  readonly #parents = new Map<number, number>()

  link(one: number, other: number): void {
    this.#parents.set(this.#rootOf(one), this.#rootOf(other))
  }

  areLinked(one: number, other: number): boolean {
    return this.#rootOf(one) === this.#rootOf(other)
  }

  /** The groups of the articles that have copies; each is named after its first article. */
  groups(articles: readonly CopyCandidate[]): ReadonlyMap<number, CopyGroup> {
    const chains = new Map<number, CopyCandidate[]>()
    for (const article of articles.toSorted(byTime)) {
      const root = this.#rootOf(article.key)
      const chain = chains.get(root)
      if (chain) chain.push(article)
      else chains.set(root, [article])
    }
    const groups = new Map<number, CopyGroup>()
    for (const members of chains.values()) {
      const [first] = members
      if (!first || members.length === 1) continue
      let start = first
      for (const member of members) {
        if (member.published - start.published > GROUP_SPAN) start = member
        groups.set(member.key, { chain: first.key, group: start.key })
      }
    }
    return groups
  }

  #rootOf(key: number): number {
    const parent = this.#parents.get(key)
    if (parent === undefined || parent === key) return key
    const root = this.#rootOf(parent)
    this.#parents.set(key, root)
    return root
  }
}

/**
 * Pairs of articles that may be copies: published within the span, with enough of their sketches in
 * common. Those that share most come first, so that most others are linked before they are compared.
 *
 * @yields an article with its earlier candidates
 */
export function* findCandidates(
  articles: readonly SketchedArticle[],
): Generator<readonly [article: SketchedArticle, earlier: readonly SketchedArticle[]]> {
  const recent = new Map<number, SketchedArticle[]>()
  for (const article of articles.toSorted(byTime)) {
    const shared = new Map<SketchedArticle, number>()
    for (const shingle of article.sketch) {
      const holders = recent.get(shingle)
      if (!holders) {
        recent.set(shingle, [article])
        continue
      }
      const from = holders.findIndex(({ published }) => article.published - published <= GROUP_SPAN)
      holders.splice(0, from < 0 ? holders.length : from)
      for (const holder of holders) shared.set(holder, (shared.get(holder) ?? 0) + 1)
      holders.push(article)
    }
    const candidates = [...shared]
      .filter(([, count]) => count >= LEAST_SHARED)
      .sort(([, one], [, other]) => other - one)
    if (candidates.length > 0) yield [article, candidates.map(([candidate]) => candidate)]
  }
}

function byTime(one: CopyCandidate, other: CopyCandidate): number {
  return one.published - other.published || one.tie - other.tie
}
