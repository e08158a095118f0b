import { describe, expect, it } from 'vitest'
import { openBytes, outlinesOf } from '../support/format-file.ts'

const WIRE =
  '\u0001nwa062 4 i 211   nwa 061\r\n\r\nSelm-harbor/Ferries/\r\n' +
  '\u00021ST LEAD\r\nFerries return to Selm harbor\r\nBy Ida Moen, nwa =\r\n\r\n' +
  '   Port Selm (nwa) - The ferries are back, the\r\nharbor master said.\r\n\r\n' +
  '   They sail at six.\r\n\r\n# Notebook\r\n\r\nnot for publication\r\n- Tel: 1\r\n\r\nnwa im bb\r\n' +
  '\r\n\u0003151137 GMT Jul 24 \r\n\u007f\u0004'

describe('wire messages', () => {
  it('give headline, byline, story and the time of transmission', () => {
    expect(openBytes(WIRE)).toMatchObject({
      format: 'iptc7901',
      reason: 'it begins with the control characters of a wire message',
    })
    expect(outlinesOf(WIRE)).toMatchObject([
      {
        headline: 'Ferries return to Selm harbor',
        byline: 'By Ida Moen, nwa',
        published: '2024-07-15T11:37:00 GMT',
        keywords: ['Selm-harbor', 'Ferries'],
        itemId: 'nwa062-2024-07-15',
        text: [
          'Port Selm (nwa) - The ferries are back, the harbor master said.',
          'They sail at six.',
        ],
      },
    ])
  })

  it('are read in their own encoding', () => {
    const bytes = Buffer.from(WIRE.replace('master', 'm\u00e4ster Z\u00f6e'), 'latin1')
    expect(outlinesOf(bytes)[0]?.text[0]).toContain('harbor mäster Zöe said')
  })

  it('may stand behind each other in one file', () => {
    const other = WIRE.replace('nwa062', 'nwa063').replace('Ferries return', 'Tea returns')
    expect(outlinesOf(WIRE + other).map(({ headline }) => headline)).toEqual([
      'Ferries return to Selm harbor',
      'Tea returns to Selm harbor',
    ])
  })

  it('leave out what says how new they are, and name the agency of a service', () => {
    const text = WIRE.replace('1ST LEAD\r\n', 'REFILE\r\n1ST LEAD\r\n').replace(
      'nwa 061',
      'nwa-tns 061',
    )
    expect(outlinesOf(text)[0]).toMatchObject({ headline: 'Ferries return to Selm harbor' })
    expect(openBytes(text).parse().articles[0]?.provider).toBe('nwa')
  })

  it('have no time where the day does not exist', () => {
    expect(outlinesOf(WIRE.replace('151137 GMT Jul', '311137 GMT Jun'))[0]?.published).toBeNull()
  })
})

describe('the Reuters-21578 collection', () => {
  it('is read inside of an element of its own', () => {
    const text = `<!DOCTYPE lewis SYSTEM "lewis.dtd">
<DATA>
<REUTERS NEWID="8"><TEXT><TITLE>TEA RETURNS</TITLE><BODY>Tea is back.</BODY></TEXT></REUTERS>
</DATA>`
    expect(outlinesOf(text, 'a.sgm')).toMatchObject([
      { headline: 'TEA RETURNS', itemId: '8', text: ['Tea is back.'] },
    ])
    expect(openBytes(text, 'a.bin').format).toBe('reuters-21578')
  })

  it('gives every document, its references to control characters left out', () => {
    const text = `<!DOCTYPE lewis SYSTEM "lewis.dtd">
<REUTERS TOPICS="YES" NEWID="7">
<DATE>15-JUL-1987 15:01:01.79</DATE>
<TOPICS><D>ferries</D></TOPICS>
<UNKNOWN>&#5;&#5;C T</UNKNOWN>
<TEXT>&#2;
<TITLE>SELM &lt;SLM> FERRIES RETURN</TITLE>
<AUTHOR>    by Ida Moen, Reuters</AUTHOR>
<DATELINE>    PORT SELM, July 15 - </DATELINE><BODY>The ferries are back, the
harbor master said.
    They sail at six.
 Reuter
&#3;</BODY></TEXT>
</REUTERS>
<REUTERS NEWID="8"><TEXT TYPE="BRIEF"><TITLE>TEA RETURNS</TITLE></TEXT></REUTERS>`
    expect(outlinesOf(text, 'reut.sgm')).toMatchObject([
      {
        headline: 'SELM <SLM> FERRIES RETURN',
        byline: 'by Ida Moen, Reuters',
        dateline: 'PORT SELM, July 15',
        published: '1987-07-15T15:01:01',
        keywords: ['ferries'],
        itemId: '7',
        text: ['The ferries are back, the harbor master said.', 'They sail at six.'],
      },
      { headline: 'TEA RETURNS', text: [] },
    ])
  })
})
