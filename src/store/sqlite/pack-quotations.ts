import type { Attribution, Cue, Quotation, Relay } from '../../model/quotation.ts'
import type { Span } from '../../model/span.ts'
import { codeOf, wordOf } from './codes.ts'
import type { NumberReader, NumberWriter } from './number-bytes.ts'
import { idAt, listOf, nextSpan, putSpan } from './pack-parts.ts'
import type { WordTable } from './word-table.ts'

/**
 * A quotation as numbers, all but its id: traits, spans from the end of the quotation before, and
 * places of words in a table of the article's.
 *
 * @param speakers - ids, to which quotations point
 */
export function putQuotations(
  quotations: readonly Quotation[],
  speakers: readonly string[],
  words: WordTable,
  numbers: NumberWriter,
): void {
  const putSpeaker = (id: string | null) => {
    const place = id === null ? -1 : speakers.indexOf(id)
    if (id === null || place >= 0) numbers.put(place + 1)
    else numbers.put(speakers.length + 1 + words.placeOf(id))
  }
  let from = 0
  let paragraph = 0
  for (const quotation of quotations) {
    const { content, cue, mention, attribution, relays } = quotation
    numbers.put(traitsOf(quotation))
    const place = putContent(content, from, numbers)
    numbers.put(words.placeOf(quotation.rule))
    numbers.put(words.placeOf(String(quotation.confidence)))
    numbers.putSigned(quotation.paragraph - paragraph)
    if (cue) {
      numbers.put(words.placeOf(cue.lemma))
      putSpan(cue.span, place, numbers)
    }
    if (mention) putSpan(mention, cue?.span.end ?? place, numbers)
    putSpeaker(attribution.speaker)
    if (attribution.candidates.length > 0) {
      numbers.put(attribution.candidates.length)
      attribution.candidates.forEach(putSpeaker)
    }
    if (relays.length > 0) putRelays(relays, place, words, numbers)
    from = content.at(-1)?.end ?? from
    paragraph = quotation.paragraph
  }
}

/**
 * @param ids - as `joinIds` gives them
 * @param home - id of the article
 */
export function nextQuotations(
  count: number,
  ids: string,
  home: string,
  speakers: readonly string[],
  words: readonly string[],
  numbers: NumberReader,
): Quotation[] {
  const nextSpeaker = () => {
    const place = numbers.next()
    if (place === 0) return null
    return speakers[place - 1] ?? words[place - 1 - speakers.length] ?? null
  }
  let from = 0
  let paragraph = 0
  return listOf(count, (at) => {
    const traits = numbers.next()
    const content = nextContent(from, numbers)
    const place = content[0]?.end ?? from
    from = content.at(-1)?.end ?? from
    const rule = words[numbers.next()] ?? ''
    const confidence = Number(words[numbers.next()])
    paragraph += numbers.nextSigned()
    const cue = traits & HAS_CUE ? nextCue(place, words, numbers) : null
    const mention = traits & HAS_MENTION ? nextSpan(cue?.span.end ?? place, numbers) : null
    const speaker = nextSpeaker()
    const candidates = traits & HAS_CANDIDATES ? listOf(numbers.next(), nextSpeaker) : []
    return {
      id: idAt(ids, at, home),
      kind: wordOf('kind', (traits >> KIND) & 3),
      content,
      cue,
      mention,
      attribution: attributionOf(wordOf('basis', (traits >> BASIS) & 7), speaker, candidates),
      naming: wordOf('naming', (traits >> NAMING) & 3),
      relays: traits & HAS_RELAYS ? nextRelays(place, words, numbers) : [],
      tier: wordOf('tier', traits >> TIER),
      confidence,
      rule,
      paragraph,
    }
  })
}

// The traits of a quotation as one number, with what it has and what it lacks.
const HAS_CUE = 1
const HAS_MENTION = 2
const HAS_CANDIDATES = 4
const HAS_RELAYS = 8
const NAMING = 4
const BASIS = 6
const KIND = 9
const TIER = 11

function traitsOf(quotation: Quotation): number {
  const { kind, naming, tier, attribution, cue, mention, relays } = quotation
  return (
    (cue ? HAS_CUE : 0) |
    (mention ? HAS_MENTION : 0) |
    (attribution.candidates.length > 0 ? HAS_CANDIDATES : 0) |
    (relays.length > 0 ? HAS_RELAYS : 0) |
    (codeOf('naming', naming) << NAMING) |
    (codeOf('basis', attribution.basis) << BASIS) |
    (codeOf('kind', kind) << KIND) |
    (codeOf('tier', tier) << TIER)
  )
}

/** @returns where the first span ends: near to the cue, which may split the rest off */
function putContent(content: readonly Span[], from: number, numbers: NumberWriter): number {
  let end = from
  numbers.put(content.length)
  for (const span of content) {
    putSpan(span, end, numbers)
    end = span.end
  }
  return content[0]?.end ?? from
}

function nextContent(from: number, numbers: NumberReader): Span[] {
  let end = from
  return listOf(numbers.next(), () => {
    const span = nextSpan(end, numbers)
    end = span.end
    return span
  })
}

function nextCue(place: number, words: readonly string[], numbers: NumberReader): Cue {
  const lemma = words[numbers.next()] ?? ''
  return { lemma, span: nextSpan(place, numbers) }
}

function putRelays(
  relays: readonly Relay[],
  place: number,
  words: WordTable,
  numbers: NumberWriter,
): void {
  numbers.put(relays.length)
  for (const { source, span } of relays) {
    numbers.put(source === null ? 0 : words.placeOf(source) + 1)
    putSpan(span, place, numbers)
  }
}

function nextRelays(place: number, words: readonly string[], numbers: NumberReader): Relay[] {
  return listOf(numbers.next(), () => {
    const source = numbers.next()
    return {
      source: source === 0 ? null : (words[source - 1] ?? null),
      span: nextSpan(place, numbers),
    }
  })
}

function attributionOf(
  basis: Attribution['basis'],
  speaker: string | null,
  candidates: readonly (string | null)[],
): Attribution {
  return basis === 'NONE' || speaker === null
    ? { basis: 'NONE', speaker: null, candidates: candidates.filter((id) => id !== null) }
    : { basis, speaker, candidates: [] }
}
