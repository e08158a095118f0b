import { ambiguousForms, knownOutlets } from '../../languages/outlets.ts'
import type { KnownOutlet } from '../../model/settings.ts'
import { nameId } from '../../identity/ids.ts'
import { nameKey } from '../../text/names.ts'
import { createDirectory, type Directory, type Form, type Trust } from './directory.ts'

const world = toForms(knownOutlets, (words) => (ambiguousForms.has(words) ? 'AMBIGUOUS' : 'FULL'))

// "Courier" is a word, "PTB" is none.
const PLAIN = /^\p{Lu}\p{Ll}+$/u

const directories = new WeakMap<readonly KnownOutlet[], Directory>()

/** The outlets that need no introduction: those of the archive's settings, then those of the world. */
export function directoryOf(outlets: readonly KnownOutlet[]): Directory {
  const made = directories.get(outlets)
  if (made) return made
  const own = toForms(outlets, (words) => (PLAIN.test(words) ? 'PLAIN' : 'FULL'))
  const directory = createDirectory([...own, ...world])
  directories.set(outlets, directory)
  return directory
}

function toForms(outlets: readonly KnownOutlet[], trustOf: (words: string) => Trust): Form[] {
  return outlets.flatMap(({ name, kind, aliases }) => {
    // "REUTERS" is looked for, but tells nobody more than "Reuters".
    const others = aliases.filter((alias) => nameKey(alias) !== nameKey(name))
    const source = { id: nameId(name), name, kind, aliases: others }
    return [name, ...aliases].map((words) => ({ words, source, trust: trustOf(words) }))
  })
}
