import type { PathStep } from '../../../extraction/speakers/paths.ts'
import type { Quotation } from '../../../model/quotation.ts'
import type { Reading } from '../../../model/reading.ts'
import { positionAt } from '../../../text/lines.ts'
import type { Piece } from '../../paint.ts'
import { type Entry, faint, quoteSpan, shorten } from '../entry.ts'

/** For each quotation the way from the words beside it to the name. */
export type Ways = readonly (readonly PathStep[])[]

/**
 * Each quotation: whose it is, the words, how the speaker was found, who passed them on, the rule.
 *
 * @param prefix - before the numbers, as in the text
 */
export function quotationEntries(reading: Reading, ways: Ways, prefix: string): Entry[] {
  return reading.quotations.map((quotation, index) => ({
    number: `${prefix}${index + 1}`,
    style: 'content',
    statements: [
      [{ text: `${quotation.kind} ` }, ...voiceOf(quotation, reading), placeOf(quotation, reading)],
      [{ text: wordsOf(quotation, reading), style: 'content' }],
      describeVoice(quotation, reading),
      ...describeWay(ways[index] ?? [], reading),
      ...describeRelays(quotation, reading),
      describeRule(quotation, reading),
    ],
  }))
}

function voiceOf({ attribution, mention }: Quotation, reading: Reading): Piece[] {
  const nameOf = (id: string) => reading.speakers.find((one) => one.id === id)?.name ?? id
  if (attribution.speaker !== null) {
    return [{ text: nameOf(attribution.speaker), style: 'mention' }]
  }
  const candidates = attribution.candidates.map(nameOf).join(' or ')
  if (candidates !== '') return [{ text: `undecided: ${candidates}`, style: 'warning' }]
  return mention ? [quoteSpan(reading.article.body, mention, 'mention')] : [faint('nobody named')]
}

function placeOf({ content }: Quotation, { article }: Reading): Piece {
  return faint(`, line ${positionAt(article.body, content[0]?.start ?? 0).line}`)
}

function wordsOf({ content }: Quotation, { article }: Reading): string {
  return shorten(content.map(({ start, end }) => article.body.slice(start, end)).join(' … '))
}

function describeVoice({ attribution, naming, mention }: Quotation, { article }: Reading): Piece[] {
  return [
    faint('basis '),
    { text: attribution.basis },
    faint(', naming '),
    { text: naming },
    ...(mention ? [faint(', mention '), quoteSpan(article.body, mention, 'mention')] : []),
  ]
}

/** How the words beside a quotation lead to the name: "She, line 5 → Roe, line 4 → Ann Roe, line 1". */
function describeWay(way: Ways[number], { article }: Reading): Piece[][] {
  if (way.length < 2) return []
  const steps = way.flatMap(({ kind, span }, index): Piece[] => [
    faint(index === 0 ? '' : ' → '),
    quoteSpan(article.body, span, kind === 'NAME' ? 'mention' : undefined),
    faint(`${NOTES[kind]}, line ${positionAt(article.body, span.start).line}`),
  ])
  return [[faint('way '), ...steps]]
}

const NOTES: Readonly<Record<PathStep['kind'], string>> = {
  VOICE: ' of the voice before',
  PRONOUN: '',
  DESCRIPTION: '',
  ROLE: ' (role)',
  NAME: '',
}

function describeRelays({ relays }: Quotation, { article, sources }: Reading): Piece[][] {
  return relays.map(({ source, span }) => {
    const named = sources.find((one) => one.source.id === source)
    return [
      faint('relay '),
      { text: named?.source.name ?? 'not named', style: 'source' },
      faint(' by '),
      quoteSpan(article.body, span, 'source'),
    ]
  })
}

function describeRule({ cue, rule, confidence }: Quotation, { article }: Reading): Piece[] {
  return [
    ...(cue
      ? [faint('cue '), quoteSpan(article.body, cue.span, 'cue'), faint(` (${cue.lemma}), `)]
      : []),
    faint('rule '),
    { text: rule },
    faint(`, confidence ${confidence.toFixed(2)}`),
  ]
}
