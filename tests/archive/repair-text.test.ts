import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { decodeText } from '../../src/archive/decode.ts'
import { repairText } from '../../src/archive/repair-text.ts'

const repair = (text: string) => repairText(text, true).text

/** UTF-8 that is read as another encoding. */
const misread = (text: string, encoding: string) => {
  const bytes = Buffer.from(text)
  if (encoding === 'latin1') return bytes.toString('latin1')
  return Array.from(bytes, (byte) => {
    const letter = iconv.decode(Buffer.from([byte]), 'windows-1252')
    return letter === '\ufffd' ? String.fromCharCode(byte) : letter
  }).join('')
}

describe('repairText', () => {
  it.each(['windows-1252', 'latin1'])('undoes UTF-8 that was read as %s', (encoding) => {
    for (const text of [
      '“The gates are old,” said Zoë Lindström – at the café…',
      '« Déjà », a dit Héloïse Brémaud.',
      '셀름 부두 다시 연다',
      'Паром опоздал, сказала Ада Линд.',
      'Straße für 5 € geöffnet',
      'A 😀 joke',
    ]) {
      expect(repair(misread(text, encoding)), text).toBe(text)
      expect(repair(misread(misread(text, encoding), encoding)), `${text}, twice`).toBe(text)
    }
  })

  it('restores marks that were kept as control characters', () => {
    expect(repair('\u0093It\u0092s an old gate,\u0094 said Ada O\u0092Brek\u0085')).toBe(
      '“It’s an old gate,” said Ada O’Brek…',
    )
  })

  it('restores a closing mark whose last byte was dropped', () => {
    expect(repair('â€œThe gates are old,â€ said Ada Lind.')).toBe(
      '“The gates are old,” said Ada Lind.',
    )
  })

  it.each([
    ['&ldquo;We wait,&rdquo; said Zo&euml;.', '“We wait,” said Zoë.'],
    ['&quot;We wait,&quot; said Lind &amp; Sons.', '"We wait," said Lind & Sons.'],
    ['&#8220;We wait&#x201d; &#146;', '“We wait” ’'],
  ])('reads the references of %s', (text, expected) => {
    expect(repair(text)).toBe(expected)
  })

  it.each([
    'Zoë Lindström said: “We wait – at the café…”',
    '«LIBERTÉ», «AMANHû, SÃO PAULO',
    'ÂGE, ÎLE, Ä°',
    '“Au café…” dit-il',
    'OLÉ…”',
    '1990â€“style without other damage? No: â alone, € alone.'.replace('â€“', 'â-'),
    'AT&T; R&D;',
    '<p>&ldquo;We wait&rdquo;</p>',
    '{"text": "&quot;We wait&quot;"}',
    'One line\u0085another line',
  ])('leaves %j alone', (text) => {
    expect(repairText(text, true)).toMatchObject({ text, count: 0, first: null })
  })

  it('leaves sound text alone, whatever it says', () => {
    const letters = fc.constantFrom(...'aeiou ,."«»“”‘’–…éèêëàâçîïôùûüäöåøñãõßÉÀ셀름д€')
    const sound = fc.string({ unit: letters }).filter((text) => !/[â-ôÂ-Ô].[»”’…«“‘–€]/u.test(text))
    fc.assert(
      fc.property(sound, (text) => {
        fc.pre(!/[\u00c2-\u00f4][^ a-z,."]/u.test(text))
        expect(repair(text)).toBe(text)
      }),
    )
  })

  it('restores any misread words of a language with accents', () => {
    const words = fc.array(fc.constantFrom('où', 'Zoë', 'été', '“oui”', 'non', 'à'), {
      minLength: 1,
    })
    fc.assert(
      fc.property(words, (list) => {
        const text = `${list.join(' ')} Zoë`
        expect(repair(misread(text, 'windows-1252'))).toBe(text)
      }),
    )
  })
})

describe('decodeText with damage', () => {
  const decode = (bytes: Uint8Array) => decodeText(bytes, 'a.txt', null)

  it('reports what it repaired with its place', () => {
    const { text, problems } = decode(Buffer.from('Gates\n\nsaid ZoÃ« LindstrÃ¶m.'))
    expect(text).toBe('Gates\n\nsaid Zoë Lindström.')
    expect(problems).toMatchObject([{ code: 'DAMAGED_TEXT', severity: 'INFO', line: 3, column: 8 }])
    expect(problems[0]?.message).toContain('2 places repaired, such as "Ã«" to "ë"')
  })

  it('warns of places that it cannot repair', () => {
    const { problems } = decode(Buffer.from('said ZoÃ« and Ãlvaro'))
    expect(problems).toMatchObject([{ code: 'DAMAGED_TEXT', severity: 'WARNING' }])
    expect(problems[0]?.message).toContain('1 place repaired')
    expect(problems[0]?.message).toContain('1 place left as in the file')
  })

  it('warns of damage beside sound letters, which it leaves alone', () => {
    const { text, problems } = decode(Buffer.from('said ZoÃ© and Zoë'))
    expect(text).toContain('ZoÃ© and Zoë')
    expect(problems).toMatchObject([{ code: 'DAMAGED_TEXT', severity: 'WARNING' }])
  })

  it('reads stray marks of windows-1252 in UTF-8', () => {
    const bytes = Buffer.concat([
      Buffer.from('“Old,” said Zoë Lindström. '),
      Buffer.from([0x93]),
      Buffer.from('Very old,'),
      Buffer.from([0x94]),
      Buffer.from(' she said.'),
    ])
    const { text, problems } = decode(bytes)
    expect(text).toBe('“Old,” said Zoë Lindström. “Very old,” she said.')
    expect(problems).toMatchObject([{ code: 'DAMAGED_TEXT', severity: 'INFO' }])
  })

  it('does not say that nothing is missing when a control character may have been a mark', () => {
    const { problems } = decode(Buffer.from('He said \u0081no\u009d.'))
    expect(problems).toMatchObject([{ code: 'CONTROL_CHARACTERS', severity: 'WARNING' }])
    expect(problems[0]?.hint).toContain('may have been letters or marks')
  })

  it('leaves the references of HTML to its reader', () => {
    const html = 'One &ldquo;word&rdquo;'
    expect(decodeText(Buffer.from(html), 'a.html', null).text).toBe(html)
  })

  it.each(['Ã', 'Ã«', 'â€œ', 'â€', '\u0093', '&amp;', '&', 'ð'])(
    'is linear for a megabyte of %j',
    { tags: ['timing'] },
    (unit) => {
      expect(decode(Buffer.from(unit.repeat(1_000_000 / unit.length))).problems).toBeDefined()
    },
  )
})
