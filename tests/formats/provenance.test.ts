import { describe, expect, it } from 'vitest'
import { sourceOf } from '../../src/text/source-map.ts'
import { openBytes, outline } from '../support/format-file.ts'

/** Bytes in variation selectors behind U+FEFF, as C2PA writes manifests into text. */
function manifest(bytes: Uint8Array): string {
  const selectors = Array.from(bytes, (byte) =>
    String.fromCodePoint(byte < 16 ? 0xfe00 + byte : 0xe0100 + byte - 16),
  )
  return `\ufeff${selectors.join('')}`
}

const MANIFEST = manifest(Buffer.from('C2PATXT\0\u0001 any bytes of a manifest'))
const TEXT = 'Ferries return     DATE: 2024-07-15\n\n"They sail," said Ida Moen.\n'

describe('a text signed by C2PA', () => {
  it.each([
    ['at its end', `${TEXT}${MANIFEST}`],
    ['inside its words', TEXT.replace('return', `re${MANIFEST}turn`)],
    [
      'in an armoured block',
      `# -----BEGIN C2PA MANIFEST-----\n# data:a;base64,AAAA\n# -----END C2PA MANIFEST-----\n${TEXT}`,
    ],
  ])('is read as without its manifest: %s', (_where, signed) => {
    const [article] = openBytes(signed).parse().articles
    const [plain] = openBytes(TEXT).parse().articles
    if (!article || !plain) throw new Error('No article was found in the text.')
    expect(article.body).toBe(plain.body)
    expect(outline(article)).toEqual(outline(plain))
    expect([article.provenance, plain.provenance]).toEqual(['PRESENT', null])
  })

  it('has its places behind the manifest', () => {
    const signed = TEXT.replace('return', `re${MANIFEST}turn`)
    const [article] = openBytes(signed).parse().articles
    const start = article?.body.indexOf('sail') ?? 0
    const place = sourceOf(article?.body ?? '', article?.sourceMap ?? null, {
      start,
      end: start + 4,
    })
    const bytes = Buffer.from(signed)
    expect(bytes.subarray(place?.byteStart, place?.byteEnd).toString()).toBe('sail')
  })

  it('is not one because of other invisible characters', () => {
    const emoji = TEXT.replace('return', 'return \u2764\ufe0f')
    const [article] = openBytes(emoji).parse().articles
    expect(article?.provenance).toBeNull()
    expect(article?.body).toBe(emoji)
  })
})
