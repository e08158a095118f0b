import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { unzipSync, zipSync } from 'fflate'

/** A small valid file, as text that can be filled. */
interface Sample {
  /** Its ending says the format where the content does not. */
  readonly name: string
  readonly text: string
  /** Makes the bytes of the file from its text. */
  readonly pack: (text: string) => Uint8Array
}

/** A file that repeats one fragment of a sample, with a filling between. */
export interface FilledFile {
  readonly name: string
  /** Says how to make it again: fragment, filling, and the place. */
  readonly title: string
  make(bytes: number): Uint8Array
}

const DATA = join(import.meta.dirname, '../../data/formats')

/** What a format, a tokenizer or a rule may look for, repeated without end. */
const FILLINGS: readonly string[] = [
  ...[
    '"',
    "'",
    '`',
    '<',
    '>',
    '&',
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
    '\\',
    '/',
    '-',
    '--',
    '=',
    '#',
    '|',
  ],
  ...[
    ':',
    ';',
    ',',
    '.',
    '*',
    '_',
    '%',
    '@',
    '+',
    '~',
    '$',
    '^',
    '!',
    '?',
    '\n',
    '\r\n',
    ' ',
    '\t',
  ],
  ...[
    '\u0000',
    '\u0001',
    '\u0085',
    '\u00ad',
    '\u0301',
    '\u200b',
    '\u200f',
    '\ufeff',
    '\ufffd',
    '\ufe01',
  ],
  ...[
    '«',
    '»',
    '“',
    '”',
    '‘',
    '’',
    '„',
    '「',
    '」',
    '。',
    '…',
    '—',
    '·',
    'é',
    'ß',
    'İ',
    '日',
    'שלום ',
    '😀',
  ],
  ...[
    'a',
    'A',
    '1',
    'a ',
    'A ',
    '1 ',
    'a@',
    'a/',
    'a.',
    'A. ',
    'a-',
    "a'",
    'a=',
    'a:',
    'a;',
    'a,',
    '1.',
    '1,',
  ],
  ...[
    'a\n',
    'a\n\n',
    '\n\n',
    ' \n',
    '\t\n',
    '- a\n',
    '* ',
    '> ',
    '# a\n',
    '1. ',
    '| a ',
    'a: b\n',
    'A: b\n\n',
  ],
  ...[
    '", he said, "',
    'said ',
    'he said. ',
    '"No," Hale said. ',
    'By Ann Roe ',
    'Photo: Ann Roe\n',
    '(AP) -- ',
  ],
  ...['1 May 2031 ', '12:30 ', '2031-05-06T07:08:09Z ', '1/2/31 ', 'Monday '],
  ...[
    '</',
    '<!',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?',
    '?>',
    '<a>',
    '</a>',
    '<a ',
    '<a b="',
    '<p>',
    '<div>',
    '<br>',
  ],
  ...[
    '&amp;',
    '&#34;',
    '&#x',
    '&lt;',
    '&nbsp',
    '&a;',
    '%20',
    '\\"',
    '\\u0041',
    '\\n',
    '{"a":',
    '["',
    '",',
    '"a","a",',
  ],
  ...[
    '{\\b ',
    '\\par ',
    "\\'e9",
    '\\u8220 ',
    '\\bin1 ',
    '=?',
    '=?utf-8?q?a?= ',
    '=20',
    '=\n',
    '--b\r\n',
    ' <a@b.example>, ',
  ],
  ...[
    'http://a.example/',
    'a.example ',
    '![a](',
    '[a](b) ',
    '**',
    '```\n',
    '---\n',
    '+++\n',
    '{{',
    '{% a %}',
    '[a]',
    '&a ',
    '*a ',
    '!!a ',
  ],
  ...[
    'WARC/1.0\r\n',
    'Content-Length: 1\r\n',
    'HTTP/1.1 200 OK\r\n',
    '1 of 2 DOCUMENTS\n',
    '@highlight\n\n',
    '<REUTERS>',
    '\u0001\u0002',
    '\u0003\u0004',
  ],
]

const asText = (text: string) => Buffer.from(text)

/** Formats that the sample archive has not, as small files. */
const MORE: readonly Sample[] = [
  {
    name: 'more/factiva.txt',
    text: `HD Ferry is late
BY By Ann Roe
WC 20 words
PD 6 May 2031
ET 07:08
SN Harbour Post
SC HARPOS
PG 3
LA English
CY Copyright 2031
LP

ILDMOUTH (Northern Wire) - The ferry is late.

TD

"Yes," said Ann Roe of Ildmouth.

IN i7 : Transport
AN
Document HARPOS0020310506
`,
    pack: asText,
  },
  {
    name: 'more/proquest.txt',
    text: `____________________________________________________________

Document 1 of 1

Ferry is late

Author: Roe, Ann

Publication info: Harbour Post ; Ildmouth [Ildmouth]06 May 2031: A.3.

Full text: The ferry is late.

"Yes," said Ann Roe of Ildmouth.

Title: Ferry is late

Publication title: Harbour Post

Publication date: May 6, 2031

Document URL: https://search.example/1

____________________________________________________________
`,
    pack: asText,
  },
  {
    name: 'more/newsml.xml',
    text: `<?xml version="1.0" encoding="UTF-8"?>
<NewsML Version="1.2"><NewsEnvelope><DateAndTime>20310506T070809Z</DateAndTime></NewsEnvelope>
<NewsItem><Identification><NewsIdentifier><ProviderId>northern.example</ProviderId><DateId>20310506</DateId><NewsItemId>ferry</NewsItemId><RevisionId>1</RevisionId></NewsIdentifier></Identification>
<NewsManagement><NewsItemType FormalName="News"/><FirstCreated>20310506T070809Z</FirstCreated><Status FormalName="Usable"/></NewsManagement>
<NewsComponent><NewsLines><HeadLine>Ferry is late</HeadLine><ByLine>By Ann Roe</ByLine></NewsLines>
<ContentItem><DataContent><p>The ferry is late.</p><p>"Yes," said Ann Roe of Ildmouth.</p></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>
`,
    pack: asText,
  },
  {
    name: 'more/factiva.xml',
    text: `<?xml version="1.0" encoding="UTF-8"?>
<ppsArticle><article><accessionNo value="HARPOS0020310506"/><baseLang value="en"/><headline><para display="Proportional">Ferry is late</para></headline><byline>By Ann Roe</byline><publicationDate><date value="20310506"/></publicationDate><sourceName>Harbour Post</sourceName><leadParagraph><para>The ferry is late.</para></leadParagraph><tailParagraphs><para>"Yes," said Ann Roe of Ildmouth.</para></tailParagraphs></article></ppsArticle>
`,
    pack: asText,
  },
  {
    name: 'more/house.xml',
    text: `<?xml version="1.0"?><article><title>Ferry is late</title><date>2031-05-06</date><author>Ann Roe</author><body><p>The ferry is late.</p><p>"Yes," said Ann Roe of Ildmouth.</p></body></article>
`,
    pack: asText,
  },
  {
    name: 'more/list.json',
    text: `[{"@context":"https://schema.org","@type":"NewsArticle","headline":"Ferry is late","datePublished":"2031-05-06T07:08:09Z","author":{"@type":"Person","name":"Ann Roe"},"keywords":["ferry","Ild"],"articleBody":"The ferry is late.\\n\\n\\"Yes,\\" said Ann Roe of Ildmouth."},{"title":"Ferry is early","date":"2031-05-07","url":"https://a.example/b","text":"It is early."}]
`,
    pack: asText,
  },
  {
    name: 'more/table.tsv',
    text: `title\tdate\tauthor\ttext\nFerry is late\t2031-05-06\tAnn Roe\t"""Yes,"" said Ann Roe of Ildmouth."\nFerry is early\t2031-05-07\tAnn Roe\tIt is early.\n`,
    pack: asText,
  },
  {
    name: 'more/toml.md',
    text: `+++\ntitle = "Ferry is late"\ndate = 2031-05-06T07:08:09Z\ntags = ["ferry", "Ild"]\n[params]\nauthor = 'Ann Roe'\n+++\n\n# Ferry\n\nThe *ferry* is [late](https://a.example).\n\n> "Yes," said Ann Roe of Ildmouth.\n\n![The quay](a.jpg "Photo: Ann Roe")\n\n| a | b |\n| - | - |\n| c | d |\n`,
    pack: asText,
  },
  {
    name: 'more/parts.eml',
    text: `From: Ann Roe <ann@example.org>\r\nTo: Desk <desk@example.org>\r\nSubject: =?utf-8?q?Ferry_is_late?=\r\nDate: Tue, 6 May 2031 07:08:09 +0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: multipart/alternative; boundary=c\r\n\r\n--c\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nVGhlIGZlcnJ5IGlzIGxhdGUuCg==\r\n--c\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>The ferry is late=2E</p>\r\n--c--\r\n--b\r\nContent-Type: text/plain; name="a.txt"\r\nContent-Disposition: attachment; filename="a.txt"\r\n\r\nFerry is late\r\n--b--\r\n`,
    pack: asText,
  },
  {
    name: 'more/base64.eml',
    text: `The ferry is late.\n\n"Yes," said Ann Roe of Ildmouth.\n`,
    pack: (text) =>
      Buffer.from(
        `From: Ann Roe <ann@example.org>\r\nSubject: Ferry\r\nDate: Tue, 6 May 2031 07:08:09 +0000\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\r\n')}\r\n`,
      ),
  },
  {
    name: 'more/page.html',
    text: `<!DOCTYPE html><html><head><title>Ferry is late - Harbour Post</title><meta name="author" content="Ann Roe"><meta property="article:published_time" content="2031-05-06T07:08:09Z"></head><body><nav><ul><li><a href="/">Home</a></li></ul></nav><article><h1>Ferry is late</h1><p class="byline">By <a href="/ann">Ann Roe</a></p><figure><img src="a.jpg" alt="The quay"><figcaption>The quay. Photo: Ann Roe</figcaption></figure><p>The ferry is late, and nobody in the harbour of Ildmouth can say when it will be back again.</p><table><tr><td>a</td></tr></table><blockquote><p>"Yes," said Ann Roe of Ildmouth, who has waited for it since the morning of the day before.</p></blockquote></article><script>var a = "b"</script></body></html>
`,
    pack: asText,
  },
]

/** The sample archive's files, those that are packed as what they hold. */
function sampleArchive(): Sample[] {
  const paths = readdirSync(DATA, { recursive: true, encoding: 'utf8' })
  return paths.toSorted().flatMap((path): Sample[] => {
    if (!/\.\w+$/.test(path)) return []
    const bytes = readFileSync(join(DATA, path))
    if (path.endsWith('.docx')) return [docx(path, bytes)]
    if (!path.endsWith('.gz')) return [{ name: path, text: bytes.toString('latin1'), pack: latin1 }]
    const text = gunzipSync(bytes).toString('latin1')
    return [
      { name: path.slice(0, -3), text, pack: latin1 },
      { name: path, text, pack: (filled) => gzipSync(latin1(filled)) },
    ]
  })
}

/** The bytes of samples are read as Latin-1, so that they stay what they are; fillings are UTF-8. */
function latin1(text: string): Uint8Array {
  return Buffer.from(text, 'latin1')
}

function docx(name: string, bytes: Uint8Array): Sample {
  const parts = unzipSync(bytes)
  const document = 'word/document.xml'
  return {
    name,
    text: Buffer.from(parts[document] ?? []).toString('latin1'),
    pack: (text) => zipSync({ ...parts, [document]: latin1(text) }),
  }
}

/** Generated files: the same ones for the same seed. */
export function* filledFiles(seed: number, only = ''): Generator<FilledFile> {
  const samples = [...sampleArchive(), ...MORE].filter(({ name }) => name.includes(only))
  let state = seed
  const below = (bound: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * bound)
  }
  for (;;) {
    for (const { name, text, pack } of samples) {
      const places = placesIn(text)
      const placeAt = () => places[below(places.length)] ?? 0
      const start = placeAt()
      // Half of the files repeat the filling alone.
      const reach = below(2) === 0 ? 0 : 1 + below(4) ** 3
      const end = places[Math.min(places.indexOf(start) + reach, places.length - 1)] ?? start
      const filling = reach > 0 && below(2) === 0 ? '' : (FILLINGS[below(FILLINGS.length)] ?? '')
      const isLatin = pack !== asText
      const unit =
        text.slice(start, end) + (isLatin ? Buffer.from(filling).toString('latin1') : filling)
      if (unit === '') continue
      yield {
        name,
        title: `${name} at ${start}: ${JSON.stringify(unit.length > 80 ? `${unit.slice(0, 80)}…` : unit)}`,
        make: (bytes) => {
          const many = unit.repeat(Math.ceil(bytes / Buffer.byteLength(unit)))
          return pack(text.slice(0, start) + many + text.slice(end))
        },
      }
    }
  }
}

/** Where words, marks and spaces begin and end. */
function placesIn(text: string): number[] {
  const ends = Array.from(
    text.matchAll(/\w+|\s+|[^\w\s]/g),
    ({ 0: token, index }) => index + token.length,
  )
  return [0, ...ends]
}
