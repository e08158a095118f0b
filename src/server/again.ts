import { shortDigest } from '../identity/short-digest.ts'

// A place takes eight bytes.
const PLACES = 2 ** 14

/**
 * Tell what is asked again from what is asked once: as many texts as there are places are
 * remembered, roughly.
 *
 * @returns a function that says whether a text came before
 */
export function createAgain(): (text: string) => boolean {
  const places = new Float64Array(PLACES)
  return (text) => {
    const digest = shortDigest(text)
    const place = digest % PLACES
    const isAgain = places[place] === digest
    places[place] = digest
    return isAgain
  }
}
