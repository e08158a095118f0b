import type { ArticleSpeaker, RoleMention, SpeakerKind } from '../../model/speaker.ts'
import { nameId, personId, surnameId } from '../../identity/ids.ts'
import { kindOf, type Figure } from './figures.ts'
import { spanOfRun, textOf, type Scene } from './scene.ts'

/** The speakers of an article, each once, in the order in which they are asked for. */
export interface Roster {
  idOf(figure: Figure): string
  speakers(): readonly ArticleSpeaker[]
}

export function createRoster(scene: Scene, article: string): Roster {
  const ids = new Map<Figure, string>()
  const speakers = new Map<string, ArticleSpeaker>()
  return {
    idOf(figure) {
      const known = ids.get(figure)
      if (known !== undefined) return known
      const found = speakerOf(scene, article, figure)
      // "George W. Bright" and "George H. Bright" of one article are two.
      const taken = speakers.has(found.id) && figure.kind === null
      const speaker = taken ? { ...found, id: nameId(figure.name) } : found
      ids.set(figure, speaker.id)
      if (!speakers.has(speaker.id)) speakers.set(speaker.id, speaker)
      return speaker.id
    },
    speakers: () => [...speakers.values()],
  }
}

function speakerOf(scene: Scene, article: string, figure: Figure): ArticleSpeaker {
  // "The Lantern said": what has an article and nothing else is no person.
  const kind = kindOf(figure) ?? (figure.evidence < 0 ? 'ORGANIZATION' : 'PERSON')
  const { name } = figure
  const full = figure.kind === null ? figure.words.length > 1 : !isCommon(scene, figure)
  return {
    id: full ? fullId(name, kind) : surnameId(article, name),
    name,
    kind,
    aliases: [...figure.forms].filter((form) => form !== name),
    roles: rolesOf(scene, figure),
  }
}

function fullId(name: string, kind: SpeakerKind): string {
  return kind === 'PERSON' ? personId(name) : nameId(name)
}

/**
 * Bodies and groups whose names hold common nouns alone ("police", "Foreign Ministry"): there are
 * many of them in the world.
 */
function isCommon({ words }: Scene, { words: name }: Figure): boolean {
  if (words.knownBodies.has(name.join(' '))) return false
  const { bodies, groups, qualifiers } = words
  return name.every((word) => bodies.has(word) || groups.has(word) || qualifiers.has(word))
}

function rolesOf(scene: Scene, { roles }: Figure): RoleMention[] {
  const mentions = Array.from(roles.values(), ({ run }) => ({
    text: textOf(scene, run),
    span: spanOfRun(scene, run),
  }))
  return mentions.sort((one, other) => one.span.start - other.span.start)
}
