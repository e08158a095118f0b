import type { Country } from '../../people-words.ts'
import { phraseList } from '../../define.ts'

/** One country a line: its names, a colon, the adjectives that point to it. */
const TABLE = `
  Algérie, Alger: algérien, algérienne
  Allemagne, Berlin: allemand, allemande
  Argentine: argentin, argentine
  Australie: australien, australienne
  Autriche, Vienne: autrichien, autrichienne
  Belgique, Bruxelles: belge
  Brésil: brésilien, brésilienne
  Canada: canadien, canadienne
  Chine, Pékin: chinois, chinoise
  Corée du Nord, Pyongyang: nord-coréen, nord-coréenne
  Corée du Sud, Séoul: sud-coréen, sud-coréenne
  Égypte: égyptien, égyptienne
  Espagne, Madrid: espagnol, espagnole
  États-Unis, Washington: américain, américaine
  France, Paris: français, française
  Grèce: grec, grecque
  Inde: indien, indienne
  Iran: iranien, iranienne
  Israël: israélien, israélienne
  Italie, Rome: italien, italienne
  Japon, Tokyo: japonais, japonaise
  Liban: libanais, libanaise
  Luxembourg: luxembourgeois, luxembourgeoise
  Mali: malien, malienne
  Maroc, Rabat: marocain, marocaine
  Norvège: norvégien, norvégienne
  Pays-Bas: néerlandais, néerlandaise
  Pologne: polonais, polonaise
  Portugal: portugais, portugaise
  Royaume-Uni, Londres: britannique
  Russie, Moscou: russe
  Sénégal, Dakar: sénégalais, sénégalaise
  Suède: suédois, suédoise
  Suisse, Berne: suisse
  Tunisie, Tunis: tunisien, tunisienne
  Turquie, Ankara: turc, turque
  Ukraine, Kiev: ukrainien, ukrainienne
`

export const countries: readonly Country[] = TABLE.trim()
  .split('\n')
  .map((line) => line.split(':'))
  .map(([names = '', adjectives = '']) => ({
    names: phraseList(names.toLowerCase()),
    adjectives: phraseList(adjectives.toLowerCase()),
  }))

/** Cities and regions, which a single capitalised word may name. */
export const cities: ReadonlySet<string> = new Set(
  phraseList(
    'paris, marseille, lyon, toulouse, nice, nantes, strasbourg, bordeaux, lille, rennes, genève, lausanne, liège, bruxelles, québec, montréal, dakar, abidjan, alger, tunis, casablanca',
  ),
)
