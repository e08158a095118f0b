/**
 * The month that a name or abbreviation means, by what it begins with, in the languages of exports
 * and feeds: English, German, French, Spanish, Portuguese, Italian, Dutch, Swedish, Danish, Norwegian.
 */
const BEGINNINGS: readonly (readonly [month: number, beginning: string])[] = [
  [1, 'jan'],
  [1, 'jän'],
  [1, 'janv'],
  [1, 'ene'],
  [1, 'gen'],
  [2, 'feb'],
  [2, 'fév'],
  [2, 'fev'],
  [3, 'mar'],
  [3, 'mär'],
  [3, 'mrz'],
  [3, 'maa'],
  [3, 'mrt'],
  [4, 'apr'],
  [4, 'avr'],
  [4, 'abr'],
  [5, 'may'],
  [5, 'mai'],
  [5, 'mei'],
  [5, 'maj'],
  [5, 'mag'],
  [6, 'jun'],
  [6, 'juin'],
  [6, 'giu'],
  [7, 'jul'],
  [7, 'juil'],
  [7, 'lug'],
  [8, 'aug'],
  [8, 'aoû'],
  [8, 'aou'],
  [8, 'ago'],
  [9, 'sep'],
  [9, 'set'],
  [10, 'oct'],
  [10, 'okt'],
  [10, 'out'],
  [10, 'ott'],
  [11, 'nov'],
  [12, 'dec'],
  [12, 'dez'],
  [12, 'déc'],
  [12, 'dic'],
  [12, 'des'],
]

const months = new Map(BEGINNINGS.map(([month, beginning]) => [beginning, month]))

/** From 1; null for another word. */
export function monthNamed(word: string): number | null {
  const name = word.toLowerCase().normalize('NFC').replace(/\.$/, '')
  if (!/^\p{L}{3,10}$/u.test(name)) return null
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
