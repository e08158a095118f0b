import type { Gender } from '../../languages/people-words.ts'
import { genderOf, type Figure } from './figures.ts'
import type { Name } from './names.ts'
import type { PlacedName } from './placed-names.ts'
import type { Registry } from './registry.ts'
import { lowerText, textOf, type Scene } from './scene.ts'

/** Weight of a gender that a title shows. */
const TITLED = 5

/**
 * Enter those who are known by a surname alone beside somebody of that name in full: "Mr. Ash",
 * where the article has a Mary Ash and no other.
 *
 * @returns each with the place of its last full name, which it does not have
 */
export function enterNamesakes(
  scene: Scene,
  names: readonly PlacedName[],
  people: Registry,
): Map<Figure, number> {
  const namesakes = new Map<Figure, number>()
  const seen = new Set<string>()
  for (const { name } of names) {
    const gender = name.words.length > 1 ? null : genderOfTitle(scene, name)
    if (gender === null) continue
    const key = `${gender} ${name.words[0]}`
    if (seen.has(key)) continue
    seen.add(key)
    const found = people.find(name.words)
    if (found.length === 0 || !found.every((figure) => isOther(scene, figure, gender))) continue
    const namesake = people.enterNamesake(textOf(scene, name.own), name.words)
    if (gender === 'FEMALE') namesake.female = TITLED
    else namesake.male = TITLED
    namesakes.set(namesake, -Infinity)
  }
  return namesakes
}

function genderOfTitle(scene: Scene, { run, own }: Name): Gender | null {
  if (run.first === own.first) return null
  return scene.words.titles.get(lowerText(scene, run.first))?.gender ?? null
}

/** By the first name, or by the title of another such namesake. */
function isOther({ words }: Scene, figure: Figure, gender: Gender): boolean {
  const own = words.givenNames.get(figure.words[0] ?? '') ?? genderOf(figure)
  return own !== null && own !== gender
}
