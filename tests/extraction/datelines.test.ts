import { describe, expect, it } from 'vitest'
import { findDateline } from '../../src/extraction/datelines.ts'
import { findOutlets } from '../../src/extraction/sources/outlets.ts'
import { languages } from '../../src/languages/index.ts'
import { readMarks } from '../../src/text/marks.ts'
import { articleOf, wordsAt } from '../support/text-file.ts'

const [english] = languages

function datelineOf(text: string) {
  const article = articleOf(`Ferry back     DATE: 2024-07-15\n\n${text}`)
  const dateline = findDateline(article, findOutlets(article, english), english)
  return (
    dateline && {
      all: wordsAt(article, dateline.span),
      place: wordsAt(article, dateline.place),
      date: wordsAt(article, dateline.date),
      agency: dateline.agency?.source?.name ?? null,
    }
  )
}

describe('findDateline', () => {
  it.each([
    ['[[all [[place SELM]], [[date Oct. 10]] ([[agency Northern Wire]]) --]] It sails.'],
    ['[[all [[place SELM]], [[date 14 October]] ([[agency Littoral]]) —]] It sails.'],
    ['[[all [[place SELM, Northmark]], [[date March 3]] ([[agency Northern Wire]]) —]] It sails.'],
    ['[[all [[place PARIS]] ([[agency Littoral]]) -]] It sails.'],
    ['[[all [[place NEW SELM]] ([[agency Littoral]]) _]] It sails.'],
    ['[[all [[place Selm]] ([[agency Littoral]]) —]] It sails.'],
    ['[[all [[place SELM/OSTRAV]], [[date July 3, 2024]] ([[agency Littoral]]) --]] It sails.'],
    ['[[all [[place BUSAN]] —]] It sails.'],
    ['[[all [[place ST. IDA, Northmark]] —]] It sails.'],
    ['[[all [[place Selm]], [[date 4 May]] –]] It sails.'],
    ['[[all [[place Selm]], [[date 4 May]]]]\n\nIt sails.'],
    ['[[all ([[agency Littoral]]) —]] It sails.'],
    [
      '(Corrects the fare.)\n\n[[all [[place SELM]], [[date Oct. 10]] ([[agency Littoral]]) --]] It sails.',
    ],
  ])('reads %s', (marked) => {
    const { text, marks } = readMarks(marked)
    const words = (label: string) => {
      const mark = marks.find((each) => each.label === label)
      return mark ? text.slice(mark.span.start, mark.span.end) : null
    }
    expect(datelineOf(text)).toEqual({
      all: words('all'),
      place: words('place'),
      date: words('date'),
      agency: words('agency'),
    })
  })

  it('resolves the agency to its full name', () => {
    expect(datelineOf('SELM, Oct. 10 (AP) -- It sails.')?.agency).toBe('Associated Press')
  })

  it.each([
    'It sails — at last.',
    'The ferry (an old one) — it was mended — sails.',
    'BREAKING — It sails.',
    'IDA MOEN: It sails.',
    'Ida Moen, 54, — no relation — sails.',
    'Selm — the town, not the river — was calm.',
    '“WE SAIL” — that was all she said.',
    'Oct. 10 — that was the day.',
  ])('finds no dateline in %s', (text) => {
    expect(datelineOf(text)).toBeNull()
  })

  it('finds no dateline in an article without text', () => {
    expect(datelineOf('')).toBeNull()
  })
})
