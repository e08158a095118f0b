import type { ArticleSpeaker, RoleMention } from '../../model/speaker.ts'
import { nameId, surnameId } from '../../text/ids.ts'
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
      const speaker = speakerOf(scene, article, figure)
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
  const full = figure.kind === null ? figure.words.length > 1 : !isCommon(scene, figure)
  return {
    id: full ? nameId(figure.name) : surnameId(article, figure.name),
    name: figure.name,
    kind,
    aliases: [...figure.forms].filter((form) => form !== figure.name),
    roles: rolesOf(scene, figure),
  }
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
