/**
 * Beginnings of the names and abbreviations of months, January first, in the languages of exports,
 * feeds and pages: English, German, French, Spanish, Portuguese, Italian, Dutch, Swedish, Danish,
 * Norwegian, Finnish, Polish, Czech, Romanian, Turkish, Indonesian, Russian, Ukrainian, Greek.
 */
const BEGINNINGS = [
  'jan jän ene gen ian tamm styc led ocak янв січ ιαν',
  'feb fév fev helm lut úno şub фев лют φεβ',
  'mar mär mrz maa mrt břez мар бер μαρ μάρ',
  'apr avr abr huht kwi dub nis апр кві απρ',
  'may mai mei maj mag touk květ май мая тра μαΐ μάι',
  'jun juin giu iun kesä czer haz июн чер ιουν',
  'jul juil lug iul hein lipi lip tem июл лип ιουλ',
  'aug aoû aou ago elok sier srp ağu agu авг сер αυγ',
  'sep set szep syys wrze wrz září eyl сен вер σεπ',
  'oct okt out ott loka paźd paź říj eki окт жов οκτ',
  'nov noi marr list lis kas ноя лис νοε',
  'dec dez déc dic des joul grud gru pros ara дек гру δεκ',
]

const months = new Map(
  BEGINNINGS.flatMap((names, index) => names.split(' ').map((name) => [name, index + 1] as const)),
)

/** From 1; null for another word. */
export function monthNamed(word: string): number | null {
  const name = word.toLowerCase().normalize('NFC').replace(/\.$/, '')
  if (!/^\p{L}{3,12}$/u.test(name)) return null
  return months.get(name.slice(0, 4)) ?? months.get(name.slice(0, 3)) ?? null
}

const WEEKDAY =
  /(?<![\p{L}\d])(?:sun|mon|tue|wed|thu|fri|sat|son|mon|diens?|mitt?w?|donn?|frei|sams|sonna|lun|mar|mer|jeu|ven|sam|dim|mié|mie|jue|vie|sáb|sab|dom|seg|ter|qua|qui|sex|zon|maa|din|woe|don|vri|zat|gio|mån|tis|ons|tor|fre|lör|sön|man|tir|lør|søn)\p{L}*\.?(?![\p{L}\d])/giu

/** The words without the names of weekdays. */
export function withoutWeekdays(words: string): string {
  return words.replace(WEEKDAY, (word) =>
    monthNamed(word) === null || isWeekday(word) ? ' ' : word,
  )
}

// These begin as months do.
function isWeekday(word: string): boolean {
  return /^(?:mardi|martes|martedì|maandag|mar\.?di|mard)/i.test(word)
}
