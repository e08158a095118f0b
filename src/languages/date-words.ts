/** Unit of time; FY is a business year, WE a weekend. */
export type DateUnit =
  'C' | 'DE' | 'Y' | 'FY' | 'H' | 'Q' | 'SEASON' | 'M' | 'W' | 'WE' | 'D' | 'HOUR' | 'MIN' | 'S'

/** TIMEX3's parts of the day. */
type DayPart = 'MO' | 'MI' | 'AF' | 'EV' | 'NI' | 'DT'

type SeasonCode = 'SP' | 'SU' | 'FA' | 'WI'

/** Holidays on a fixed or computed day; the calendar knows the day. */
export type Holiday =
  | 'NEW_YEAR'
  | 'NEW_YEARS_EVE'
  | 'KING_DAY'
  | 'VALENTINE'
  | 'WOMENS_DAY'
  | 'MAY_DAY'
  | 'MEMORIAL_DAY'
  | 'JULY_FOURTH'
  | 'LABOR_DAY'
  | 'HALLOWEEN'
  | 'ELECTION_DAY'
  | 'VETERANS_DAY'
  | 'THANKSGIVING'
  | 'CHRISTMAS_EVE'
  | 'CHRISTMAS'
  | 'BOXING_DAY'
  | 'PRESIDENTS_DAY'
  | 'COLUMBUS_DAY'
  | 'MOTHERS_DAY'
  | 'FATHERS_DAY'
  | 'ST_PATRICK'
  | 'APRIL_FOOLS'
  | 'BLACK_FRIDAY'
  | 'CYBER_MONDAY'
  | 'ASH_WEDNESDAY'
  | 'PALM_SUNDAY'
  | 'GOOD_FRIDAY'
  | 'EASTER'
  | 'EASTER_MONDAY'

/** What the words of a temporal expression state. The words of a pattern fill them together. */
export interface DateSlots {
  readonly year?: number
  /** Before the common era. */
  readonly bc?: true
  /** "AD 79": the number is the whole year. */
  readonly ad?: true
  readonly month?: number
  readonly day?: number
  /** 1 for Monday to 7 for Sunday. */
  readonly weekday?: number
  readonly season?: SeasonCode
  readonly holiday?: Holiday
  /** The stated digits: 199 for "1990s", 9 for "the nineties". */
  readonly decade?: number
  readonly century?: number
  /** "third" of "third quarter". */
  readonly ordinal?: number
  /** "quarter" of "third quarter of last year", beside the unit that `step` counts. */
  readonly division?: 'Q' | 'H'
  readonly unit?: DateUnit
  /** Null for "several". */
  readonly amount?: number | null
  /** "and a half" after the unit. */
  readonly half?: true
  /** -1 last, 0 this, 1 next. */
  readonly step?: number
  /**
   * What `step` and `amount` are counted from: the last time mentioned (MENTION), or the same only in
   * narratives of the past (STORY, "the end of the year"). Publication when absent.
   */
  readonly anchor?: 'MENTION' | 'STORY'
  readonly part?: DayPart
  readonly hour?: number
  /** Below zero in "a quarter to nine". */
  readonly minute?: number
  readonly second?: number
  readonly meridiem?: 'AM' | 'PM'
  /** A printed offset or the abbreviation of a zone. */
  readonly zone?: string
  /** "+" and "9" of "GMT+9". */
  readonly sign?: '+' | '-'
  readonly zoneHours?: string
  readonly mod?: string
  readonly reference?: 'PAST_REF' | 'PRESENT_REF' | 'FUTURE_REF'
  /** Month and day as numbers in an order that the language leaves open: 3/4/2021. */
  readonly numeric?: readonly [number, number]
  /** The other end of a range. */
  readonly until?: DateSlots
}

/** How the slots of a pattern become a value. */
type DateTerm =
  | 'POINT'
  | 'STEP'
  | 'OFFSET'
  | 'DURATION'
  | 'STRETCH'
  | 'SET'
  | 'REFERENCE'
  | 'PERIOD'
  | 'YEAR_BEFORE'
  | 'NOTHING'

/**
 * A pattern of temporal expressions. `words` is a sequence of words; `{class}` matches any word of a
 * class, `$name` a shared piece, `(a | b)` one of several, `?` makes the preceding item optional;
 * `\(` is a literal bracket.
 *
 * The term NOTHING marks words that look like a time but are not, so that no other pattern matches.
 */
export interface DatePattern {
  readonly rule: string
  readonly term: DateTerm
  readonly words: readonly string[]
  readonly slots?: DateSlots
  /** A condition on the context; see `extraction/dates/guards.ts`. */
  readonly guard?: DateGuard
}

export type DateGuard =
  | 'BARE_YEAR'
  | 'BARE_MONTH'
  | 'BARE_WEEKDAY'
  | 'BARE_SEASON'
  | 'RATE'
  | 'FRACTION'
  | 'ENDS_CLAUSE'
  | 'CONTINUES'
  | 'NOT_BEFORE'
  | 'NOT_TOLD'
  | 'BEFORE_END'
  | 'AFTER_FUTURE'
  | 'WHOLE'
  | 'NOT_OF'
  | 'BARE_CLOCK'
  | 'IN_TRADING'
  | 'AFTER_DEADLINE'
  | 'STEP_MONTH'
  | 'DECADE'

/** Words and patterns of calendar and clock. */
export interface DateWords {
  /** Words of a class, or rows of words in the notation of `DatePattern`, with what they state. */
  readonly classes: Readonly<Record<string, Readonly<Record<string, DateSlots>>>>
  /** Classes whose words are only meant when they begin with a capital: "May", not "may". */
  readonly capitalised: readonly string[]
  readonly pieces: Readonly<Record<string, string>>
  readonly patterns: readonly DatePattern[]
  readonly numbers: NumberWords
  readonly cues: DateCues
  readonly doubts: DoubtWords
  /** Which number comes first in 3/4/2021. */
  readonly numericOrder: NumericOrder
  /** Regions that write them the other way, as in the tags of locales: GB. */
  readonly otherOrderIn: readonly string[]
}

export type NumericOrder = 'MONTH_DAY' | 'DAY_MONTH'

/** Spelled numbers. */
export interface NumberWords {
  /** one to nineteen */
  readonly ones: Readonly<Record<string, number>>
  /** twenty to ninety */
  readonly tens: Readonly<Record<string, number>>
  readonly multipliers: Readonly<Record<string, number>>
  readonly ordinals: Readonly<Record<string, number>>
  /** "a" in "a hundred" */
  readonly article: string
  readonly and: string
  /** "half" in "two and a half" */
  readonly half: readonly string[]
  /** Letters that make a number an ordinal: st, nd, rd, th. */
  readonly suffixes: readonly string[]
}

/** Words that show when a text was written. */
export interface DoubtWords {
  /** anniversary */
  readonly anniversary: readonly string[]
  /** founded, founding */
  readonly founding: readonly string[]
  /** on, in: straight before the date of an event, and not of a term or a plan. */
  readonly eventPrepositions: readonly string[]
  /** was, began: past forms that no verb of the future takes. */
  readonly over: readonly string[]
  /** will: before the verb of an event that is ahead. */
  readonly ahead: readonly string[]
  /** Verbs of plans, after which a future date is expected: scheduled, postponed. */
  readonly plans: readonly string[]
}

/** Context words that show the direction of an expression, or that it is not one. */
export interface DateCues {
  /** will, expected, scheduled */
  readonly future: readonly string[]
  /** was, had, met */
  readonly past: readonly string[]
  /** said, announced: verbs of reporting, which give no direction themselves */
  readonly reporting: readonly string[]
  /** Between a verb of telling and its date: on, in. */
  readonly eventPrepositions: readonly string[]
  /** Straight before an expression they point ahead: by, until. */
  readonly deadline: readonly string[]
  /** The same before a weekday, of which "by" often tells the past one. */
  readonly weekdayDeadline: readonly string[]
  /** "had been due to expire Friday": before a word of the future, it is over. */
  readonly perfect: readonly string[]
  /** "the year ended June 30": after a unit they make it a length. */
  readonly ending: readonly string[]
  /** What a part of the day belongs to without a day: trading. */
  readonly trading: readonly string[]
  /** Straight before an expression they point back: since. */
  readonly since: readonly string[]
  /** "is to resume": a form of be before the infinitive points ahead. */
  readonly beWords: readonly string[]
  /** will: after a weekday, only these point ahead. */
  readonly auxiliary: readonly string[]
  /** "as early as Tuesday": straight before a weekday. */
  readonly possibly: readonly string[]
  /** "ahead of Sunday's election" */
  readonly upcoming: readonly string[]
  /** The mark that ties a weekday to what it owns: "Friday's ruling". */
  readonly possessive: string
  /** Between the ends of a range or of a list of two: to, and, -. */
  readonly joins: readonly string[]
  /** Those that always make a range: to, through. */
  readonly rangeJoins: readonly string[]
  /** Those that make a range of a list: "between 2010 and 2012". */
  readonly rangeOpeners: readonly string[]
  readonly infinitive: string
  /** be, been: between an auxiliary and a participle */
  readonly passive: readonly string[]
  /** Endings of regular past forms. */
  readonly pastEndings: readonly string[]
  /** Words before a bare month, year or season: in, since, by. */
  readonly prepositions: readonly string[]
  /** What else may precede a year outside our time: "(1789", "and 1812". */
  readonly separators: readonly string[]
  /** Before four digits they need a noun after them: "the 1975 law", "the 1975". */
  readonly articles: readonly string[]
  /** Marks that end a clause. */
  readonly stops: readonly string[]
  /** Before a month they make it a surname: Mr, Ms. */
  readonly honorifics: readonly string[]
  /** Before 10:15 they make it a time: at, until. */
  readonly clockPrepositions: readonly string[]
  /** Before a month that is an attribute: "the May election". */
  readonly determiners: readonly string[]
  /** After "the March" they make it a march: on, for. */
  readonly particles: readonly string[]
  /** After "the May" they make it a surname: family. */
  readonly kin: readonly string[]
  /** Months that are given names too: before a capital they are one, "June Ardal". */
  readonly givenNames: readonly string[]
  /** Months that are other words too: "may", "march". */
  readonly ambiguousMonths: readonly string[]
  /** Seasons that are verbs too: spring, fall. */
  readonly ambiguousSeasons: readonly string[]
  /** "later than 2025": before "than" they leave the number a year. */
  readonly yearComparisons: readonly string[]
  /** Words before a number that is a label and not a year: room, page, flight. */
  readonly numberNames: readonly string[]
  /** Counted things: after "2000" they make it a number: people, troops. */
  readonly counted: readonly string[]
  /** Words of newspapers' names after a weekday: Times, Herald. */
  readonly titleWords: readonly string[]
  /** Prices and rates before "a year": per, percent, dollars. */
  readonly rates: readonly string[]
  /** Units that are parts of a whole too: quarter. */
  readonly fractions: readonly string[]
  /** "a quarter of": after a unit that is a share and not a time. */
  readonly shares: readonly string[]
  /** "said that March had met": before a month they may open a clause. */
  readonly complementizers: readonly string[]
  /** Near "the 90s" they make it a temperature: highs, mercury. */
  readonly temperatures: readonly string[]
  /** "as soon as", "soon after": after a vague time they make it a conjunction. */
  readonly conjunctions: readonly string[]
}
