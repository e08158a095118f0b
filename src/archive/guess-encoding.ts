import iconv from 'iconv-lite'

/** An encoding that the file does not state. */
export interface Guess {
  readonly encoding: string
  readonly basis: 'CONFIGURED' | 'GUESSED'
}

interface Candidate {
  readonly encoding: string
  /** The most frequent characters of its language. */
  readonly common: RegExp
}

// Bytes of one East Asian encoding are often valid in another one, but then give rare characters.
// Half-width katakana is left out: Shift_JIS decodes any western accent to it.
const EAST_ASIAN: readonly Candidate[] = [
  {
    encoding: 'cp949',
    common:
      /[이다의는에을가고하한를은로지사기도서리자해인대어정일시그아나있수과게보부제전라면만으들]/gu,
  },
  { encoding: 'euc-jp', common: /[\u3041-\u3096]/gu },
  { encoding: 'shift_jis', common: /[\u3041-\u3096]/gu },
  {
    encoding: 'gb18030',
    common:
      /[的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就要下以生会自着去之过家学对月日]/gu,
  },
  {
    encoding: 'big5',
    common:
      /[的一是不了在人有我他這中大來上國個到說們為子和你地出道也時年得就要下以生會自著去之過家學對月日]/gu,
  },
]

const SAMPLE = 1 << 16
/** The right decoding has two to three times this share of common characters, wrong ones a tenth. */
const MIN_COMMON = 0.15
const MIN_CHARACTERS = 6
const NOT_ASCII = /[^\0-\u007f]/gu
// Signs of a wrong decoding: undecodable, private use, half-width katakana.
const IMPLAUSIBLE = /[\ufffd\ue000-\uf8ff\uff61-\uff9f]/gu

/**
 * Guess the encoding of text that is not Unicode: an East Asian, Cyrillic, Greek, Hebrew or Arabic one
 * by its most frequent characters, else the configured one, else one of Central European languages or Turkish by
 * their letters, else windows-1252 if its accents and quotation marks are in plausible places.
 *
 * @param fallback - the configured encoding, ignored when iconv-lite does not know it
 * @returns null when nothing fits
 */
export function guessEncoding(bytes: Uint8Array, fallback: string | null): Guess | null {
  const sample = bytes.subarray(0, SAMPLE)
  const sure = guessEastAsian(sample) ?? guessAlphabet(sample)
  if (sure) return { encoding: sure, basis: sure === fallback ? 'CONFIGURED' : 'GUESSED' }
  if (fallback !== null && iconv.encodingExists(fallback)) {
    return { encoding: fallback, basis: 'CONFIGURED' }
  }
  const latin = guessLatin(sample) ?? (isWestern(sample) ? 'windows-1252' : null)
  return latin === null ? null : { encoding: latin, basis: 'GUESSED' }
}

/** Whether the text is UTF-8 with a few damaged bytes. */
export function isMostlyUtf8(bytes: Uint8Array): boolean {
  let wholes = 0
  let broken = 0
  for (let at = 0; at < bytes.length;) {
    const length = sequenceLength(bytes, at)
    if (length > 1) wholes += 1
    if (length === 0) broken += 1
    at += Math.max(length, 1)
  }
  return wholes > broken * 4
}

/** Length of the UTF-8 sequence at this position, 0 when there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0
  if (lead < 0x80) return 1
  const length = lead >= 0xc2 && lead < 0xe0 ? 2 : lead < 0xe0 ? 0 : lead < 0xf0 ? 3 : 4
  if (length === 0 || lead > 0xf4) return 0
  for (let next = 1; next < length; next += 1) {
    if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return 0
  }
  return length
}

function guessEastAsian(sample: Uint8Array): string | null {
  const scored = EAST_ASIAN.map(({ encoding, common }) => {
    const letters = (iconv.decode(sample, encoding).match(NOT_ASCII) ?? []).join('')
    return { encoding, score: score(letters, common) }
  })
  const best = scored.reduce((one, other) => (other.score > one.score ? other : one))
  const encoding = best.score >= MIN_COMMON ? best.encoding : isHangul(sample) ? 'cp949' : null
  return encoding === 'cp949' && isPlainEucKr(sample) ? 'euc-kr' : encoding
}

/** Share of common characters; 0 when the decoding is damaged or too short. */
function score(letters: string, common: RegExp): number {
  // One broken character may be the one that the end of the sample cuts.
  const broken = letters.match(IMPLAUSIBLE)?.length ?? 0
  if (letters.length < MIN_CHARACTERS || broken > 1 + letters.length / 100) return 0
  return (letters.match(common)?.length ?? 0) / letters.length
}

/**
 * A few Korean names in Latin text: every pair of high bytes is one of the 2,350 syllables of
 * KS X 1001 or its punctuation, which western text never contains.
 */
function isHangul(sample: Uint8Array): boolean {
  let syllables = 0
  for (let at = 0; at < sample.length; at += 1) {
    const lead = sample[at] ?? 0
    if (lead < 0x80) continue
    const trail = sample[at + 1] ?? 0
    if (trail < 0xa1 || !((lead >= 0xb0 && lead <= 0xc8) || lead === 0xa1)) return false
    if (lead !== 0xa1) syllables += 1
    at += 1
  }
  return syllables >= 3
}

/** Both bytes of every pair from A1 on; CP949 puts its further syllables below. */
function isPlainEucKr(sample: Uint8Array): boolean {
  for (let at = 0; at < sample.length; at += 1) {
    const lead = sample[at] ?? 0
    if (lead < 0x80) continue
    if (lead < 0xa1 || (sample[at + 1] ?? 0xff) < 0xa1) return false
    at += 1
  }
  return true
}

// The wrong encoding of an alphabet swaps capitals, or gives other letters.
const ALPHABETS: readonly Candidate[] = [
  { encoding: 'windows-1251', common: /[оеаинтсрвлкмдпуії]/gu },
  { encoding: 'koi8-r', common: /[оеаинтсрвлкмдпу]/gu },
  { encoding: 'iso-8859-5', common: /[оеаинтсрвлкмдпуії]/gu },
  { encoding: 'cp866', common: /[оеаинтсрвлкмдпу]/gu },
  { encoding: 'windows-1253', common: /[αοιετσνηυρπκλςίάέόή]/gu },
  { encoding: 'iso-8859-7', common: /[αοιετσνηυρπκλςίάέόή]/gu },
  // Five letters have another form at the end of a word. The letters of ISO-8859-8 are the same.
  { encoding: 'windows-1255', common: /[יוהלארתשבעדחק]|[כמנפ](?=[א-ת])|[םן](?![א-ת])/gu },
  { encoding: 'windows-1256', common: /[اليمونرتبةعدسفهكقأح]/gu },
  { encoding: 'iso-8859-6', common: /[اليمونرتبةعدسفهكقأح]/gu },
]
/** The right encoding has over 0.8. */
const MIN_ALPHABET = 0.68
/** Of all letters; western texts have a tenth at most. */
const MIN_HIGH = 0.3

/** A text whose letters are mostly not Latin. */
function guessAlphabet(sample: Uint8Array): string | null {
  const high = sample.filter((byte) => byte >= 0x80).length
  const latin = sample.filter((byte) => (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a).length
  if (high < MIN_CHARACTERS || high < (high + latin) * MIN_HIGH) return null
  const scored = ALPHABETS.map(({ encoding, common }) => {
    const text = iconv.decode(sample, encoding)
    const letters = text.match(/[^\0-\u007f\s]/gu)?.length ?? 0
    return { encoding, score: (text.match(common)?.length ?? 0) / Math.max(letters, 1) }
  })
  const best = scored.reduce((one, other) => (other.score > one.score ? other : one))
  return best.score >= MIN_ALPHABET ? best.encoding : null
}

/** Accented letters of languages that are written in windows-1252, in lower case. */
const WESTERN_LETTERS = [
  'àâæçéèêëîïôœùûüÿ',
  'äöüßéèàç',
  'áéíñóúüçªº',
  'ãáàâçéêíõóôúüªº',
  'àèéìíîòóùú',
  'åäöéæøüà',
  'ëïéèöüáóíäçê',
  'áðéíóúýþæö',
].map((letters) => new Set(letters))
/** Of languages that have encodings of their own. */
const OTHER_LETTERS: readonly (readonly [letters: string, encodings: readonly string[]])[] = [
  ['ąćęłńóśźż', ['windows-1250', 'iso-8859-2']],
  ['áčďéěíňóřšťúůýž', ['windows-1250', 'iso-8859-2']],
  ['áäčďéíĺľňóôŕšťúýž', ['windows-1250', 'iso-8859-2']],
  ['áéíóöőúüű', ['windows-1250', 'iso-8859-2']],
  ['ăâîşţșț', ['windows-1250', 'iso-8859-2']],
  ['čćđšž', ['windows-1250', 'iso-8859-2']],
  ['çğıöşüâî', ['windows-1254']],
]
/** Share of letters that a language explains; names of other languages have other letters. */
const MIN_EXPLAINED = 0.97
const MIN_OTHER_LETTERS = 4

/**
 * The encoding of a Central European language or of Turkish: its letters explain those of the text,
 * and no western language's do.
 */
function guessLatin(sample: Uint8Array): string | null {
  const western = highLetters(iconv.decode(sample, 'windows-1252'))
  if (western.length < MIN_OTHER_LETTERS) return null
  if (WESTERN_LETTERS.some((letters) => explains(letters, western))) return null
  let best: { encoding: string; share: number } | null = null
  for (const [letters, encodings] of OTHER_LETTERS) {
    for (const encoding of encodings) {
      const share = explained(new Set(letters), highLetters(iconv.decode(sample, encoding)))
      if (share >= MIN_EXPLAINED && share > (best?.share ?? 0)) best = { encoding, share }
    }
  }
  return best?.encoding ?? null
}

/** Letters that are not ASCII, and signs inside of words, which a wrong encoding makes of letters. */
function highLetters(text: string): string[] {
  return (text.match(/(?<=\p{L})[^\0-\u007f‘’“”„…–—«»\u00a0]|[^\0-\u007f\P{L}]/gu) ?? []).map(
    (letter) => letter.toLowerCase(),
  )
}

function explains(letters: ReadonlySet<string>, found: readonly string[]): boolean {
  return explained(letters, found) >= MIN_EXPLAINED
}

function explained(letters: ReadonlySet<string>, found: readonly string[]): number {
  return found.filter((letter) => letters.has(letter)).length / found.length
}

// An accent inside or at the edge of a word, capitals among capitals or at the beginning; curly
// quotation marks, dashes, ellipsis, and signs of money, measure and law.
const WESTERN =
  /[ß-ïñ-öø-ý](?=[^\u0080-\uffff]|$)|[À-ÃÅ-ÏÑ-ÖØ-ÜÄ](?=[A-Za-z])|[‘’“”–—…€£¥§©®°«»¿¡·•™½¼¾²³\u00a0šžœŠŽŒ„‚‹›´ªº]/gu
const UNDEFINED = /[\u0081\u008d\u008f\u0090\u009d]/
const MIN_WESTERN = 0.8
const MAX_HIGH = 0.35

function isWestern(sample: Uint8Array): boolean {
  const text = iconv.decode(sample, 'windows-1252')
  const high = text.match(NOT_ASCII)?.length ?? 0
  if (UNDEFINED.test(text) || text.includes('\ufffd') || high > text.length * MAX_HIGH) return false
  return (text.match(WESTERN)?.length ?? 0) >= high * MIN_WESTERN
}
