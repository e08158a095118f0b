import type { DateWords } from '../date-words.ts'
import { calendar } from './dates/calendar.ts'
import { cues } from './dates/cues.ts'
import { doubts } from './dates/doubts.ts'
import { numbers } from './dates/numbers.ts'
import { patterns, pieces } from './dates/patterns.ts'
import { relative } from './dates/relative.ts'

export const dates: DateWords = {
  classes: {
    ...calendar,
    ...relative,
    decadename: {
      twenties: { decade: 2 },
      thirties: { decade: 3 },
      forties: { decade: 4 },
      fifties: { decade: 5 },
      sixties: { decade: 6 },
      seventies: { decade: 7 },
      eighties: { decade: 8 },
      nineties: { decade: 9 },
    },
    quarterordinal: {
      first: { ordinal: 1 },
      second: { ordinal: 2 },
      third: { ordinal: 3 },
      fourth: { ordinal: 4 },
      final: { ordinal: 4 },
      last: { ordinal: 4 },
    },
    division: { quarter: { division: 'Q' }, half: { division: 'H' } },
    yearunit: { year: { unit: 'Y' }, 'fiscal year': { unit: 'FY' } },
    tonight: { tonight: { part: 'NI' } },
    stretch: {
      past: { step: -1 },
      last: { step: -1 },
      previous: { step: -1 },
      preceding: { step: -1 },
      next: { step: 1 },
      coming: { step: 1 },
      following: { step: 1 },
    },
  },
  capitalised: [
    'month',
    'monthshort',
    'weekday',
    'weekdayshort',
    'weekdays',
    'holiday',
    'zone',
    'zonename',
    'quartersign',
    'halfsign',
    'ad',
  ],
  pieces,
  patterns,
  numbers,
  cues,
  doubts,
  numericOrder: 'MONTH_DAY',
  otherOrderIn: 'GB IE AU NZ IN PK BD LK SG HK MY ZA NG KE GH JM TT MT'.split(' '),
}
