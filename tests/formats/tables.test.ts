import { describe, expect, it } from 'vitest'
import { openBytes, outlinesOf } from '../support/format-file.ts'

const TABLE = `id,headline,author,date,text,section
7,Quay opens,Ida Moen,2024-07-15 16:34:51,"The ferries are back.

""They sail at six,"" she said.",Economy
8,Bells go home,,2024-07-16,The bell is home.,
`

describe('tables', () => {
  it('give an article for each row', () => {
    expect(openBytes(TABLE, 'a.txt')).toMatchObject({
      format: 'csv',
      reason: 'its first line names the columns id, headline, author, date',
    })
    expect(outlinesOf(TABLE)).toMatchObject([
      {
        headline: 'Quay opens',
        byline: 'Ida Moen',
        published: '2024-07-15T16:34:51',
        section: 'Economy',
        itemId: '7',
        text: ['The ferries are back.', '"They sail at six," she said.'],
      },
      { headline: 'Bells go home', byline: null, published: '2024-07-16T00:00:00', itemId: '8' },
    ])
  })

  it.each([';', '\t', '|'])('may be separated by %j', (separator) => {
    const text = `"Title"${separator}"Text"\n"Quay opens"${separator}"The ferries are back."\n`
    expect(outlinesOf(text, 'a.txt')).toMatchObject([
      { headline: 'Quay opens', text: ['The ferries are back.'] },
    ])
  })

  it('read day first where another row can only be read so', () => {
    const rows = 'title,text,date\nQuay,Words.,03/04/2024\nTea,Words.,13/04/2024\n'
    expect(outlinesOf(rows).map(({ published }) => published)).toEqual([
      '2024-04-03T00:00:00',
      '2024-04-13T00:00:00',
    ])
  })

  it('read the columns that the settings name', () => {
    const text = 'kop,lijf\nQuay opens,The ferries are back.\n'
    const opened = openBytes(text, 'a.csv', { headline: 'kop', text: 'lijf' })
    expect(opened.parse().articles).toMatchObject([{ body: 'Quay opens\n\nThe ferries are back.' }])
  })

  it('with columns named as members of every object are read', () => {
    const text = 'title,text,__proto__,constructor\nQuay opens,The ferries are back.,x,y\n'
    expect(outlinesOf(text)).toMatchObject([{ headline: 'Quay opens' }])
    expect('x' in {}).toBe(false)
  })

  it('without a column for headline or text are a problem', () => {
    expect(openBytes('1;2\n3;4\n', 'a.csv').parse()).toMatchObject({
      articles: [],
      problems: [{ code: 'NO_TEXT', severity: 'WARNING' }],
    })
  })

  it('with a quotation mark that is open for five megabytes are a problem', () => {
    const text = `title,text\nQuay,The ferries are back.\nTea,"${'words, \n'.repeat(650_000)}`
    const { articles, problems } = openBytes(text, 'a.csv').parse()
    expect(articles).toMatchObject([{ body: 'Quay\n\nThe ferries are back.' }])
    expect(problems).toMatchObject([{ code: 'MALFORMED_FILE', severity: 'WARNING' }])
  })
})
