import { wordList } from '../../define.ts'

export const femaleRoles = wordList(`
  présidente députée sénatrice avocate directrice procureure préfète chercheuse professeure
  agricultrice commerçante habitante riveraine voisine patronne entraîneuse joueuse autrice
  réalisatrice élue candidate fondatrice ambassadrice reine princesse étudiante enseignante ouvrière
  mère sœur fille femme cheffe conseillère adjointe infirmière institutrice romancière actrice
  chanteuse championne pêcheuse experte boulangère libraire-éditrice gérante
`)

export const maleRoles = wordList(`
  président député sénateur avocat directeur procureur préfet chercheur agriculteur commerçant
  habitant riverain voisin patron entraîneur joueur réalisateur élu candidat fondateur ambassadeur
  roi prince pape évêque étudiant enseignant ouvrier père frère fils homme conseiller adjoint
  infirmier instituteur romancier acteur chanteur champion pêcheur expert boulanger gérant
`)

export const otherRoles = wordList(`
  ministre maire porte-parole responsable chef secrétaire général capitaine colonel lieutenant
  commandant professeur médecin auteur écrivain juge premier première vice-président
  vice-présidente propriétaire journaliste analyste économiste syndicaliste diplomate policier
  gendarme libraire architecte
`)

export const qualifiers: ReadonlySet<string> = new Set(
  wordList(`
  premier première ancien ancienne ex nouveau nouvelle adjoint adjointe vice étrangères intérieur
  finances transports éducation santé défense justice culture générale
`),
)

/** Qualifiers that make another role of it. */
export const distinguishing: ReadonlySet<string> = new Set(
  wordList('premier première ancien ancienne étrangères intérieur finances transports santé'),
)

/** Those that are never left out. */
export const lowering: ReadonlySet<string> = new Set(wordList('adjoint adjointe vice ancien'))

/** What a wider word may mean. */
export const wider: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['responsable', new Set(wordList('président présidente directeur directrice ministre maire'))],
])
