import type { ArticleSource } from '../model/source.ts'
import type { Span } from '../model/span.ts'

/** One entry for a source in a part, with all of its evidence in reading order, each place once. */
export function joinSources(sources: readonly ArticleSource[]): ArticleSource[] {
  const joined = new Map<string, ArticleSource & { readonly places: Map<number, Span> }>()
  for (const each of sources) {
    const key = `${each.role} ${each.source.id}`
    const { places } = joined.get(key) ?? { places: new Map<number, Span>() }
    for (const span of each.evidence) if (!places.has(span.start)) places.set(span.start, span)
    if (!joined.has(key)) joined.set(key, { ...each, places })
  }
  return Array.from(joined.values(), ({ source, role, places }) => ({
    source,
    role,
    evidence: [...places.values()].sort((a, b) => a.start - b.start),
  }))
}
