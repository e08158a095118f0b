import type { PronounKind } from '../../languages/people-words.ts'
import type { Span } from '../../model/span.ts'
import type { Utterance } from './index.ts'
import type { Phrase } from './phrases.ts'
import { lowerText, type Scene } from './scene.ts'

/** What kind of pronoun a phrase is; null when it is none. */
export function pronounKind(scene: Scene, phrase: Phrase): PronounKind | null {
  if (phrase.kind !== 'PRONOUN') return null
  const word = lowerText(scene, phrase.at)
  const pronoun = scene.words.pronouns.get(word) ?? scene.words.possessives.get(word)
  return pronoun?.kind ?? null
}

/** An utterance whose speaker is "I" or "we", and the utterance inside whose words it stands. */
export interface Self {
  readonly index: number
  readonly voice: number
}

/** Find the utterances inside somebody's words that are named by "I" or "we". */
export function findSelves(
  utterances: readonly Utterance[],
  kinds: readonly (PronounKind | null)[],
): Self[] {
  if (!kinds.some((kind) => kind === 'SELF' || kind === 'PLURAL_SELF')) return []
  const outer = outerContents(utterances)
  return utterances.flatMap(({ mention }, index) => {
    const kind = kinds[index]
    if (!mention || (kind !== 'SELF' && kind !== 'PLURAL_SELF')) return []
    const content = contentAt(outer, mention.start)
    return content && content.utterance !== index ? [{ index, voice: content.utterance }] : []
  })
}

interface Content extends Span {
  readonly utterance: number
}

/** The contents that lie in no other, in the order of the text. */
function outerContents(utterances: readonly Utterance[]): readonly Content[] {
  const all = utterances.flatMap(({ content }, utterance) =>
    content.map(({ start, end }): Content => ({ start, end, utterance })),
  )
  const outer: Content[] = []
  for (const content of all.sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (content.end > (outer.at(-1)?.end ?? -1)) outer.push(content)
  }
  return outer
}

/** The content that an offset lies in, found by halving. */
function contentAt(contents: readonly Content[], offset: number): Content | null {
  let low = 0
  let high = contents.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((contents[middle]?.end ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  const found = contents[low]
  return found && found.start <= offset ? found : null
}
