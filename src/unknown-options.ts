/** @throws {TypeError} that names the members that are given and do not exist, and those that do */
export function refuseUnknown(owner: string, kind: string, given: object, known: object): void {
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(known, name))
  if (unknown.length === 0) return
  const names = unknown.map((name) => `"${name}"`).join(', ')
  throw new TypeError(
    `${owner} has no ${kind} ${names}. Its ${kind}s are ${Object.keys(known).join(', ')}.`,
  )
}
