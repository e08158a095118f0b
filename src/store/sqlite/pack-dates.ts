import type { DateAnchor, DateMention } from '../../model/date.ts'
import { codeOf, type Trait, type Word, wordOf } from './codes.ts'
import type { NumberReader, NumberWriter } from './number-bytes.ts'
import { idAt, listOf, nextSpan, putSpan } from './pack-parts.ts'
import type { WordTable } from './word-table.ts'

const ANCHORS: readonly DateAnchor['kind'][] = ['PUBLISHED', 'DATELINE', 'MENTION']

// How a text that may be there stands to the value of the expression; above are places of words.
const NOTHING = 0
const SAME = 1
const WORDS = 2

/** A date as numbers, all but its id: spans from that of the date before, words as their places. */
export function putDates(
  dates: readonly DateMention[],
  words: WordTable,
  numbers: NumberWriter,
): void {
  const putTrait = (code: number | null) => numbers.put(code === null ? 0 : code + 1)
  const putText = (text: string | null, value: string | null) => {
    if (text === null) numbers.put(NOTHING)
    else numbers.put(text === value ? SAME : words.placeOf(text) + WORDS)
  }
  let from = 0
  for (const date of dates) {
    const { span, value, anchor, alternatives } = date
    putSpan(span, from, numbers)
    from = span.end
    putText(value, null)
    for (const text of [date.edtf, date.from, date.until]) putText(text, value)
    numbers.put(codeOf('type', date.type))
    numbers.put(codeOf('form', date.form))
    putTrait(codeOf('precision', date.precision))
    putTrait(codeOf('relation', date.relation))
    numbers.put(words.placeOf(date.rule))
    numbers.put(words.placeOf(String(date.certainty)))
    putText(date.mod, null)
    putText(alternatives.length > 0 ? JSON.stringify(alternatives) : null, null)
    putText(anchor?.date ?? null, null)
    if (!anchor) continue
    numbers.put(ANCHORS.indexOf(anchor.kind))
    if (anchor.kind !== 'PUBLISHED') putSpan(anchor.span, span.start, numbers)
  }
}

/**
 * @param ids - as `joinIds` gives them
 * @param home - id of the article
 */
export function nextDates(
  count: number,
  ids: string,
  home: string,
  words: readonly string[],
  numbers: NumberReader,
): DateMention[] {
  const nextTrait = <Name extends Trait>(trait: Name): Word<Name> | null => {
    const code = numbers.next()
    return code === 0 ? null : wordOf(trait, code - 1)
  }
  const nextText = (value: string | null) => {
    const place = numbers.next()
    if (place === NOTHING) return null
    return place === SAME ? value : (words[place - WORDS] ?? null)
  }
  let from = 0
  return listOf(count, (at): DateMention => {
    const span = nextSpan(from, numbers)
    from = span.end
    const value = nextText(null)
    const [edtf = null, first = null, last = null] = listOf(3, () => nextText(value))
    const type = wordOf('type', numbers.next())
    const form = wordOf('form', numbers.next())
    const precision = nextTrait('precision')
    const relation = nextTrait('relation')
    const rule = words[numbers.next()] ?? ''
    const certainty = Number(words[numbers.next()])
    const mod = nextText(null)
    const alternatives: DateMention['alternatives'] = JSON.parse(nextText(null) ?? '[]')
    const day = nextText(null)
    const anchor = day === null ? null : nextAnchor(day, span.start, numbers)
    return {
      id: idAt(ids, at, home),
      span,
      type,
      value,
      mod,
      edtf,
      from: first,
      until: last,
      precision,
      form,
      relation,
      anchor,
      alternatives,
      certainty,
      rule,
    }
  })
}

function nextAnchor(date: string, from: number, numbers: NumberReader): DateAnchor {
  const kind = ANCHORS[numbers.next()] ?? 'PUBLISHED'
  return kind === 'PUBLISHED' ? { kind, date } : { kind, date, span: nextSpan(from, numbers) }
}
