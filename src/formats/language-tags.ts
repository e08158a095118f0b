/** Languages of newspapers and agencies, as ISO 639 codes. */
const CODES = (
  'af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fil fr ga gl gu he hi hr hu hy id is ' +
  'it ja ka kk km kn ko ky lo lt lv mk ml mn mr ms mt my nb ne nl nn no pa pl ps pt ro ru si sk sl so ' +
  'sq sr sv sw ta te th tl tr uk ur uz vi zh zu'
).split(' ')

/** The languages in which services write the names of languages. */
const NAMED_IN = ['en', 'de', 'fr', 'es', 'nl', 'it', 'pt', 'sv', 'da', 'nb']

let tags: ReadonlyMap<string, string> | undefined

/**
 * The BCP 47 tag that a field states: "en-GB", "en_GB", "ENGLISH", "Anglais; Français".
 *
 * @returns null for anything else
 */
export function languageTag(stated: string | null | undefined): string | null {
  const [first = ''] = (stated ?? '')
    .trim()
    .slice(0, 200)
    .split(/\s*[;,/|]\s*/)
  if (/^[a-z]{2,3}(?:[-_][a-z0-9]{2,8}){0,3}$/i.test(first)) {
    const [code = '', ...rest] = first.split(/[-_]/)
    const primary = code.toLowerCase()
    if (code.length === 2 || CODES.includes(primary)) return [primary, ...rest].join('-')
    const known = THREE_LETTERS[primary]
    if (known) return [known, ...rest].join('-')
  }
  tags ??= createTags()
  return tags.get(first.toLowerCase()) ?? null
}

const THREE_LETTERS: Readonly<Record<string, string>> = {
  ara: 'ar',
  chi: 'zh',
  dan: 'da',
  deu: 'de',
  dut: 'nl',
  eng: 'en',
  fra: 'fr',
  fre: 'fr',
  ger: 'de',
  ita: 'it',
  jpn: 'ja',
  kor: 'ko',
  nld: 'nl',
  nor: 'no',
  pol: 'pl',
  por: 'pt',
  rus: 'ru',
  spa: 'es',
  swe: 'sv',
  tur: 'tr',
  zho: 'zh',
}

function createTags(): ReadonlyMap<string, string> {
  const names = NAMED_IN.map((language) => new Intl.DisplayNames(language, { type: 'language' }))
  return new Map(
    CODES.flatMap((code) =>
      names.map((name) => [name.of(code)?.toLowerCase() ?? code, code] as const),
    ),
  )
}
