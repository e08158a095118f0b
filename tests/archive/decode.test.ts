import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { decodeText } from '../../src/archive/decode.ts'

const decode = (bytes: Uint8Array, fallback: string | null = null) =>
  decodeText(bytes, 'news.txt', fallback)

const codesOf = ({ problems }: ReturnType<typeof decode>) => problems.map(({ code }) => code)

const utf8 = (text: string) => Buffer.from(text)

const LATIN = 'The ferry sailed at noon.\n\nNobody waved.'
const WESTERN = 'The café on the quay – “full, as ever”, said René – is the harbour’s last.'
const KOREAN = '부두의 철도가 다시 열린다. 시장은 이날 오후 항구에서 이렇게 말했다.'
// 똠 and 펲 are syllables that EUC-KR does not have.
const WIDE_KOREAN = `${KOREAN} 똠방각하는 펲시를 마셨다.`
const JAPANESE = '港の鉄道がふたたび開くと、市長は金曜日に述べた。'
const CHINESE = '市长在星期五说，港口的铁路又要开了，这是我们的大日子。'
const TAIWANESE = '市長在星期五說，港口的鐵路又要開了，這是我們的大日子。'

describe('decodeText finds the encoding', () => {
  it.each<[title: string, encoding: string, bytes: Uint8Array, text: string]>([
    ['UTF-8', 'utf-8', utf8(WESTERN), WESTERN],
    ['UTF-8 with a mark', 'utf-8', utf8(`\ufeff${WESTERN}`), WESTERN],
    ['plain ASCII as UTF-8', 'utf-8', utf8(LATIN), LATIN],
    [
      'UTF-16 with a mark, little end first',
      'utf-16le',
      iconv.encode(WESTERN, 'utf-16le', { addBOM: true }),
      WESTERN,
    ],
    [
      'UTF-16 with a mark, big end first',
      'utf-16be',
      iconv.encode(WESTERN, 'utf-16be', { addBOM: true }),
      WESTERN,
    ],
    [
      'UTF-32 with a mark',
      'utf-32le',
      iconv.encode(WESTERN, 'utf-32le', { addBOM: true }),
      WESTERN,
    ],
  ])('%s', (_title, encoding, bytes, text) => {
    expect(decode(bytes)).toEqual({ text, encoding, problems: [] })
  })

  it.each<[title: string, encoding: string, bytes: Uint8Array, text: string]>([
    [
      'UTF-16 without a mark, little end first',
      'utf-16le',
      iconv.encode(WESTERN, 'utf-16le'),
      WESTERN,
    ],
    [
      'UTF-16 without a mark, big end first',
      'utf-16be',
      iconv.encode(WESTERN, 'utf-16be'),
      WESTERN,
    ],
    ['Korean UTF-16 without a mark', 'utf-16le', iconv.encode(KOREAN, 'utf-16le'), KOREAN],
    [
      'windows-1252 with curly marks and dashes',
      'windows-1252',
      iconv.encode(WESTERN, 'windows-1252'),
      WESTERN,
    ],
    ['EUC-KR', 'euc-kr', iconv.encode(KOREAN, 'euc-kr'), KOREAN],
    ['CP949, of which EUC-KR is a part', 'cp949', iconv.encode(WIDE_KOREAN, 'cp949'), WIDE_KOREAN],
    ['Shift_JIS', 'shift_jis', iconv.encode(JAPANESE, 'shift_jis'), JAPANESE],
    ['EUC-JP', 'euc-jp', iconv.encode(JAPANESE, 'euc-jp'), JAPANESE],
    ['GBK', 'gb18030', iconv.encode(CHINESE, 'gbk'), CHINESE],
    ['Big5', 'big5', iconv.encode(TAIWANESE, 'big5'), TAIWANESE],
  ])('%s, and says that it guessed', (_title, encoding, bytes, text) => {
    const decoded = decode(bytes)
    expect(decoded).toMatchObject({ text, encoding })
    expect(codesOf(decoded)).toEqual(['ENCODING_GUESSED'])
  })

  it('a few Korean names among Latin letters', () => {
    const text = 'The singer 김하늘 and the poet 이도진 met at the harbour.'
    expect(decode(iconv.encode(text, 'cp949'))).toMatchObject({ text, encoding: 'euc-kr' })
  })

  it('the configured one where nothing is recognised, without a word', () => {
    const text = 'Паром отошёл от причала в полдень, сказал капитан.'
    const bytes = iconv.encode(text, 'windows-1251')
    expect(decode(bytes, 'windows-1251')).toEqual({ text, encoding: 'windows-1251', problems: [] })
  })

  it('not the configured one where the file is Unicode', () => {
    expect(decode(utf8(WESTERN), 'windows-1251')).toMatchObject({ encoding: 'utf-8' })
  })
})

describe('decodeText makes one kind of text', () => {
  it.each<[title: string, raw: string, text: string]>([
    ['CRLF', 'one\r\ntwo', 'one\ntwo'],
    ['lone carriage returns', 'one\rtwo', 'one\ntwo'],
    ['form feeds and line separators', 'one\ftwo\u2028three', 'one\ntwo\nthree'],
    ['paragraph separators', 'one\u2029two', 'one\n\ntwo'],
    ['tabs, which stay', 'one\ttwo', 'one\ttwo'],
    ['no-break spaces, which stay', 'one\u00a0two', 'one\u00a0two'],
  ])('with %s', (_title, raw, text) => {
    expect(decode(utf8(raw))).toEqual({ text, encoding: 'utf-8', problems: [] })
  })

  it('leaves out control characters and says where the first stood', () => {
    const decoded = decode(utf8('Pilot boat\naground\u0000 off the \u0007cape.'))
    expect(decoded.text).toBe('Pilot boat\naground off the cape.')
    expect(decoded.problems).toMatchObject([
      { code: 'CONTROL_CHARACTERS', severity: 'WARNING', line: 2, column: 8 },
    ])
    expect(decoded.problems[0]?.message).toBe('2 control characters left out of the text.')
  })

  it('does not take a stray zero in a short text for UTF-16', () => {
    expect(decode(utf8('Full\0 stop.'))).toMatchObject({ text: 'Full stop.', encoding: 'utf-8' })
    const broken = Buffer.from('Caf\xe9\0 closed, quay open.', 'latin1')
    expect(decode(broken)).toMatchObject({ text: 'Café closed, quay open.' })
  })

  it('takes terminal colours out whole', () => {
    expect(decode(utf8('a \u001b[31mred\u001b[0m flag')).text).toBe('a red flag')
  })

  it('shows bytes that mean nothing as U+FFFD, and counts them', () => {
    const bytes = Buffer.concat([utf8('The café and\nthe tea'), Buffer.from([0xc3])])
    const decoded = decode(bytes)
    expect(decoded.text).toBe('The café and\nthe tea\ufffd')
    expect(decoded.problems).toMatchObject([
      {
        code: 'UNDECODABLE_BYTES',
        severity: 'WARNING',
        message: '1 character could not be read as utf-8; U+FFFD stands there.',
        line: 2,
        column: 8,
      },
    ])
  })

  it('does not complain of a U+FFFD that the file itself holds', () => {
    expect(decode(utf8('Somebody lost \ufffd here.')).problems).toEqual([])
  })
})

describe('decodeText refuses', () => {
  it.each<[title: string, bytes: Uint8Array, code: string]>([
    ['an empty file', Buffer.alloc(0), 'EMPTY_FILE'],
    ['blanks only', utf8(' \r\n\u00a0\n'), 'EMPTY_FILE'],
    ['a byte order mark alone', utf8('\ufeff'), 'EMPTY_FILE'],
    ['a picture', Buffer.from('\x89PNG\r\n\x1a\nabc', 'latin1'), 'BINARY_FILE'],
    ['a PDF document', utf8('%PDF-1.7 and so on'), 'BINARY_FILE'],
    ['a zipped file', Buffer.from('PK\x03\x04....', 'latin1'), 'BINARY_FILE'],
    ['noise', Buffer.from(Array.from({ length: 512 }, (_, at) => (at * 7) % 32)), 'BINARY_FILE'],
    ['zeros', Buffer.alloc(4096), 'BINARY_FILE'],
  ])('%s', (_title, bytes, code) => {
    const decoded = decode(bytes)
    expect(decoded.text).toBeNull()
    expect(decoded.encoding).toBeNull()
    expect(codesOf(decoded)).toEqual([code])
  })

  it('says what kind of thing it is', () => {
    const [problem] = decode(utf8('%PDF-1.7')).problems
    expect(problem?.message).toBe('"news.txt" is not text but a PDF document.')
  })

  it('an encoding that it does not know, rather than show nonsense', () => {
    const text = 'Паром отошёл от причала в полдень, сказал капитан порта.'
    const decoded = decode(iconv.encode(text, 'windows-1251'))
    expect(decoded.text).toBeNull()
    expect(decoded.problems).toMatchObject([
      { code: 'UNDECODABLE_BYTES', severity: 'ERROR', hint: expect.stringContaining('encoding') },
    ])
  })
})

describe('decodeText, whatever the bytes are,', () => {
  const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'cp949', 'shift_jis', 'gbk']

  it('gives text without control characters or carriage returns, or a reason', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const { text, problems } = decode(bytes)
        if (text === null) expect(problems).toHaveLength(1)
        else expect(text).not.toMatch(/[\0-\u0008\u000b-\u001f\u007f]/)
      }),
      { numRuns: 500 },
    )
  })

  it('never throws on text in some encoding', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom(...ENCODINGS),
        (text, encoding) => {
          expect(() => decode(iconv.encode(text, encoding))).not.toThrow()
        },
      ),
    )
  })

  it('gives UTF-8 back as it was', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zé가-힣“”\n ]*[a-z]{3}$/), (text) => {
        expect(decode(utf8(text))).toEqual({ text, encoding: 'utf-8', problems: [] })
      }),
    )
  })

  it.each([
    ['high bytes', Buffer.alloc(1 << 21, 0xe9)],
    ['escapes', Buffer.alloc(1 << 21, '\u001b[')],
    ['blanks', Buffer.alloc(1 << 21, ' ')],
  ])('stays quick on two megabytes of %s', (_title, bytes) => {
    const start = performance.now()
    decode(Buffer.concat([utf8('The ferry sailed. '), bytes]))
    expect(performance.now() - start).toBeLessThan(1500)
  })
})
