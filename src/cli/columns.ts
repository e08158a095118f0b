const ASCII = /^[ -~]*$/
// Chinese, Japanese and Korean characters and pictures take two columns of a terminal.
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u
// Accents that stand on the letter before them, and signs that are not shown.
const NONE = /[\p{Mn}\p{Me}\p{Cf}]/u

/** Columns that a terminal needs for a text without control characters. */
export function countColumns(text: string): number {
  if (ASCII.test(text)) return text.length
  let columns = 0
  for (const sign of text) columns += WIDE.test(sign) ? 2 : NONE.test(sign) ? 0 : 1
  return columns
}

/** Cut a text into pieces of at most this many columns. */
export function cutColumns(text: string, columns: number): string[] {
  if (countColumns(text) <= columns) return [text]
  const pieces: string[] = []
  let piece = ''
  let used = 0
  for (const sign of text) {
    const size = countColumns(sign)
    if (piece !== '' && used + size > columns) {
      pieces.push(piece)
      piece = ''
      used = 0
    }
    piece += sign
    used += size
  }
  if (piece !== '') pieces.push(piece)
  return pieces
}
