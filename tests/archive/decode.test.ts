import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { decodeText } from '../../src/archive/decode.ts'

const ENGLISH = 'Ferry back in Selm\n\n"We sail at six," said Ida Moen.\n'
const CURLY = 'Ferry back in Selm\n\n“We sail at six,” said Zoë Moen – of the café “Mère”.\n'
const KOREAN =
  '셀름 부두 다시 연다\n\n이다모 선장은 "여섯 시에 떠난다"고 말했다. 표는 다음 달부터 판다.\n'
const JAPANESE = 'セルム港が再開\n\n船長は「六時に出ます」と言った。切符は来月から売り出される。\n'
const CHINESE =
  '塞尔姆码头重新开放\n\n船长说：“我们六点出发。”船票将于下个月开始出售，这是三年来的第一次。\n'
const TAIWANESE =
  '塞爾姆碼頭重新開放\n\n船長說：「我們六點出發。」船票將於下個月開始出售，這是三年來的第一次。\n'

const HEBREW =
  'המעבורת חזרה לנמל סלם ביום שני, אמרה איידה לינד, מנהלת הנמל. "חיכינו שש שנים", הוסיפה.\n'
const ARABIC =
  'عادت العبارة إلى ميناء سلم يوم الاثنين، قالت مديرة الميناء آيدا ليند. «انتظرنا ست سنوات»، أضافت.\n'
const RUSSIAN =
  'Паромы вернулись в Сельм\n\n«Мы отходим в шесть», сказала капитан порта Ида Моэн в понедельник утром.\n'
const POLISH =
  'Promy wróciły do Selm\n\n„Odpływamy o szóstej”, powiedziała Ida Moen, kapitan portu. Bilety będą dostępne później, także dla dzieci i żołnierzy.\n'
const CZECH =
  'Přívozy se vrátily do Selmu\n\nOdplouváme v šest, řekla kapitánka přístavu. Jízdenky budou dražší než dříve, ale děti zůstávají zdarma.\n'

function decode(bytes: Uint8Array, fallback: string | null = null) {
  const decoded = decodeText(bytes, 'a.txt', fallback)
  const codes = decoded.problems.map(({ code }) => code)
  if (decoded.text === null) return { text: null, encoding: null, codes }
  return { text: decoded.text, encoding: decoded.encoding, codes }
}

function encode(text: string, encoding: string): Buffer {
  return iconv.encode(text, encoding)
}

describe('decodeText', () => {
  it.each([
    ['utf-8', Buffer.from([0xef, 0xbb, 0xbf])],
    ['utf-16le', Buffer.from([0xff, 0xfe])],
    ['utf-16be', Buffer.from([0xfe, 0xff])],
    ['utf-32le', Buffer.from([0xff, 0xfe, 0, 0])],
    ['utf-32be', Buffer.from([0, 0, 0xfe, 0xff])],
  ])('recognises and removes the byte order mark of %s', (encoding, mark) => {
    const bytes = Buffer.concat([mark, encode(KOREAN, encoding)])
    expect(decode(bytes)).toEqual({ text: KOREAN, encoding, codes: [] })
  })

  it.each([ENGLISH, CURLY, KOREAN, JAPANESE])('reads UTF-8: %j', (text) => {
    expect(decode(Buffer.from(text))).toEqual({ text, encoding: 'utf-8', codes: [] })
  })

  it.each([
    ['utf-16le', ENGLISH],
    ['utf-16be', ENGLISH],
    ['utf-16le', KOREAN],
    ['utf-16be', KOREAN],
    ['windows-1252', CURLY],
    ['windows-1252', 'Ferry back in Selm\n\nThe café by the quay reopened, said Zoë Moen.\n'],
    ['euc-kr', KOREAN],
    ['cp949', `${KOREAN}\n똠방 씨는 펲 상점을 열었다.\n`],
    ['euc-kr', `${ENGLISH.repeat(20)}\nThe captain (이다모) was not there.\n`],
    ['shift_jis', JAPANESE],
    ['euc-jp', JAPANESE],
    ['gb18030', CHINESE],
    ['big5', TAIWANESE],
    ['windows-1251', RUSSIAN],
    ['koi8-r', RUSSIAN.replaceAll(/[«»]/g, '"')],
    ['iso-8859-5', RUSSIAN.replaceAll(/[«»]/g, '"')],
    ['cp866', RUSSIAN.replaceAll(/[«»]/g, '"')],
    ['windows-1251', 'Пором знову ходить до Сельма, сказала Іда Моен, капітан порту міста.\n'],
    ['windows-1253', 'Τα πλοία επέστρεψαν στο Σελμ, είπε η λιμενάρχης Ίντα Μόεν τη Δευτέρα.\n'],
    ['windows-1255', HEBREW],
    ['windows-1256', ARABIC],
    ['iso-8859-6', ARABIC.replaceAll(/[«»]/g, '"')],
    ['windows-1250', POLISH],
    ['iso-8859-2', POLISH.replaceAll(/[„”]/g, '"')],
    ['windows-1250', CZECH],
    ['iso-8859-2', CZECH],
    [
      'windows-1250',
      'A kompok visszatértek Selmbe, mondta a kikötőmester hétfőn. Hat évig tartott, míg a hídfő elkészült, és fűtött várótermet is építettek.\n',
    ],
    [
      'windows-1254',
      'Feribotlar Selm iskelesine döndü, dedi liman başkanı. Altı yıl süren çalışmanın ardından yeni iskele açıldı.\n',
    ],
    [
      'windows-1252',
      'Die Fähren sind zurück in Selm, sagte Jürgen Groß „über“ das Café von François.\n',
    ],
    [
      'windows-1252',
      'Færgerne er tilbage på kajen i Selm, siger havnechef Søren Ågård og smiler.\n',
    ],
    [
      'windows-1252',
      'As barcas voltaram à doca, informou a direção do porto: não há atrasos, é só alegria.\n',
    ],
    [
      'windows-1252',
      'El muelle abrió después de seis años: ¿quién lo habría dicho?, señaló la capitanía.\n',
    ],
  ])('guesses %s without a byte order mark and reports it: %j', (encoding, text) => {
    const codes = ['ENCODING_GUESSED']
    expect(decode(encode(text, encoding))).toEqual({ text, encoding, codes })
  })

  it('uses the configured encoding where none is recognised', () => {
    const text = 'Паром снова ходит в Сельм, сказала Ида Моэн.\n'
    const bytes = encode(text, 'windows-1251')
    expect(decode(bytes, 'windows-1251')).toEqual({ text, encoding: 'windows-1251', codes: [] })
  })

  it('prefers the configured encoding to windows-1252', () => {
    const bytes = encode('Zoë Moen’s café', 'windows-1252')
    expect(decode(bytes, 'iso-8859-15').encoding).toBe('iso-8859-15')
  })

  it('prefers recognised Korean to the configured encoding', () => {
    expect(decode(encode(KOREAN, 'cp949'), 'windows-1252').text).toBe(KOREAN)
  })

  it('ignores a configured encoding that does not exist', () => {
    expect(decode(encode(CURLY, 'windows-1252'), 'windows-9999').text).toBe(CURLY)
  })

  it('refuses bytes of an unknown encoding with a hint', () => {
    const bytes = Buffer.from(`${'\u0081\u008d\u009d'.repeat(20)} Selm`, 'latin1')
    const { text, problems } = decodeText(bytes, 'a.txt', null)
    expect(text).toBeNull()
    expect(problems[0]).toMatchObject({ code: 'UNDECODABLE_BYTES', severity: 'ERROR' })
    expect(problems[0]?.hint).toContain('"encoding" in the settings')
  })

  it('reports where bytes of UTF-8 are damaged', () => {
    const bytes = Buffer.concat([Buffer.from(`${KOREAN}`), Buffer.from([0xed, 0x95])])
    const decoded = decodeText(bytes, 'a.txt', null)
    expect(decoded).toMatchObject({ text: `${KOREAN}\ufffd`, encoding: 'utf-8' })
    expect(decoded.problems[0]).toMatchObject({ code: 'UNDECODABLE_BYTES', line: 4, column: 1 })
  })

  it.each([
    ['CR LF', 'a\r\nb', 'a\nb'],
    ['CR alone', 'a\rb\r\rc', 'a\nb\n\nc'],
    ['form feed and the Unicode separators', 'a\fb\u2028c\u2029d\u0085e', 'a\nb\nc\n\nd\ne'],
  ])('replaces %s by line feeds', (_ends, printed, text) => {
    expect(decode(Buffer.from(printed))).toEqual({ text, encoding: 'utf-8', codes: [] })
  })

  it('removes control characters and reports the first position', () => {
    const printed = 'Tabs\tstay\nA bell\u0007, a NUL\0 and \u001b[1;31mred\u001b[0m ink'
    const { text, problems } = decodeText(Buffer.from(printed), 'a.txt', null)
    expect(text).toBe('Tabs\tstay\nA bell, a NUL and red ink')
    expect(problems).toMatchObject([
      {
        code: 'CONTROL_CHARACTERS',
        message: '4 control characters removed from the text.',
        line: 2,
        column: 7,
      },
    ])
  })

  it('does not read a short text with one NUL as UTF-16', () => {
    expect(decode(Buffer.from('Full\0 stop.'))).toMatchObject({
      text: 'Full stop.',
      encoding: 'utf-8',
    })
    const western = encode('Café\0 closed, quay open.', 'windows-1252')
    expect(decode(western)).toMatchObject({ text: 'Café closed, quay open.' })
  })

  it.each([
    ['no bytes', ''],
    ['a mark alone', '\ufeff'],
    ['blanks and line ends', ' \n\t\n'],
    ['control characters alone', '\u0007\u0007'],
  ])('reports a file of %s as empty', (_content, text) => {
    expect(decode(Buffer.from(text)).codes[0]).toMatch(/EMPTY_FILE|BINARY_FILE/)
  })

  it.each([
    ['a PDF document', '%PDF-1.7\n1 0 obj'],
    ['a ZIP archive or office document', 'PK\u0003\u0004\u0014\0'],
    ['a GIF image', 'GIF89a\u0001\0'],
  ])('recognises %s by its first bytes', (kind, start) => {
    const { problems } = decodeText(Buffer.from(start, 'latin1'), 'a.txt', null)
    expect(problems).toMatchObject([
      { code: 'BINARY_FILE', message: `"a.txt" is not text but ${kind}.` },
    ])
  })

  it.each([
    ['zeros', Buffer.alloc(4096)],
    ['noise', Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 7) % 32))],
    ['words between zeros', Buffer.from(`words\0\0\0\0\0\0`.repeat(50))],
  ])('recognises %s as binary data', (_content, bytes) => {
    expect(decode(bytes).codes).toEqual(['BINARY_FILE'])
  })

  it('does not mistake PK at the beginning of a headline for a ZIP archive', () => {
    expect(decode(Buffer.from('PK Selm wins again\n')).codes).toEqual([])
  })
})

describe('any bytes', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(ENGLISH, CURLY, KOREAN, JAPANESE, CHINESE),
  )
  const encodings = fc.constantFrom('utf-8', 'utf-16le', 'cp949', 'shift_jis', 'windows-1252')
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc
      .tuple(text, encodings, fc.uint8Array({ maxLength: 8 }))
      .map(([words, encoding, noise]) => Buffer.concat([encode(words, encoding), noise])),
  )

  it('become normalised text or a problem, never an error', () => {
    fc.assert(
      fc.property(bytes, fc.option(encodings), (input, fallback) => {
        const decoded = decodeText(input, 'a.txt', fallback)
        if (decoded.text === null) expect(decoded.problems).not.toEqual([])
        else expect(decoded.text).not.toMatch(/[\r\0\u0007\u001b\u0085\u2028]|^\ufeff/)
      }),
      { numRuns: 500 },
    )
  })
})

describe('a megabyte', { tags: ['timing'] }, () => {
  it.each([
    ['escape characters', '\u001b['],
    ['accents', 'é'],
    ['Hangul', '한'],
    ['carriage returns', '\r'],
    ['high bytes of no encoding', '\u0081'],
  ])('of %s is decoded', { tags: 'timing' }, (_what, unit) => {
    const bytes = Buffer.from(unit.repeat(1_000_000), unit === '\u0081' ? 'latin1' : 'utf8')
    expect(decodeText(bytes, 'a.txt', null).problems).toBeDefined()
  })
})
