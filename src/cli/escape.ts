// What a terminal would obey instead of showing: C0 and C1 controls, line and paragraph separators,
// and the signs that turn the direction of text round.
const COMMANDS = /[\0-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g

const SHORT = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
])

/** Text of the archive in one line, with the characters that command a terminal as codes: `\x1b`. */
export function escapeControls(text: string): string {
  return text.replace(COMMANDS, (sign) => SHORT.get(sign) ?? codeOf(sign))
}

/** The same for text of several lines: line ends and tabs stay. */
export function escapeLines(text: string): string {
  return text.replace(COMMANDS, (sign) => (sign === '\n' || sign === '\t' ? sign : codeOf(sign)))
}

function codeOf(sign: string): string {
  const code = sign.charCodeAt(0).toString(16)
  return code.length > 2 ? `\\u${code}` : `\\x${code.padStart(2, '0')}`
}

/** A value as indented JSON that a terminal shows and never obeys, with a line end. */
export function formatJson(value: unknown): string {
  const json = JSON.stringify(value, null, 2).replace(COMMANDS, (sign) =>
    sign === '\n' ? sign : `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return `${json}\n`
}
