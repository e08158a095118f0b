import { Form } from '../../quotation-words.ts'

/** Irregular verbs: base, past, participle; the participle is left out where it is the past. */
const IRREGULAR = `
  say said|tell told|write wrote written|speak spoke spoken|read read|swear swore sworn|sing sang sung
  think thought|feel felt|know knew known|mean meant|hold held|find found|make made|put put|go went gone
  begin began begun|lay laid|beseech besought|teach taught|learn learned|understand understood|see saw seen
  hear heard|let let|bet bet|give gave given|set set|spell spelled|cast cast|shoot shot|hit hit|bite bit bitten
  break broke broken|shake shook shaken|foretell foretold|retell retold|forecast forecast|broadcast broadcast|weep wept|plead pleaded|keep kept
  cut cut|come came come|take took taken|throw threw thrown|draw drew drawn|run ran run|strike struck
  spit spat|sling slung|bring brought|lead led|send sent|stand stood|leave left|get got gotten|sell sold
  choose chose chosen|forbid forbade forbidden|become became become|show showed shown|tear tore torn
  rewrite rewrote rewritten|misspeak misspoke misspoken|foresee foresaw foreseen|do did done
  overhear overheard|seek sought|fight fought|withdraw withdrew withdrawn|lose lost|win won|spend spent
  build built|buy bought|meet met|pay paid|rise rose risen|fall fell fallen|grow grew grown|fly flew flown
  sit sat|wear wore worn|sleep slept|eat ate eaten|drink drank drunk|drive drove driven|ride rode ridden
  hang hung|hide hid hidden|feed fed|flee fled|catch caught|sink sank sunk|swim swam swum|steal stole stolen
  blow blew blown|freeze froze frozen|wake woke woken|forget forgot forgotten|forgive forgave forgiven
  beat beat beaten|deal dealt|lend lent|lie lay lain|ring rang rung|split split|spread spread|quit quit
  shut shut|hurt hurt|cost cost|undergo underwent undergone|undertake undertook undertaken|overcome overcame`

/** Past forms that are nouns or adjectives as well. */
const NOUNS = new Set(
  'thought meant felt saw found ground lay shot left cast read set put hit cut lost lent split spread hurt cost born'.split(
    ' ',
  ),
)

const irregular = new Map(
  IRREGULAR.trim()
    .split(/\s*[|\n]\s*/)
    .map((line) => line.split(' '))
    .map(([base = '', past = base, participle = past]) => [base, { past, participle }]),
)

/** Past forms that are no other word: "fled", "took", "gone". */
export const irregularPasts: readonly string[] = Array.from(irregular).flatMap(
  ([base, { past, participle }]) =>
    [past, participle].filter((form) => form !== base && !NOUNS.has(form)),
)

/** Verbs that double their last letter ("admitted"); one syllable does so by itself ("slammed"). */
const DOUBLING = new Set(
  'admit permit submit commit omit transmit rebut refer infer confer defer prefer concur demur recur occur compel dispel propel extol rebel regret quip equip blog chat begin forget deadpan'.split(
    ' ',
  ),
)
const NOT_DOUBLING = /(?:[aeiou]{2}.|[^aeiou]{2}|[wxy]|[^bcdfghjklmnpqrstvz])$/
const ONE_SYLLABLE = /^[^aeiou]*(?:qu)?[aeiou][bdglmnprt]$/

/** "labelled" beside "labeled". */
const BRITISH_DOUBLING = /[aeiou][^aeiou]+[aeiou]l$/

/** The forms of a verb with the bits of `Form` for each. */
export function inflect(base: string): Map<string, number> {
  const forms = new Map<string, number>()
  const add = (word: string, form: number) => forms.set(word, (forms.get(word) ?? 0) | form)
  const past = irregular.get(base)?.past ?? withEnding(base, 'ed')
  add(base, Form.BASE)
  add(thirdPerson(base), Form.PRESENT)
  add(past, Form.PAST)
  add(irregular.get(base)?.participle ?? past, Form.PARTICIPLE)
  add(withEnding(base, 'ing'), Form.GERUND)
  if (BRITISH_DOUBLING.test(base)) {
    add(`${base}led`, Form.PAST | Form.PARTICIPLE)
    add(`${base}ling`, Form.GERUND)
  }
  return forms
}

function thirdPerson(base: string): string {
  if (/[^aeiou]y$/.test(base)) return `${base.slice(0, -1)}ies`
  return /(?:s|x|z|ch|sh|[^aeiou]o|^go|^do)$/.test(base) ? `${base}es` : `${base}s`
}

function withEnding(base: string, ending: 'ed' | 'ing'): string {
  if (ending === 'ed' && /[^aeiou]y$/.test(base)) return `${base.slice(0, -1)}ied`
  if (ending === 'ing' && /[^aeiou]ie$/.test(base)) return `${base.slice(0, -2)}ying`
  if (/[^aeiou]e$|[aeiou][^aeiou]?[ui]e$|[aeiou][^aeiou]e$|ee$|ue$/.test(base)) {
    if (ending === 'ed') return `${base}d`
    return base.endsWith('ee') ? `${base}ing` : `${base.slice(0, -1)}ing`
  }
  const doubles = DOUBLING.has(base) || (ONE_SYLLABLE.test(base) && !NOT_DOUBLING.test(base))
  return doubles ? `${base}${base.at(-1)}${ending}` : `${base}${ending}`
}
