import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { openBytes, outlinesOf } from '../support/format-file.ts'

function docx(...paragraphs: string[]): Uint8Array {
  const xml = paragraphs.map((words) => `<w:p><w:r><w:t>${words}</w:t></w:r></w:p>`).join('')
  return zip(`<w:document xmlns:w="urn:w"><w:body>${xml}</w:body></w:document>`)
}

function zip(document: string): Uint8Array {
  return zipSync({ '[Content_Types].xml': strToU8('<x/>'), 'word/document.xml': strToU8(document) })
}

describe('Word documents', () => {
  it('are read as the text they hold, without deleted words', () => {
    const deleted =
      'The ferries</w:t></w:r><w:del><w:r><w:t> never</w:t></w:r></w:del><w:r><w:t> sail.'
    expect(outlinesOf(docx('Tea &amp; ferries', 'By Ida Moen', deleted), 'a.docx')).toMatchObject([
      { headline: 'Tea & ferries', byline: 'By Ida Moen', text: ['The ferries sail.'] },
    ])
  })

  it('may hold an export', () => {
    const lines = [
      'Tea returns',
      'The Selm Courier',
      'July 15, 2024',
      'Length: 12 words',
      'Body',
      'They got it.',
      'Load-Date: July 16, 2024',
      'End of Document',
    ]
    expect(outlinesOf(docx(...lines), 'a.docx')).toMatchObject([
      { headline: 'Tea returns', publisher: 'The Selm Courier', text: ['They got it.'] },
    ])
  })

  it('are refused when they unpack to too much', () => {
    const { articles, problems } = openBytes(zip(' '.repeat(2_000_000)), 'a.docx').parse()
    expect(articles).toEqual([])
    expect(problems[0]).toMatchObject({ code: 'TOO_COMPLEX', path: 'a.docx' })
  })

  it.each([
    ['broken XML', '<w:document><w:body>', 'DAMAGED_FILE'],
    ['an entity', '<!DOCTYPE d [<!ENTITY a "b">]><w:document>&a;</w:document>', 'DAMAGED_FILE'],
    [
      'elements that nest too deeply',
      `${'<w:p>'.repeat(300)}${'</w:p>'.repeat(300)}`,
      'TOO_COMPLEX',
    ],
  ])('are refused with %s', (_what, xml, code) => {
    expect(openBytes(zip(xml), 'a.docx').parse().problems[0]?.code).toBe(code)
  })
})

describe('rich text', () => {
  it('is read with its encodings and without its fields', () => {
    const rtf = String.raw`{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial;}}{\info{\title x}}
\pard\b Tea returns\b0\par
By Ida Mo\'ebn\par
The caf\'e9 is \u8220?back\u8221?. {\f1 \'cf\'e0\'f0\'ee\'ec}.\par{\field{\*\fldinst HYPERLINK "x"}{\fldrslt They sail}} at six.\par}`
    expect(outlinesOf(rtf, 'a.rtf')).toMatchObject([
      {
        headline: 'Tea returns',
        byline: 'By Ida Moën',
        text: ['The café is “back”. Паром.', 'They sail at six.'],
      },
    ])
  })

  it.each([
    ['groups that nest too deeply', '{\\b '.repeat(100_000), 'TOO_COMPLEX'],
    ['binary data behind its end', '\\bin99999999 Words.', 'DAMAGED_FILE'],
  ])('is read up to %s', (_what, rest, code) => {
    const before = openBytes(`{\\rtf1 Tea returns\\par They sail. ${rest}`, 'a.rtf').parse()
    expect(before.articles.map(({ body }) => body)).toEqual(['Tea returns\n\nThey sail.'])
    expect(before.problems[0]).toMatchObject({ code, severity: 'WARNING' })
    const nothing = openBytes(`{\\rtf1 ${rest}`, 'a.rtf').parse()
    expect(nothing.articles).toEqual([])
    expect(nothing.problems).toMatchObject([{ code, severity: 'ERROR' }])
  })

  it('goes on behind binary data', () => {
    const rtf = '{\\rtf1 Tea returns\\par {\\pict\\bin5 }}}}}}They sail.}'
    expect(openBytes(rtf, 'a.rtf').parse().articles[0]?.body).toBe('Tea returns\n\nThey sail.')
  })
})

describe('mail', () => {
  const MAIL = [
    'From: =?UTF-8?Q?Ida_Mo=C3=ABn?= <ida@selm.example>',
    'Subject: =?iso-8859-1?Q?Caf=E9_ferries?=',
    ' return',
    'Date: Mon, 15 Jul 2024 16:34:51 +0900 (KST)',
    'Message-ID: <abc@selm.example>',
    'Content-Type: multipart/alternative; boundary="xx"',
    '',
    '--xx',
    'Content-Type: text/plain; charset=iso-8859-1',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    'The caf=E9 is back, and =',
    'sails.',
    '-- ',
    'Ida',
    '--xx--',
  ].join('\r\n')

  it('gives subject, sender, time and story', () => {
    expect(outlinesOf(MAIL, 'a.eml')).toMatchObject([
      {
        headline: 'Café ferries return',
        byline: 'Ida Moën',
        published: '2024-07-15T16:34:51 +0900',
        itemId: 'abc@selm.example',
        text: ['The café is back, and sails.'],
      },
    ])
  })

  it('gives the articles of its attachments', () => {
    const part = [
      'Content-Disposition: attachment; filename="tea.docx"',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from(docx('Tea returns', 'They got it.')).toString('base64'),
      '--xx--',
    ].join('\r\n')
    const headlines = outlinesOf(MAIL.replace('--xx--', `--xx\r\n${part}`), 'a.eml')
    expect(headlines.map(({ headline }) => headline)).toEqual([
      'Café ferries return',
      'Tea returns',
    ])
  })
})
