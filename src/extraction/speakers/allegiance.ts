import { tokenAt } from '../../text/tokens.ts'
import { COMMA, OPEN_BRACKET } from '../quotations/doc.ts'
import type { Role } from './roles.ts'
import type { Scene } from './scene.ts'

/** "(R)", "(D-Ohio)", "(I-Vt.)" or ", R-Wis.," right behind a name. */
const MARK =
  /\s?\((?<party>\p{L}{1,3})\.?(?:[-–](?<region>\p{Lu}[\p{L}. ]{0,18}))?\)|,\s(?<letter>\p{Lu})[-–](?<of>\p{Lu}[\p{L}.]{1,18}),/uy

/**
 * The party and the region that a mark behind a name gives: they make a role of the one who is
 * named, "the Ohio Democrat".
 */
export function findAllegiance(scene: Scene, after: number): Role | null {
  const { tokens } = scene.page
  const end = tokens.ends[after - 1] ?? 0
  if (!mayBegin(scene.article.body, end)) return null
  MARK.lastIndex = end
  const match = MARK.exec(scene.article.body)
  const { party, letter, region, of } = match?.groups ?? {}
  const head = scene.words.partyMarks.get((party ?? letter ?? '').toLowerCase())
  if (!match || head === undefined) return null
  const run = { first: after, end: tokenAt(tokens, match.index + match[0].length - 1) + 1 }
  const place = (region ?? of ?? '').toLowerCase().replaceAll('.', '').trim()
  const words = (scene.words.regions.get(place) ?? place).split(' ')
  return { run, head, also: [], others: new Set(words), countries: [] }
}

/** A comma, or a bracket with a blank before it or none: most names have neither behind them. */
function mayBegin(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code === COMMA || code === OPEN_BRACKET || text.charCodeAt(at + 1) === OPEN_BRACKET
}
