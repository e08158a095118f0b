// What editors, log rotation and interrupted downloads append to the name of a file.
const SUFFIX = /~$|\.(?:tmp|bak|\d+)$/i
const DIGITS = /^\.\d+$/
const EXTENSION = /\.[a-z][a-z0-9]{0,9}$/i

/**
 * The names that a file may be a copy of, without what was appended: "quay.txt" for "quay.txt~" and
 * "quay.txt.tmp.4242.1732". Digits count as appended only behind an extension, so that "wire.07" is
 * a name of its own.
 *
 * @returns the longest name first, empty for an ordinary name
 */
export function originalNames(path: string): string[] {
  const names: string[] = []
  let hasMarker = false
  let name = path
  for (let suffix = SUFFIX.exec(name)?.[0]; suffix; suffix = SUFFIX.exec(name)?.[0]) {
    name = name.slice(0, -suffix.length)
    hasMarker ||= !DIGITS.test(suffix)
    if (name === '' || name.endsWith('/')) break
    if (hasMarker ? !SUFFIX.test(name) : EXTENSION.test(name) && !SUFFIX.test(name))
      names.push(name)
  }
  return names
}

/** The name whose extension tells the format of a file. */
export function plainName(path: string): string {
  return originalNames(path).at(-1) ?? path
}

/** With the dot, lower case; empty when what follows the last dot is not an extension ("wire.07"). */
export function extensionOf(path: string): string {
  return /\.[A-Za-z][^\s./]*$/.exec(plainName(path))?.[0].toLowerCase() ?? ''
}
