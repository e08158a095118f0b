import { withoutAccents } from '../../text/words.ts'
import { createEntity, type Entity } from './entity.ts'
import type { TaggedArticle } from './tagged-article.ts'

/** At most this many candidates for a name, which bounds the work for lists of relatives. */
const MOST = 8

/** The people of an article, found by the words of their names. */
export class PersonRegistry {
  readonly entities: Entity[] = []
  readonly #tagged: TaggedArticle
  readonly #middles = new Map<Entity, string>()
  readonly #byEnds = new Map<string, Entity[]>()
  readonly #byPart = new Map<string, Entity[]>()
  readonly #byInner = new Map<string, Entity[]>()
  readonly #byGiven = new Map<string, Entity[]>()

  constructor(tagged: TaggedArticle) {
    this.#tagged = tagged
  }

  /** Returns the person with this full name; adds it when it is new. */
  addFullName(name: string, words: readonly string[]): Entity {
    const core = coreOf(this.#tagged, words)
    const middle = middleOf(words)
    const known = this.#knownAs(core, middle)
    if (!known) return this.#create(name, core, middle)
    if (core.length > known.words.length && !hasLeadingWord(this.#tagged, core, known.words)) {
      known.name = name
      known.words = core
      this.#index(known)
    } else if (core.length === known.words.length && isBetter(name, known.name)) {
      known.name = name
    }
    return known
  }

  /** Adds a second person with the same surname, ahead of those with full names. */
  addNamesake(name: string, words: readonly string[]): Entity {
    const entity = createEntity(name, words, null)
    this.entities.push(entity)
    const key = plain(words.join(' '))
    this.#byPart.set(key, [entity, ...(this.#byPart.get(key) ?? [])].slice(0, MOST))
    return entity
  }

  /** Finds the people that a part of a name can mean: by surname before given name. */
  findByPart(words: readonly string[]): readonly Entity[] {
    const part = plain(coreOf(this.#tagged, words).join(' '))
    const found = this.#byPart.get(part) ?? this.#bySurname(part)
    return (
      found ?? this.#byGiven.get(part)?.filter(({ personEvidence }) => personEvidence > 0) ?? []
    )
  }

  /** By the first of two surnames: "Paz" of "Ana Paz Ruiz", "de la Paz" of "Ana de la Paz Ruiz". */
  #bySurname(part: string): readonly Entity[] | undefined {
    const found = this.#byInner.get(part)
    return found?.length === 1 ? found : undefined
  }

  #create(name: string, core: readonly string[], middle: string): Entity {
    const entity = createEntity(name, core, null)
    this.#middles.set(entity, middle)
    this.entities.push(entity)
    this.#index(entity)
    return entity
  }

  #index(entity: Entity): void {
    const { words } = entity
    add(this.#byEnds, endsOf(words, 0), entity)
    for (let at = 1; at < words.length; at += 1) {
      const part = at === words.length - 1 ? (words[at] ?? '') : words.slice(at).join(' ')
      const bare = withoutSuffix(this.#tagged, part)
      add(this.#byPart, plain(part), entity)
      if (bare !== part) add(this.#byPart, plain(bare), entity)
    }
    for (let at = 1; at < words.length - 1; at += 1) {
      const inner = words.slice(at, -1)
      if (!inner.some((word) => this.#tagged.words.givenNames.has(word)))
        add(this.#byInner, plain(inner.join(' ')), entity)
      // "Zulhairi" of "Ahmad Zulhairi Mat Desa", "Ng" of "Albert Ng Ka-shing".
      const [only = ''] = inner
      const isLong = only.length > 2 || this.#tagged.words.familyFirst.has(only)
      if (inner.length > 1 && isLong && !this.#tagged.words.givenNames.has(only))
        add(this.#byInner, plain(only), entity)
    }
    this.#indexGivenNames(entity)
    const first = plain(words[0] ?? '')
    if (words.length === 1 || isFamilyFirst(this.#tagged, words)) add(this.#byPart, first, entity)
    else add(this.#byGiven, first, entity)
    if (words.length > 2) add(this.#byGiven, plain(words.slice(0, -1).join(' ')), entity)
  }

  /** "Faizal" and "Mohd Faizal" of "Mohd Faizal bin Osman". */
  #indexGivenNames(entity: Entity): void {
    const { patronymics, sharedFirstNames } = this.#tagged.words
    const particle = entity.words.findIndex((word) => patronymics.has(word))
    const given = entity.words.slice(0, Math.max(0, particle))
    for (const word of given)
      if (!sharedFirstNames.has(word)) add(this.#byPart, plain(word), entity)
    if (given.length > 1) add(this.#byPart, plain(given.join(' ')), entity)
  }

  /** The only person whose family name differs in one letter from a longer word, or null. */
  findMisspelt(word: string): Entity | null {
    if (word.length < MIN_MISSPELT) return null
    const found = this.entities.filter(
      ({ words }) => words.length > 1 && differsInOneLetter(words.at(-1) ?? '', word),
    )
    return found.length === 1 ? (found[0] ?? null) : null
  }

  #knownAs(core: readonly string[], middle: string): Entity | null {
    const same = this.#sameEnds(core, middle)
    if (same.length > 0) return same.length === 1 ? (same[0] ?? null) : null
    const whole = plain(core.join(' '))
    // "Rowshan Ara" of "Rowshan Ara Begum".
    const longer = this.#byPart.get(whole) ?? this.#bySurname(whole) ?? this.#byGiven.get(whole)
    if (longer?.length === 1) return longer[0] ?? null
    for (let at = 1; at < core.length - 1; at += 1) {
      const shorter = this.#byEnds.get(endsOf(core, at))
      if (shorter?.length === 1) return shorter[0] ?? null
    }
    return null
  }

  #sameEnds(core: readonly string[], middle: string): readonly Entity[] {
    const known = this.#byEnds.get(endsOf(core, 0))
    return known?.filter((entity) => fits(this.#middles.get(entity) ?? '', middle)) ?? NONE
  }
}

const NONE: readonly Entity[] = []

/** A shorter family name that differs in one letter is often another name ("Kerry", "Perry"). */
const MIN_MISSPELT = 7

/** Whether one letter was replaced, left out or added, and the first letter is the same. */
function differsInOneLetter(one: string, other: string): boolean {
  if (one === other || one[0] !== other[0] || Math.abs(one.length - other.length) > 1) return false
  let start = 0
  while (one[start] === other[start] && start < one.length) start += 1
  let end = 0
  while (one.at(-1 - end) === other.at(-1 - end) && end < one.length - start) end += 1
  return Math.max(one.length, other.length) - start - end <= 1
}

/** "Tireless Mary Ash" is Mary Ash: the name begins at the given name inside. */
function hasLeadingWord(
  tagged: TaggedArticle,
  core: readonly string[],
  shorter: readonly string[],
): boolean {
  const { givenNames } = tagged.words
  return givenNames.has(shorter[0] ?? '') && !givenNames.has(core[0] ?? '')
}

/** Prefer the longer form, and any form to one in capitals. */
function isBetter(name: string, known: string): boolean {
  const [loud, quiet] = [isAllCapitals(name), isAllCapitals(known)]
  return loud === quiet ? name.length > known.length : quiet
}

function isAllCapitals(name: string): boolean {
  return name === name.toUpperCase()
}

function add(map: Map<string, Entity[]>, key: string, entity: Entity): void {
  const list = map.get(key)
  if (!list) map.set(key, [entity])
  else if (list.length < MOST && !list.includes(entity)) list.push(entity)
}

/** "ash jr" without its suffix: "ash". */
function withoutSuffix(tagged: TaggedArticle, words: string): string {
  const blank = words.lastIndexOf(' ')
  return tagged.words.suffixes.has(words.slice(blank + 1)) ? words.slice(0, blank) : words
}

/** Remove diacritics: "François" becomes "Francois". */
function plain(words: string): string {
  return isPlain(words) ? words : withoutAccents(words)
}

function isPlain(words: string): boolean {
  for (let at = 0; at < words.length; at += 1) if (words.charCodeAt(at) > 0x7e) return false
  return true
}

/** Key of the first and the last word, a suffix ("jr") included. */
function endsOf(words: readonly string[], from: number): string {
  return plain(`${words[from]} ${words.at(-1)}`)
}

/** The words between first and last name, initials included. */
function middleOf(words: readonly string[]): string {
  if (words.length < 3 && !words.some(isHyphened)) return ''
  return words
    .flatMap((word) => word.split(HYPHEN))
    .slice(1, -1)
    .join(' ')
}

/** Middle names are compatible when one is missing or an initial of the other. */
function fits(one: string, other: string): boolean {
  const length = Math.min(one.length, other.length)
  if (length <= 1) return length === 0 || one.charAt(0) === other.charAt(0)
  return one === other
}

const HYPHEN = /[-‐‑]/

function isHyphened(word: string): boolean {
  for (let at = 0; at < word.length; at += 1) {
    const code = word.charCodeAt(at)
    if (code === 45 || code === 0x2010 || code === 0x2011) return true
  }
  return false
}

/** In words: a token may have any number of hyphens, so that the work for a name is bounded. */
const LONGEST_CORE = 30

/** Split hyphenated names and drop initials: "Kim Jong-un" becomes "Kim Jong Un". */
function coreOf(tagged: TaggedArticle, words: readonly string[]): readonly string[] {
  if (words.length < 3 && !words.some(isHyphened)) return words
  const parts = words.flatMap((word) => word.split(HYPHEN)).filter((word) => word !== '')
  const whole = parts
    .filter((word, at) => at === 0 || at === parts.length - 1 || word.length > 1)
    .slice(0, LONGEST_CORE)
  const suffix = whole.at(-1) ?? ''
  if (whole.length < 3 || !tagged.words.suffixes.has(suffix)) return whole
  return [...whole.slice(0, -2), `${whole.at(-2)} ${suffix}`]
}

/**
 * Whether the family name comes first: a listed family name before a word that is not a Western
 * given name. Both ends are indexed, so that the use of a partial name in the text decides, too.
 */
function isFamilyFirst(tagged: TaggedArticle, words: readonly string[]): boolean {
  const [first = '', second = ''] = words
  if (words.length < 2 || words.length > 3 || !tagged.words.familyFirst.has(first)) return false
  const last = words.at(-1) ?? ''
  if (tagged.words.givenNames.has(first))
    return words.length === 3 || tagged.words.familyFirst.has(second)
  return !(tagged.words.familyFirst.has(last) && tagged.words.givenNames.has(first))
}
