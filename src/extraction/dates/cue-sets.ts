import type { DateCues } from '../../languages/date-words.ts'

/** The language's lists as sets, made once. */
export type CueSets = {
  readonly [Name in keyof DateCues]: DateCues[Name] extends string ? string : ReadonlySet<string>
}

export function cueSets(cues: DateCues): CueSets {
  const { infinitive, possessive, ...lists } = cues
  return {
    infinitive,
    possessive,
    auxiliary: new Set(lists.auxiliary),
    joins: new Set(lists.joins),
    rangeJoins: new Set(lists.rangeJoins),
    rangeOpeners: new Set(lists.rangeOpeners),
    possibly: new Set(lists.possibly),
    upcoming: new Set(lists.upcoming),
    future: new Set(lists.future),
    past: new Set(lists.past),
    reporting: new Set(lists.reporting),
    eventPrepositions: new Set(lists.eventPrepositions),
    deadline: new Set(lists.deadline),
    weekdayDeadline: new Set(lists.weekdayDeadline),
    perfect: new Set(lists.perfect),
    ending: new Set(lists.ending),
    trading: new Set(lists.trading),
    since: new Set(lists.since),
    beWords: new Set(lists.beWords),
    passive: new Set(lists.passive),
    pastEndings: new Set(lists.pastEndings),
    articles: new Set(lists.articles),
    stops: new Set(lists.stops),
    honorifics: new Set(lists.honorifics),
    clockPrepositions: new Set(lists.clockPrepositions),
    determiners: new Set(lists.determiners),
    particles: new Set(lists.particles),
    kin: new Set(lists.kin),
    separators: new Set(lists.separators),
    prepositions: new Set(lists.prepositions),
    givenNames: new Set(lists.givenNames),
    ambiguousMonths: new Set(lists.ambiguousMonths),
    ambiguousSeasons: new Set(lists.ambiguousSeasons),
    yearComparisons: new Set(lists.yearComparisons),
    numberNames: new Set(lists.numberNames),
    counted: new Set(lists.counted),
    titleWords: new Set(lists.titleWords),
    rates: new Set(lists.rates),
    fractions: new Set(lists.fractions),
    shares: new Set(lists.shares),
    conjunctions: new Set(lists.conjunctions),
    complementizers: new Set(lists.complementizers),
    temperatures: new Set(lists.temperatures),
  }
}
