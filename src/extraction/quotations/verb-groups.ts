import type { CueEntry } from '../../languages/quotation-words.ts'
import type { Run } from '../../text/quotation-marks.ts'
import { isToken } from '../../text/tokens.ts'
import { isAdjective, isAside, isNoun } from './false-verbs.ts'
import { entriesAt, formsAt, isCapital, isWord, type Doc, stretchAt } from './doc.ts'
import { helpersBefore, isModal, type Mood, moodOf } from './auxiliaries.ts'

/** A cue verb with its auxiliaries and particles: "has also pointed out". */
export interface VerbGroup extends Run {
  readonly verb: number
  readonly entry: CueEntry
  /** Bits of `Frame` of the entry. */
  readonly frames: number
  readonly mood: Mood
  /** With "may", "would" and the like: possibly never said. */
  readonly modal: boolean
  /** Token of a subject that is joined to an auxiliary ("il" in "a-t-il dit"); null for others. */
  readonly subject: number | null
}

/** Find the cue verbs in a range of tokens, outside quotation marks. */
export function findVerbGroups(doc: Doc, run: Run): VerbGroup[] {
  const groups: VerbGroup[] = []
  const { cues } = doc
  for (let at = run.first; at < run.end; at += 1) {
    if (cues[at] === 0 || stretchAt(doc, at) >= 0) continue
    const group = groupAt(doc, at, run)
    if (!group) continue
    groups.push(group)
    at = group.end - 1
  }
  return groups
}

function groupAt(doc: Doc, verb: number, run: Run): VerbGroup | null {
  if (isCapital(doc, verb) && verb > run.first && isName(doc, verb)) return null
  const entry = entryAt(doc, verb, run.end)
  if (!entry) return null
  const { first, passive, infinitive, helped, subject } = helpersBefore(doc, verb, run.first)
  const forms = formsAt(doc, verb)
  const mood = moodOf(forms, { passive, infinitive, helped })
  if (!mood || isNoun(doc, verb, entry, mood, first, run)) return null
  if (isAside(doc, verb, entry, first)) return null
  if (isAdjective(doc, verb, forms, mood, run)) return null
  const end = verb + 1 + entry.particles.length
  const modal = mood !== 'INFINITIVE' && isModal(doc, first, verb)
  return { first, end, verb, entry, frames: entry.frames, mood, modal, subject }
}

/** The first entry whose particles all follow the verb. */
function entryAt(doc: Doc, verb: number, end: number): CueEntry | null {
  for (const entry of entriesAt(doc, verb)) {
    if (follow(doc, verb, entry.particles, end)) return entry
  }
  return null
}

/**
 * Whether a capital inside a sentence makes the verb a name ("Hope", "Marks"); never in headlines.
 */
function isName(doc: Doc, verb: number): boolean {
  const first = !isWord(doc, verb - 1) || isCapital(doc, verb + 1)
  return !first && !doc.headline(verb)
}

function follow(doc: Doc, verb: number, particles: readonly string[], end: number): boolean {
  for (let index = 0; index < particles.length; index += 1) {
    const at = verb + 1 + index
    if (at >= end || stretchAt(doc, at) >= 0) return false
    if (!isToken(doc.tokens, at, particles[index] ?? '')) return false
  }
  return true
}

/** Whether a group has any of the frames. */
export function allows(group: VerbGroup, frames: number): boolean {
  return (group.frames & frames) !== 0
}

/** Index of the first group whose verb is at or after a token. */
export function groupIndex(groups: readonly VerbGroup[], at: number): number {
  let low = 0
  let high = groups.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((groups[middle]?.verb ?? 0) < at) low = middle + 1
    else high = middle
  }
  return low
}

/** How many groups before a token are examined: more are in no sentence of prose. */
const MAX_EXAMINED = 64

/** Whether a range of tokens has the verb of a group, or of one that passes a test. */
export function hasGroup(
  groups: readonly VerbGroup[],
  first: number,
  end: number,
  test: (group: VerbGroup) => boolean = () => true,
): boolean {
  return countGroups(groups, first, end, test, 1) === 1
}

/** The number of groups in a range of tokens that pass a test, up to a maximum. */
export function countGroups(
  groups: readonly VerbGroup[],
  first: number,
  end: number,
  test: (group: VerbGroup) => boolean,
  max: number,
): number {
  let count = 0
  const last = groupIndex(groups, end) - 1
  for (let index = last; index >= 0 && index > last - MAX_EXAMINED; index -= 1) {
    const group = groups[index]
    if (!group || group.verb < first) break
    if (test(group)) count += 1
    if (count === max) break
  }
  return count
}

/** The last group whose verb is in a range of tokens. */
export function lastGroup(
  groups: readonly VerbGroup[],
  first: number,
  end: number,
): VerbGroup | undefined {
  const group = groups[groupIndex(groups, end) - 1]
  return group && group.verb >= first ? group : undefined
}

const NONE: readonly VerbGroup[] = []

/** The groups whose verbs are in a range of tokens. */
export function groupsWithin(
  groups: readonly VerbGroup[],
  first: number,
  end: number,
): readonly VerbGroup[] {
  const from = groupIndex(groups, first)
  const to = groupIndex(groups, end)
  return from < to ? groups.slice(from, to) : NONE
}
