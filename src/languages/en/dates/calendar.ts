import type { DateSlots } from '../../date-words.ts'

/** Words with the number they have in a list that begins with 1. */
function numbered<Key extends string>(
  key: Key,
  rows: readonly (readonly string[])[],
): Record<string, DateSlots> {
  return Object.fromEntries(
    rows.flatMap((words, index) => words.map((word) => [word, { [key]: index + 1 }] as const)),
  )
}

const monthNames = numbered('month', [
  ['january', 'jan .?'],
  ['february', 'feb .?'],
  ['march', 'mar .'],
  ['april', 'apr .?'],
  ['may'],
  ['june', 'jun .?'],
  ['july', 'jul .?'],
  ['august', 'aug .?'],
  ['september', 'sept .?', 'sep .?'],
  ['october', 'oct .?'],
  ['november', 'nov .?'],
  ['december', 'dec .?'],
])

const weekdayNames = numbered('weekday', [
  ['monday', 'mon .'],
  ['tuesday', 'tue .', 'tues .'],
  ['wednesday', 'wed .'],
  ['thursday', 'thu .', 'thurs .', 'thur .'],
  ['friday', 'fri .'],
  ['saturday', 'sat .'],
  ['sunday', 'sun .'],
])

/** Without a point these are other words too, so they need a whole date around them. */
const monthsShort = { mar: { month: 3 } }

const weekdaysShort = numbered('weekday', [
  ['mon'],
  ['tue', 'tues'],
  ['wed'],
  ['thu', 'thurs', 'thur'],
  ['fri'],
  ['sat'],
  ['sun'],
])

const weekdaysMany = numbered('weekday', [
  ['mondays'],
  ['tuesdays'],
  ['wednesdays'],
  ['thursdays'],
  ['fridays'],
  ['saturdays'],
  ['sundays'],
])

/** Names of the calendar: months, days, seasons, feasts, parts of the day, zones. */
export const calendar = {
  month: monthNames,
  monthshort: monthsShort,
  weekday: weekdayNames,
  weekdayshort: weekdaysShort,
  weekdays: weekdaysMany,
  season: {
    spring: { season: 'SP' },
    springtime: { season: 'SP' },
    summer: { season: 'SU' },
    summertime: { season: 'SU' },
    autumn: { season: 'FA' },
    winter: { season: 'WI' },
    wintertime: { season: 'WI' },
  },
  // "fall" is a verb far more often, so it needs company.
  fall: { fall: { season: 'FA' } },
  holiday: {
    christmas: { holiday: 'CHRISTMAS' },
    'christmas day': { holiday: 'CHRISTMAS' },
    'christmas eve': { holiday: 'CHRISTMAS_EVE' },
    'boxing day': { holiday: 'BOXING_DAY' },
    "new year ' s day": { holiday: 'NEW_YEAR' },
    "new year ' s eve": { holiday: 'NEW_YEARS_EVE' },
    "valentine ' s day": { holiday: 'VALENTINE' },
    'martin luther king ,? jr? .? day': { holiday: 'KING_DAY' },
    "international women ' s day": { holiday: 'WOMENS_DAY' },
    'may day': { holiday: 'MAY_DAY' },
    "presidents ' day": { holiday: 'PRESIDENTS_DAY' },
    'columbus day': { holiday: 'COLUMBUS_DAY' },
    "mother ' s day": { holiday: 'MOTHERS_DAY' },
    "father ' s day": { holiday: 'FATHERS_DAY' },
    "st .? patrick ' s day": { holiday: 'ST_PATRICK' },
    "april fools? ' s? day": { holiday: 'APRIL_FOOLS' },
    'black friday': { holiday: 'BLACK_FRIDAY' },
    'cyber monday': { holiday: 'CYBER_MONDAY' },
    'ash wednesday': { holiday: 'ASH_WEDNESDAY' },
    'palm sunday': { holiday: 'PALM_SUNDAY' },
    'memorial day': { holiday: 'MEMORIAL_DAY' },
    'fourth of july': { holiday: 'JULY_FOURTH' },
    'july fourth': { holiday: 'JULY_FOURTH' },
    'labor day': { holiday: 'LABOR_DAY' },
    halloween: { holiday: 'HALLOWEEN' },
    'election day': { holiday: 'ELECTION_DAY' },
    'veterans day': { holiday: 'VETERANS_DAY' },
    'thanksgiving (day)?': { holiday: 'THANKSGIVING' },
    'good friday': { holiday: 'GOOD_FRIDAY' },
    'easter (sunday)?': { holiday: 'EASTER' },
    'easter monday': { holiday: 'EASTER_MONDAY' },
  },
  part: {
    morning: { part: 'MO' },
    afternoon: { part: 'AF' },
    evening: { part: 'EV' },
    night: { part: 'NI' },
    'mid -? morning': { part: 'MO', mod: 'MID' },
    'mid -? afternoon': { part: 'AF', mod: 'MID' },
    midday: { part: 'MI' },
    dawn: { part: 'MO' },
    dusk: { part: 'EV' },
    daytime: { part: 'DT' },
  },
  smallhours: {
    '(early | small) (morning)? hours': { part: 'MO', mod: 'START' },
  },
  parts: {
    mornings: { part: 'MO' },
    afternoons: { part: 'AF' },
    evenings: { part: 'EV' },
    nights: { part: 'NI' },
  },
  meridiem: {
    'a.m': { meridiem: 'AM' },
    am: { meridiem: 'AM' },
    'p.m': { meridiem: 'PM' },
    pm: { meridiem: 'PM' },
    'in the morning': { meridiem: 'AM' },
    'in the afternoon': { meridiem: 'PM' },
    'in the evening': { meridiem: 'PM' },
    'at night': { meridiem: 'PM' },
  },
  clockname: {
    noon: { hour: 12, minute: 0 },
    midnight: { hour: 24, minute: 0 },
  },
  partofhour: {
    'half past': { minute: 30 },
    'a? quarter past': { minute: 15 },
    'a? quarter after': { minute: 15 },
    'a? quarter to': { minute: -15 },
  },
  quartersign: { q: { division: 'Q' } },
  halfsign: { h: { division: 'H' } },
  sign: { '+': { sign: '+' }, '-': { sign: '-' } },
  ad: { ad: { ad: true }, 'a.d': { ad: true }, ce: { ad: true }, 'c.e': { ad: true } },
  zonename: {
    'eastern (standard | daylight)? time': { zone: 'ET' },
    'central (standard | daylight)? time': { zone: 'CT' },
    'mountain (standard | daylight)? time': { zone: 'MT' },
    'pacific (standard | daylight)? time': { zone: 'PT' },
    'greenwich mean time': { zone: 'GMT' },
  },
  zone: Object.fromEntries(
    [
      'GMT',
      'UTC',
      'BST',
      'CET',
      'CEST',
      'EET',
      'EEST',
      'MSK',
      'IST',
      'KST',
      'JST',
      'HKT',
      'SGT',
      'EST',
      'EDT',
      'ET',
      'CST',
      'CDT',
      'CT',
      'MST',
      'MDT',
      'MT',
      'PST',
      'PDT',
      'PT',
      'AEST',
      'AEDT',
    ].map((zone) => [zone.toLowerCase(), { zone }]),
  ),
  era: { 'b.c': { bc: true }, bc: { bc: true }, 'b.c.e': { bc: true }, bce: { bc: true } },
} as const satisfies Record<string, Record<string, DateSlots>>
