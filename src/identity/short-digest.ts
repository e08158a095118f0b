/** A number of 47 bits made of a text, the same everywhere; made in a fraction of a microsecond. */
export function shortDigest(text: string): number {
  let low = 0x811c9dc5
  let high = 0x2545f491
  for (let at = 0; at < text.length; at += 1) {
    low = Math.imul(low ^ text.charCodeAt(at), 0x01000193)
    high = Math.imul(high ^ text.charCodeAt(at) ^ (low >>> 15), 0x85ebca6b)
  }
  return ((high >>> 13) & 0x7fff) * 2 ** 32 + (low >>> 0)
}
