import { describe, expect, it } from 'vitest'
import { markDates, plain } from './reading.ts'

describe('words that look like times and are none', () => {
  it.each([
    'A Boeing 737 landed.',
    'A Boeing 1987 landed.',
    'You may march with us.',
    'March with us, they said.',
    'May we come in?',
    'The May family sold the farm.',
    'June Ardal sold the farm.',
    'April Ortega sold the farm.',
    'Jan Orlo sold the farm.',
    'She came second.',
    'A second ferry sank.',
    'He sat in room 1998.',
    'It stands on page 2012.',
    'Flight 1947 was late.',
    'Call 555-1999 for seats.',
    'Call +44 20 7946 1998 for seats.',
    'Arden won 3-2.',
    'Arden won 21-19, 19-21.',
    'It cost $1995.',
    'It cost 2,000 crowns.',
    'About 2000 people came.',
    'Some 1500 troops left.',
    'It weighs 1900 tons.',
    'The 42-year-old driver fled.',
    'The driver, 42 years old, fled.',
    'She is in her thirties and he is in his 40s.',
    'The Sunday Herald wrote nothing.',
    'It rose by three-quarters of a point.',
    'The fall of the tower shook them.',
    'The tower will fall.',
    'They spring from the bench.',
    'The ratio is 4:3.',
    'The bill, No. 1987, failed.',
    'The mill made 1,995 sacks.',
    'The stone is 1950 meters up.',
    'The band sang.',
    'As soon as he spoke, they left.',
    'Highway 2020 is shut.',
    'It measured 10 by 12.',
    'Version 2.5 works.',
    'The sun set over the sea.',
    'The court sat.',
    'The now-cancelled deal is void.',
    'She spoke on This Week about it.',
    'They saw High Noon at the fair.',
    'The March on Arden failed.',
    'They lost the quarter-finals.',
    'Sound recording 3Q5 is lost.',
    'The 100 ad campaigns ended.',
    'Sales rose by 20% annually.',
    'He wore morning dress.',
    'He left the year after the war.',
  ])('leaves %s alone', (sentence) => {
    expect(markDates(sentence)).toBe(sentence)
  })

  it.each([
    'In [[2020-05 May]], prices rose.',
    'He left in [[2021-03 March]] and may return.',
    'The attacks of [[2001-09-11 9/11/2001]] changed it.',
    'About 2000 people came in [[2000 2000]].',
    'A [[P30Y 30-year]] veteran, 52 years old, left.',
    'The novel of [[1984 1984]] is on page 1984.',
  ])('still finds the times in %s', (sentence) => {
    expect(markDates(plain(sentence))).toBe(sentence)
  })
})
