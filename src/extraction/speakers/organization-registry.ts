import { createEntity, type Entity } from './entity.ts'
import { findAbbreviation } from './name-runs.ts'
import type { Name } from './names.ts'
import { hasFlag, lowerText, type TaggedArticle, textOf } from './tagged-article.ts'
import { Flag } from './word-flags.ts'

/** The organisations and groups of an article, by name, abbreviation and noun. */
export class OrganizationRegistry {
  readonly #tagged: TaggedArticle
  readonly #byName = new Map<string, Entity>()
  readonly #byNoun = new Map<string, Entity[]>()
  readonly #media = new Set<Entity>()
  readonly #withNoun = new Set<Entity>()

  constructor(tagged: TaggedArticle) {
    this.#tagged = tagged
  }

  /** Returns the organisation that is named here; adds it when it is new. */
  addName({ own, words, key }: Name, text: string): Entity {
    const tagged = this.#tagged
    const other = findAbbreviation(tagged, own)
    const short = other && lowerText(tagged, other.first)
    const known = this.#byName.get(key) ?? (short === null ? undefined : this.#byName.get(short))
    const entity = known ?? this.#create(text, words, key, 'ORGANIZATION')
    if (known) this.#byName.set(key, entity)
    if (known && text.length > entity.name.length && !this.#media.has(known)) entity.name = text
    if (other && short !== null) {
      this.#byName.set(short, entity)
      entity.forms.add(textOf(tagged, other))
    }
    for (let at = own.first; at < own.end; at += 1) {
      const word = lowerText(tagged, at)
      const begins = at === own.first && tagged.words.bodyBeginnings.has(word)
      if (begins || hasFlag(tagged, at, Flag.ORGANIZATION)) this.addNoun(entity, word)
    }
    return entity
  }

  /** Returns the group or organisation of this name; adds it when it is new. */
  addGroup(text: string, kind: 'ORGANIZATION' | 'GROUP'): Entity {
    const key = keyOf(text)
    const words = key.split(' ')
    const entity = this.#byName.get(key) ?? this.#create(text, words, key, kind)
    this.addNoun(entity, words.at(-1) ?? '')
    return entity
  }

  /** Adds a medium under its full name and under the words that name it here. */
  addMedium(name: string, words: readonly string[]): void {
    const key = keyOf(name)
    const known = this.#byName.get(key)
    const entity = known ?? this.#create(name, key.split(' '), key, 'ORGANIZATION')
    this.#media.add(entity)
    for (const word of words) {
      this.#byName.set(keyOf(word), entity)
      entity.forms.add(word)
    }
  }

  /** Adds a noun that means an organisation: "the carmaker". */
  addNoun(entity: Entity, noun: string): void {
    this.#withNoun.add(entity)
    const list = this.#byNoun.get(noun)
    if (!list) this.#byNoun.set(noun, [entity])
    else if (list.length < MOST && !list.includes(entity)) list.push(entity)
  }

  /** Finds by full name or abbreviation, in lower case. */
  findByName(words: string): Entity | null {
    return this.#byName.get(words) ?? null
  }

  /** Finds those that a noun can mean ("ministry"), in the order of the text. */
  findByNoun(noun: string): readonly Entity[] {
    return this.#byNoun.get(noun) ?? []
  }

  /** Whether an organisation is a medium, which "the group" and "the club" do not mean. */
  isMedium(entity: Entity): boolean {
    return this.#media.has(entity)
  }

  /** Whether a noun says what an organisation is. */
  hasNoun(entity: Entity): boolean {
    return this.#withNoun.has(entity)
  }

  #create(
    text: string,
    words: readonly string[],
    key: string,
    kind: 'ORGANIZATION' | 'GROUP',
  ): Entity {
    const entity = createEntity(text, words, kind)
    this.#byName.set(key, entity)
    return entity
  }
}

/** At most this many candidates for a noun, which bounds the work. */
const MOST = 8

function keyOf(name: string): string {
  return name.toLowerCase().replaceAll('’', "'")
}
