import type { Run } from '../../text/quotation-marks.ts'
import { Shape } from '../../text/tokens.ts'
import { COMMA, HYPHEN, OPEN_BRACKET, POINT } from '../quotations/doc.ts'
import { isAbbreviated } from './abbreviations.ts'
import {
  hasFlag,
  hasShape,
  isCapitalWord,
  isPossessiveEnding,
  lowerText,
  markAt,
  type Scene,
} from './scene.ts'
import { Flag } from './word-flags.ts'

const AMPERSAND = 38

/**
 * Find the runs of capitalised words that may be names, inside sentences: "Chinese President Xi
 * Jinping", "Donald J. Trump", "Ministry of Works". What they are is not decided here.
 */
export function findNameRuns(scene: Scene): Run[] {
  const runs: Run[] = []
  const families = new Set<string>()
  for (const sentence of scene.page.prose.sentences) {
    for (let at = sentence.first; at < sentence.end; at += 1) {
      if (!beginsName(scene, at, sentence) && !isFamilyAgain(scene, at, families)) continue
      const end = nameEnd(scene, at, sentence.end)
      for (let part = at; part < end; part += 1) {
        if (isFamilyFirst(scene, part)) families.add(lowerText(scene, part))
      }
      runs.push({ first: at, end })
      at = end - 1
    }
  }
  return runs
}

function beginsName(scene: Scene, at: number, sentence: Run): boolean {
  if (hasFlag(scene, at, Flag.HYPHENED)) return true
  if (!isCapitalWord(scene, at) || isParty(scene, at) || isLetter(scene, at)) return false
  if (!hasFlag(scene, at, Flag.ORDINARY) || isFamilyFirst(scene, at)) return true
  // "People's Party".
  if (isPossessiveEnding(scene, at + 1) && afterOwners(scene, at + 1) >= 0) return true
  if (!hasFlag(scene, at, Flag.GIVEN) || !isNamePart(scene, at + 1)) return false
  // "Will Ash said" is a name; "Will Ash pay?" is none.
  return at > sentence.first || hasFlag(scene, at + 2, Flag.VERB | Flag.COPULA)
}

/** "Oh Se-jin": a family name that is a word as well, before a name that shows it. */
function isFamilyFirst(scene: Scene, at: number): boolean {
  return hasFlag(scene, at, Flag.FAMILY_FIRST) && isHyphenedGiven(scene, at + 1)
}

/** "Oh" alone, once it has been somebody's name. */
function isFamilyAgain(scene: Scene, at: number, families: ReadonlySet<string>): boolean {
  return families.size > 0 && isCapitalWord(scene, at) && families.has(lowerText(scene, at))
}

/** "Se-jin": one capital, and small letters behind a hyphen. */
function isHyphenedGiven(scene: Scene, at: number): boolean {
  if (!isCapitalWord(scene, at)) return false
  const { starts, ends } = scene.page.tokens
  return HYPHENED_GIVEN.test(scene.article.body.slice(starts[at], ends[at]))
}

const HYPHENED_GIVEN = /^\p{Lu}\p{Ll}+-\p{Ll}+$/u

/** "R-Ohio" in "(R-Ohio)". */
function isParty(scene: Scene, at: number): boolean {
  const start = scene.page.tokens.starts[at] ?? 0
  return (
    markAt(scene, at - 1) === OPEN_BRACKET && scene.article.body.charCodeAt(start + 1) === HYPHEN
  )
}

/** "D" of "(D)" and "H" of "(R-N.H.)", but not "J" of "J. K. Ash". */
function isLetter(scene: Scene, at: number): boolean {
  const { starts, ends } = scene.page.tokens
  if ((ends[at] ?? 0) - (starts[at] ?? 0) > 1) return false
  return (
    !isCapitalWord(scene, at + 1) &&
    !(markAt(scene, at + 1) === POINT && isCapitalWord(scene, at + 2))
  )
}

function isNamePart(scene: Scene, at: number): boolean {
  return isCapitalWord(scene, at) && !hasFlag(scene, at, Flag.ORDINARY)
}

function nameEnd(scene: Scene, first: number, limit: number): number {
  let end = first + 1
  for (;;) {
    const next = nextPart(scene, first, end, limit)
    if (next < 0) return end
    end = next + 1
  }
}

/** The token that goes on with the name which ends at `end`, or -1. */
function nextPart(scene: Scene, first: number, end: number, limit: number): number {
  let at = end
  if (markAt(scene, at) === POINT && hasShape(scene, at, Shape.TIGHT)) {
    if (!isShortened(scene, at - 1)) return -1
    at += 1
  }
  if (at >= limit) return -1
  if (isCapitalWord(scene, at)) return continuesName(scene, at) ? at : -1
  if (hasFlag(scene, at, Flag.HYPHENED)) return at
  if (isPossessiveEnding(scene, at)) return afterOwners(scene, at)
  if (markAt(scene, at) === COMMA) return isSuffix(scene, at + 1) ? at + 1 : -1
  if (markAt(scene, at) === AMPERSAND)
    return at + 1 < limit && isNamePart(scene, at + 1) ? at + 1 : -1
  if (markAt(scene, at) !== 0) return -1
  if (hasFlag(scene, at, Flag.PARTICLE)) return afterParticles(scene, at, limit)
  return linkedPart(scene, { first, end }, at, limit)
}

/** "Workers' Party": several who own a body are part of its name. */
function afterOwners(scene: Scene, at: number): number {
  const owners = hasFlag(scene, at - 1, Flag.GROUP | Flag.ANONYMOUS_PLURAL)
  return owners && isNamePart(scene, at + 1) ? at + 1 : -1
}

/** "J" of "J. Smith", "Sen" of "Sen. Smith", "Jr". */
function isShortened(scene: Scene, at: number): boolean {
  const { starts, ends } = scene.page.tokens
  if ((ends[at] ?? 0) - (starts[at] ?? 0) === 1) return true
  return hasFlag(scene, at, Flag.TITLE | Flag.SUFFIX)
}

function isSuffix(scene: Scene, at: number): boolean {
  return isCapitalWord(scene, at) && hasFlag(scene, at, Flag.SUFFIX)
}

/** "Theresa May" is a name though May is a month. */
function continuesName(scene: Scene, at: number): boolean {
  if (!hasFlag(scene, at, Flag.ORDINARY) || isInitial(scene, at)) return true
  if (isFamilyFirst(scene, at)) return true
  return hasFlag(scene, at, Flag.ORDINARY_NAME) && hasFlag(scene, at - 1, Flag.GIVEN)
}

/** "A" of "William A. Ash". */
function isInitial(scene: Scene, at: number): boolean {
  const { starts, ends } = scene.page.tokens
  if ((ends[at] ?? 0) - (starts[at] ?? 0) > 1) return false
  return markAt(scene, at + 1) === POINT && isCapitalWord(scene, at + 2)
}

function afterParticles(scene: Scene, from: number, limit: number): number {
  let at = from
  while (at < limit && at < from + 3 && hasFlag(scene, at, Flag.PARTICLE)) at += 1
  return at < limit && isNamePart(scene, at) ? at : -1
}

/** "Ministry of Works", "Department of Health and Welfare": only bodies are tied in this way. */
function linkedPart(scene: Scene, run: Run, at: number, limit: number): number {
  const joins = hasFlag(scene, at, Flag.LINK)
    ? some(scene, run, Flag.BODY)
    : hasFlag(scene, at, Flag.CONJUNCTION) && some(scene, run, Flag.LINK)
  const next = hasFlag(scene, at + 1, Flag.DEFINITE) ? at + 2 : at + 1
  const short = hasFlag(scene, at, Flag.LINK) && isAbbreviated(scene, { ...run, end: next + 1 })
  if (!joins && !short) return -1
  if (next >= limit || !isNamePart(scene, next)) return -1
  if (hasFlag(scene, at, Flag.CONJUNCTION) && hasFlag(scene, next, Flag.GIVEN | Flag.TITLE))
    return -1
  return next
}

function some(scene: Scene, { first, end }: Run, flag: number): boolean {
  for (let at = first; at < end; at += 1) if (hasFlag(scene, at, flag)) return true
  return false
}
