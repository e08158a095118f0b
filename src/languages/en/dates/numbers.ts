import type { NumberWords } from '../../date-words.ts'

const count = (words: string, first: number, step = 1): Record<string, number> =>
  Object.fromEntries(words.split(' ').map((word, index) => [word, first + index * step]))

export const numbers: NumberWords = {
  ones: count(
    'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen ' +
      'sixteen seventeen eighteen nineteen',
    1,
  ),
  tens: count('twenty thirty forty fifty sixty seventy eighty ninety', 20, 10),
  multipliers: { hundred: 100, thousand: 1000, million: 1_000_000, billion: 1_000_000_000 },
  ordinals: {
    ...count(
      'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth ' +
        'thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth',
      1,
    ),
    ...count(
      'twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth',
      20,
      10,
    ),
  },
  article: 'a',
  and: 'and',
  half: ['a', 'half'],
  suffixes: ['st', 'nd', 'rd', 'th'],
}
