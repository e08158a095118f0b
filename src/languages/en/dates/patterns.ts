import type { DatePattern } from '../../date-words.ts'

/** Shared pieces of the patterns below. */
export const pieces: Readonly<Record<string, string>> = {
  // "2 p.m.", "10:35", "3 o'clock", "noon"
  time: "({hour} {meridiem} | {clock} {meridiem}? | {pointclock} {meridiem} | {hour} o ' clock {meridiem}? | {clockname})",
  zone: '($zonename | \\( $zonename \\) | local time)',
  zonename: '({zone} | {zonename} | (gmt | utc) {sign} {zonehours})',
  // "(0735 GMT)", which says the same again
  elsewhere: '\\( {othertime} (gmt | utc) \\)',
  // Which year a quarter or a month is of.
  ofyear: '(,? of? fiscal? {year} | of? (the? {step} | {stepthere}) {yearunit})',
  amount: '({number} | {few} | {one})',
}

/** The ways English says a time. The longest match wins, the first of equal length. */
export const patterns: readonly DatePattern[] = [
  // ---------------------------------------------------------------- no times
  {
    rule: 'no-time',
    term: 'NOTHING',
    words: [
      '{number} -? ({unit} | {units}) -? old',
      '{number} {units} of age',
      '{units} - old',
      '(a | every) second',
      'boeing {number}',
      '(his | her | their | my | your | its | our) {phase}? {decade}',
      '{number} -? to {number} - ({unit} | {units}) - olds',
      '{number} - ({unit} | {units}) - olds',
      '(every)? now and (then | again)',
      '(super | bloody | holy | maundy | shrove) {weekday}',
      'black (monday | tuesday | wednesday | thursday | saturday | sunday)',
      'a number of',
    ],
  },
  {
    // "the day before the vote" hangs on the vote
    rule: 'no-anchor',
    term: 'NOTHING',
    words: ['the ({period} | {dayunit}) (before | after)'],
    guard: 'CONTINUES',
  },
  // ---------------------------------------------------------------- days of the calendar
  {
    rule: 'full-date',
    term: 'POINT',
    words: [
      '({weekday} ,?)? {month} the? {day} ,? {year}',
      '({weekday} ,?)? the? {day} of? {month} ,? of? {year}',
      '{about} {month} {day} ,? {year}',
      '({weekday} ,? | {weekdayshort} ,?)? {day} {monthshort} ,? {year}',
      '({weekday} ,? | {weekdayshort} ,?)? {monthshort} {day} ,? {year}',
      '{weekdayshort} ,? {month} {day} ,? {year}',
      '{weekdayshort} ,? {day} {month} ,? {year}',
      '{iso}',
    ],
  },
  { rule: 'numeric-date', term: 'POINT', words: ['({weekday} ,?)? {numeric}'] },
  {
    rule: 'month-day',
    term: 'POINT',
    words: [
      '{about}? {month} the? {day}',
      '{weekday} ,? {month} the? {day}',
      '(this coming | this | next | last) {weekday} ,? {month} the? {day}',
    ],
  },
  {
    rule: 'week-of',
    term: 'POINT',
    words: ['the? week of {month} {day} (,? {year})?'],
    slots: { unit: 'W' },
  },
  {
    rule: 'week-of-month',
    term: 'POINT',
    words: ['the? {nth} week (of | in) {month} (,? {year})?'],
    slots: { unit: 'W' },
  },
  {
    rule: 'weekday-of-month',
    term: 'POINT',
    words: [
      'the? {nth} {weekday} (of | in) {month} (,? {year})?',
      'the? {nth} {weekday} (of | in) {month} of? ({step} | {stepthere}) {yearunit}',
    ],
  },
  {
    rule: 'day-of-month',
    term: 'POINT',
    words: ['the {ordinalday} of ({step} | {stepthere}) {monthunit}'],
  },
  {
    rule: 'day-month',
    term: 'POINT',
    words: ['({weekday} ,?)? the? {day} {month}', '({weekday} ,?)? the? {ordinalday} of {month}'],
  },
  {
    rule: 'month-day-of-year',
    term: 'POINT',
    words: [
      '{month} {day} (,? of)? ({step} | {stepthere}) {yearunit}',
      'the? {day} of? {month} of? ({step} | {stepthere}) {yearunit}',
    ],
  },
  {
    rule: 'days-joined',
    term: 'POINT',
    words: [
      '{month} {day} {join} {until.day} (,? {year})?',
      'the? {day} {join} {until.day} {month} (,? {year})?',
    ],
  },
  {
    rule: 'years-joined',
    term: 'POINT',
    words: [
      '(the years)? {year} {join} {until.year}',
      '(fy | fiscal | the years)? {year} {join} {until.year2}',
      '{oldyear} {join} {until.oldyear} {era}',
    ],
  },
  // ---------------------------------------------------------------- months, seasons, years
  {
    rule: 'month-year',
    term: 'POINT',
    words: [
      '{phase}? {month} ,? of? {year}',
      'the month of {month} ,? {year}',
      'the {halfphase} half of {month} {year}',
    ],
  },
  {
    rule: 'month-of-year',
    term: 'POINT',
    words: ['{phase}? {month} ,? of? ({step} | {stepthere}) {yearunit}'],
  },
  {
    rule: 'month',
    term: 'POINT',
    words: ['{month}', '{about} {month}', 'the month of {month}'],
    guard: 'BARE_MONTH',
  },
  {
    rule: 'month-part',
    term: 'POINT',
    words: ['{phase} {month}', 'the {halfphase} half of {month}'],
  },
  {
    rule: 'month-step',
    term: 'POINT',
    words: ['{phase}? ({step} | {stepthere}) {month}'],
    guard: 'STEP_MONTH',
  },
  {
    rule: 'season-year',
    term: 'POINT',
    words: ['{phase}? the? (early | late)? ({season} | {fall}) ,? (of | in)? {year}'],
  },
  {
    rule: 'season-step',
    term: 'POINT',
    words: [
      '{phase}? ({step} | {stepthere}) ({season} | {fall})',
      '{phase}? the? ({season} | {fall}) of ({step} | {stepthere}) {yearunit}',
    ],
  },
  {
    rule: 'season',
    term: 'POINT',
    words: [
      'the ({season} | {fall})',
      '{season}',
      'the? {phase} (the? {season} | the {fall})',
      'in the? {fall}',
    ],
    guard: 'BARE_SEASON',
  },
  { rule: 'year', term: 'POINT', words: ['{year}'], guard: 'BARE_YEAR' },
  {
    rule: 'year-named',
    term: 'POINT',
    words: [
      'the year {year}',
      '{phase} the? (year)? {year}',
      '(fiscal | financial | calendar | fy) (year)? {year}',
      'the? {year} (fiscal | financial | calendar | academic | school) year',
    ],
  },
  { rule: 'year-ad', term: 'POINT', words: ['{ad} {oldyear}', '{oldyear} {ad}'] },
  { rule: 'year-about', term: 'POINT', words: ['{about} {year}'], guard: 'BARE_YEAR' },
  { rule: 'year-short', term: 'POINT', words: ["' {year2}"], guard: 'BARE_YEAR' },
  { rule: 'year-bc', term: 'POINT', words: ['{about}? {oldyear} {era}'] },
  {
    rule: 'part-of-year-bc',
    term: 'POINT',
    words: [
      '{phase}? {month} {day}? ,? (of | in)? {oldyear} {era}',
      '{phase}? the? ({season} | {fall}) ,? (of | in)? {oldyear} {era}',
    ],
  },
  {
    rule: 'decade',
    term: 'POINT',
    words: [
      "the? {phase}? the? '? {decade}",
      "{phase} the? '? {decade}",
      'the {phase}? {decadename}',
      'the {halfphase} half of the {decade}',
    ],
    guard: 'DECADE',
  },
  {
    rule: 'century',
    term: 'POINT',
    words: [
      '{phase}? the? {century} -? century {era}?',
      'the? {halfphase} half of the? {century} century',
    ],
  },
  {
    rule: 'centuries-joined',
    term: 'POINT',
    words: ['the? {century} {join} {until.century} centuries'],
  },
  // ---------------------------------------------------------------- quarters and halves
  {
    rule: 'quarter-year',
    term: 'POINT',
    words: [
      '{phase}? the? fiscal? -? {quarterordinal} -? fiscal? {division} $ofyear',
      "the? {year} (' s)? fiscal? {quarterordinal} -? {division}",
      "{step} {yearunit} ' s {quarterordinal} -? {division}",
      '({quartersign} {quarterdigit} | {quarterdigit} {quartersign} | {halfsign} {quarterdigit}) -? (of | fiscal | fy)? {year}',
      '{year} -? ({quartersign} {quarterdigit} | {quarterdigit} {quartersign})',
    ],
  },
  {
    rule: 'quarters-joined',
    term: 'POINT',
    words: [
      '{phase}? (the | its)? fiscal? {quarterordinal} and {until.quarterordinal} quarters',
      '(the | its)? fiscal? {quarterordinal} and {until.quarterordinal} quarters $ofyear',
    ],
    slots: { division: 'Q' },
  },
  {
    rule: 'quarter-sign',
    term: 'POINT',
    words: ['fiscal? {quartersign} {quarterdigit}', '{quarterdigit} {quartersign}'],
    guard: 'WHOLE',
  },
  {
    rule: 'quarter-month',
    term: 'POINT',
    words: ['the? {month} -? quarter (of? {year})?'],
    slots: { division: 'Q' },
    guard: 'WHOLE',
  },
  {
    rule: 'quarter',
    term: 'POINT',
    words: ['{phase}? (the | its | this)? (fiscal -?)? {quarterordinal} -? (fiscal)? {division}'],
    guard: 'WHOLE',
  },
  // ---------------------------------------------------------------- weekdays
  {
    rule: 'weekday',
    term: 'POINT',
    words: ['{weekday}'],
    guard: 'BARE_WEEKDAY',
  },
  { rule: 'weekday-part', term: 'POINT', words: ['{dayphase} {weekday}'] },
  {
    rule: 'weekday-step',
    term: 'POINT',
    words: [
      '{coming} {weekday}',
      '({step} | {stepthere}) {weekday}',
      '{weekday} of? {step} {week}',
      '{step} {week} on {weekday}',
      'the? {weekday} {twostep}',
    ],
  },
  {
    rule: 'weekday-time',
    term: 'POINT',
    words: [
      '{dayphase}? {weekday} {part}',
      '{dayphase}? ({step} | {stepthere}) {weekday} {part}',
      '{about}? $time $zone? ,? (on)? {weekday}',
      '{about}? $time $elsewhere (on)? {weekday}',
      '{military} $zone ,? (on)? {weekday}',
      '{weekday} ,? (at)? $time $zone?',
      '{part} (on | of)? {weekday}',
      'the? {smallhours} (of | on) {weekday} {part}?',
    ],
  },
  {
    rule: 'weekdays',
    term: 'SET',
    words: [
      '{weekdays}',
      '{weekday} {parts}',
      '(every | each) {weekday} {part}?',
      '{weekdays} and {until.weekdays}',
    ],
  },
  // ---------------------------------------------------------------- feasts
  {
    rule: 'holiday',
    term: 'POINT',
    words: [
      '{holiday}',
      '{holiday} ,? {year}',
      '({step} | {stepthere}) {holiday}',
      '{holiday} of? ({step} | {stepthere}) {yearunit}',
    ],
  },
  // ---------------------------------------------------------------- times of day
  {
    rule: 'clock',
    term: 'POINT',
    words: [
      '{about}? $time $zone',
      "{about}? ({hour} {meridiem} | {clock} {meridiem} | {pointclock} {meridiem} | {hour} o ' clock {meridiem}? | {clockname})",
      '{about} {clock}',
      '{about}? {military} (hrs | hours | $zone)',
      '{about}? {clock} (hrs | hours)',
      '{partofhour} {hour}',
    ],
  },
  { rule: 'clock-bare', term: 'POINT', words: ['{clock}'], guard: 'BARE_CLOCK' },
  {
    rule: 'clock-day',
    term: 'POINT',
    words: [
      '{about}? $time $zone? ,? (on)? {relativeday}',
      '{relativeday} ,? (at)? $time $zone?',
      '{about}? $time $zone? ,? ({tonight} | this {part})',
      '{about}? $time $zone? ,? (on | of)? {month} {day} (,? {year})?',
      '{about}? $time $elsewhere (on)? ({relativeday} | {month} {day} (,? {year})?)',
      '{about}? $time $zone? ,? (on | of)? {weekday} ,? {month} {day} (,? {year})?',
      '{about}? $time $zone? ,? (on | of)? (the | {weekday} ,?)? {day} {month} {year}?',
      '{month} {day} (,? {year})? ,? (at)? $time $zone?',
      '{day} {month} {year}? ,? (at)? $time $zone?',
    ],
  },
  {
    rule: 'part-of-date',
    term: 'POINT',
    words: [
      '{dayphase}? (in)? the? {part} (of | on) (the | {weekday} ,?)? {month} {day} (,? {year})?',
      '{dayphase}? (in)? the? {part} (of | on) (the | {weekday} ,?)? {day} of? {month} {year}?',
      '{month} {day} {part}',
      '{holiday} {part}',
    ],
  },
  {
    // "in morning trading"
    rule: 'part-of-trading',
    term: 'POINT',
    words: ['(early | late | mid -?)? {part}'],
    guard: 'IN_TRADING',
  },
  {
    // "by mid-afternoon"
    rule: 'part-deadline',
    term: 'POINT',
    words: ['(early | late)? {part}'],
    guard: 'AFTER_DEADLINE',
  },
  {
    rule: 'relative-day',
    term: 'STEP',
    words: ['{relativeday}', '{dayphase} {relativeday}', 'the {relativeday}'],
  },
  {
    rule: 'relative-day-part',
    term: 'STEP',
    words: ['{dayphase}? {relativeday} {part}', '{part} {relativeday}'],
  },
  {
    rule: 'part-step',
    term: 'STEP',
    words: ['{dayphase}? this {part}', '{dayphase}? {tonight}'],
    slots: { unit: 'D', step: 0 },
  },
  {
    rule: 'last-night',
    term: 'STEP',
    words: ['{dayphase}? last (night | evening)', 'overnight'],
    slots: { unit: 'D', step: -1, part: 'NI' },
  },
  {
    rule: 'part-of-mention',
    term: 'STEP',
    words: [
      '{dayphase}? {stepthere} {part}',
      'in the {part}',
      '{about}? $time $zone? ,? on? {stepthere} day',
    ],
    slots: { unit: 'D' },
  },
  // ---------------------------------------------------------------- last week, next year
  {
    rule: 'step',
    term: 'STEP',
    words: ['{phase}? {step} {period}', "{period} ' s end", 'the {period} {twostep}'],
  },
  {
    rule: 'step-from-mention',
    term: 'STEP',
    words: ['{phase}? {stepthere} {period}', '{stepthere} day'],
  },
  {
    rule: 'before-mention',
    term: 'STEP',
    words: ['the ({period} | {dayunit}) (previous | before | earlier)'],
    slots: { step: -1, anchor: 'MENTION' },
  },
  {
    rule: 'after-mention',
    term: 'STEP',
    words: ['the {dayunit} (after | following)', 'the {period} following'],
    slots: { step: 1, anchor: 'MENTION' },
  },
  {
    rule: 'year-end',
    term: 'STEP',
    words: ["year ' s end", '{about}? year end'],
    slots: { unit: 'Y', step: 0, mod: 'END' },
  },
  {
    rule: 'last-of-year',
    term: 'POINT',
    words: ['year - end'],
    slots: { month: 12, day: 31, step: 0, unit: 'Y' },
  },
  {
    rule: 'period-end',
    term: 'STEP',
    words: ['{phase} the? {period}', "{period} ' s end"],
    slots: { step: 0, anchor: 'STORY' },
  },
  {
    rule: 'year-ended',
    term: 'DURATION',
    words: ['the {yearunit}'],
    slots: { amount: 1 },
    guard: 'BEFORE_END',
  },
  {
    rule: 'the-period',
    term: 'STEP',
    words: [
      'the {yearunit}',
      'the {week}',
      'the (full | entire | whole) {yearunit}',
      '(later | earlier) in the {dayunit}',
    ],
    slots: { step: 0, anchor: 'STORY' },
    guard: 'NOT_OF',
  },
  {
    rule: 'the-weekend',
    term: 'STEP',
    words: ['the weekend'],
    slots: { unit: 'WE', step: -1 },
  },
  // ---------------------------------------------------------------- company results
  {
    rule: 'year-before',
    term: 'YEAR_BEFORE',
    words: [
      'a year (ago | earlier | before)',
      'one year (ago | earlier)',
      'the? year -? (ago | earlier) (quarter | period | figure | level)',
      'year -? (ago | earlier)',
      'the? (same | corresponding | comparable) (quarter | period) (of | in)? (last year | the previous year | the prior year | a year (ago | earlier))',
      'the? (same | corresponding | comparable)? (quarter | period) a year (ago | earlier)',
      "last year ' s? s? (quarter | period)",
      'the? comparable year -? (ago | earlier) (quarter | period)',
    ],
  },
  {
    rule: 'year-before-month',
    term: 'YEAR_BEFORE',
    words: ['the same month (of | in)? (last year | a year (ago | earlier))'],
    slots: { unit: 'M' },
  },
  {
    rule: 'year-before-quarter',
    term: 'YEAR_BEFORE',
    words: ['the? year -? (ago | earlier) {quarterordinal} {division}'],
  },
  {
    rule: 'period-of-year',
    term: 'PERIOD',
    words: ['the {year} (quarter | period)'],
  },
  {
    rule: 'period',
    term: 'PERIOD',
    words: [
      'the (latest | most recent | current)? (quarter | period)',
      'that (quarter)',
      'this (quarter)',
    ],
    guard: 'WHOLE',
  },
  // ---------------------------------------------------------------- three days ago, two years later
  {
    rule: 'ago',
    term: 'OFFSET',
    words: [
      '{about}? $amount {more}? ({unit} | {units}) (or so)? {ago}',
      '{about}? {one} {unit} {andhalf} {ago}',
      '{about}? {number} (or | to) {until.number} {units} {ago}',
      '{units} {ago}',
    ],
  },
  {
    rule: 'from-now',
    term: 'OFFSET',
    words: ['{about}? $amount ({unit} | {units}) (or so)? {fromnow}'],
  },
  {
    rule: 'offset-from-mention',
    term: 'OFFSET',
    words: ['{about}? $amount {more}? ({unit} | {units}) {thereafter}'],
  },
  {
    rule: 'offset-from-mention-ending',
    term: 'OFFSET',
    words: ['{about}? $amount {more}? ({unit} | {units}) {beforeafter}'],
    guard: 'ENDS_CLAUSE',
  },
  // ---------------------------------------------------------------- lengths of time
  {
    rule: 'one-day',
    term: 'REFERENCE',
    words: ['one day'],
    slots: { reference: 'FUTURE_REF' },
    guard: 'AFTER_FUTURE',
  },
  {
    rule: 'ordinal-duration',
    term: 'DURATION',
    words: [
      'the? (first | latest | final) {number} {units}',
      'the {longperiod}',
      'the year -? (ago | earlier) {number} {units}',
    ],
  },
  {
    rule: 'duration',
    term: 'DURATION',
    words: [
      '{about}? {number} {more}? -? {units} (or so | or more)?',
      '{few} {more}? {units} (or so)?',
      '{about}? {number} {more}? {unit}',
      '{number} (to | or | -) {until.number} {units}',
      'the {number} {units}',
      '{about}? {number} -? {number} -? {units}',
    ],
    guard: 'FRACTION',
  },
  {
    rule: 'duration-one',
    term: 'DURATION',
    words: [
      '{about}? {one} {more}? {unit} (or so | or more | or two | {andhalf})?',
      '{about} {one} {unit}',
    ],
    guard: 'RATE',
  },
  {
    rule: 'duration-long',
    term: 'DURATION',
    words: ['{unit} - long', '{long}'],
    slots: { amount: 1 },
  },
  {
    rule: 'duration-hyphen',
    term: 'DURATION',
    words: ['{number} - {unit} (- long)?', '{few} - {unit}', '{units} - long'],
  },
  {
    rule: 'duration-bare',
    term: 'DURATION',
    words: ['{units}'],
    slots: { amount: null },
    guard: 'FRACTION',
  },
  {
    rule: 'anchored-duration',
    term: 'STRETCH',
    words: [
      '{hedge}? (the | these | those)? {stretch} $amount {more}? ({unit} | {units}) (or so)?',
      'the {stretch} {unit}',
    ],
  },
  {
    rule: 'anchored-duration-vague',
    term: 'REFERENCE',
    words: ['the? {vague} {units}', 'the {units} {ahead}', 'the? {vague} {units} and {units}'],
  },
  // ---------------------------------------------------------------- again and again
  {
    rule: 'frequency',
    term: 'SET',
    words: ['({times} | {number} {timesword}) (a | an | each | per | every) {unit}'],
  },
  { rule: 'frequency-word', term: 'SET', words: ['{frequency}'], guard: 'RATE' },
  {
    rule: 'every',
    term: 'SET',
    words: [
      '{every} $amount? ({unit} | {units})',
      '{every} {month}',
      '{every} ({season} | {fall})',
      '{every} {part}',
    ],
  },
  // ---------------------------------------------------------------- vague
  { rule: 'past-reference', term: 'REFERENCE', words: ['{pastref}'] },
  {
    rule: 'present-reference',
    term: 'REFERENCE',
    words: ['{presentref}'],
    guard: 'NOT_BEFORE',
  },
  { rule: 'soon', term: 'REFERENCE', words: ['{soon}'], guard: 'NOT_TOLD' },
  { rule: 'future-reference', term: 'REFERENCE', words: ['{futureref}'], guard: 'NOT_BEFORE' },
]
