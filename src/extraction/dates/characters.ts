export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

/** Letters, and whatever is not ASCII and no punctuation of the General Punctuation block. */
export function isLetter(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code > 191 && (code < 0x2000 || code > 0x206f) && code !== 0xd7)
  )
}
