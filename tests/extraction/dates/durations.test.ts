import { describe, expect, it } from 'vitest'
import { markDates, plain, theDate } from './reading.ts'

describe('findDates: durations', () => {
  it.each([
    'The siege lasted [[P3D three days]].',
    'The siege lasted [[P3D 3 days]].',
    'The siege lasted [[PXM several months]].',
    'The siege lasted [[P1Y a year]].',
    'The siege lasted [[PT2H two hours]].',
    'The siege lasted [[P2Y6M two and a half years]].',
    'The siege lasted [[P2Y6M 2 1/2 years]].',
    'The siege lasted [[PT30M half an hour]].',
    'The siege lasted [[P100Y a hundred years]].',
    'The siege lasted [[P24M twenty-four months]].',
    'The siege lasted [[P20Y two decades]].',
    'The siege lasted [[P2Y a couple of years]].',
    'The siege lasted [[P100D 100 days]].',
    'The siege lasted [[P40Y nearly forty years]].',
    'The siege lasted [[P2W more than two weeks]].',
    'He signed a [[P5Y five-year]] lease.',
    'He signed a [[P5Y 5-year]] lease.',
    'He waited for [[PXY years]].',
    'Sales fell over [[P3M the past three months]].',
    'Sales rise in [[P5Y the next five years]].',
    'Sales fell in [[P9M the first nine months]].',
    'Repairs take [[P2W two to three weeks]].',
    'Repairs take [[P6Y6M six-and-a-half years]].',
    'Repairs take [[PT1H30M an hour and a half]].',
    'Repairs take [[PT45M three-quarters of an hour]].',
    'Repairs take [[P25Y a quarter of a century]].',
    'Repairs end within [[P1W a week]].',
    'It stood for [[P1D one day]].',
    'Sales rose over [[P9M the nine months]].',
  ])('normalises %s', (sentence) => {
    expect(markDates(plain(sentence))).toBe(sentence)
  })

  it('gives a duration anchored to publication an interval', () => {
    expect(theDate('Sales fell over the past three months.')).toMatchObject({
      from: '2020-12-10',
      until: '2021-03-10',
      anchor: { kind: 'PUBLISHED', date: '2021-03-10' },
    })
  })

  it('gives a duration without an anchor no interval', () => {
    expect(theDate('The siege lasted three days.')).toMatchObject({
      type: 'DURATION',
      from: null,
      until: null,
      anchor: null,
    })
  })

  it.each([
    ['about', 'APPROX'],
    ['nearly', 'LESS_THAN'],
    ['more than', 'MORE_THAN'],
    ['at least', 'EQUAL_OR_MORE'],
    ['up to', 'EQUAL_OR_LESS'],
  ])('reads the modifier "%s" as %s', (word, mod) => {
    expect(theDate(`The siege lasted ${word} three days.`).mod).toBe(mod)
  })
})

describe('findDates: sets', () => {
  it.each([
    'Trains run [[P1D daily]].',
    'Trains run [[P1D every day]].',
    'Trains run [[P2W every two weeks]].',
    'Orchards bloom [[XXXX-04 every April]].',
    'Orchards bloom [[XXXX-SP every spring]].',
    'Accounts are read [[P1Y each year]].',
    'Accounts are read [[P1Y annually]].',
    'Accounts are read [[P1W twice a week]].',
    'Accounts are read [[P1M three times a month]].',
  ])('normalises %s', (sentence) => {
    const text = plain(sentence)
    expect(markDates(text)).toBe(sentence)
    expect(theDate(text).type).toBe('SET')
  })
})
