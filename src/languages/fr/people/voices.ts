import { phraseList, wordList } from '../../define.ts'

/** Somebody whom nothing but this word tells. */
export const anonymous: ReadonlySet<string> = new Set(
  wordList(`
  homme femme personne témoin source passant passante habitant habitante riverain riveraine voisin
  voisine policier diplomate responsable proche client cliente voyageur voyageuse pêcheur pêcheuse
  porte-parole
`),
)

/** Plurals of voices that keep their name to themselves. */
export const anonymousPlurals: ReadonlySet<string> = new Set(
  wordList(`
  sources témoins responsables experts analystes diplomates observateurs passants proches élus
  certains plusieurs policiers médecins chercheurs
`),
)

/** Plurals and collectives that speak as one. */
export const groups: ReadonlySet<string> = new Set(
  wordList(
    'police habitants riverains syndicats manifestants autorités familles victimes pêcheurs',
  ),
)

/** Nouns for bodies that speak. */
export const bodies: ReadonlySet<string> = new Set(
  wordList(`
  ministère mairie préfecture gouvernement parquet tribunal syndicat association organisation groupe
  entreprise société banque agence opposition parti présidence conseil commission assemblée sénat
  université institut fédération comité union hôpital journal quotidien chaîne radio
`),
)

/** Bodies whose names show no such noun. */
export const knownBodies: ReadonlySet<string> = new Set(
  phraseList(
    'élysée, matignon, quai d’orsay, onu, otan, union européenne, kremlin, maison blanche',
  ),
)

/** Nouns of places and things that do not speak. */
export const places: ReadonlySet<string> = new Set(
  wordList(
    'rue avenue place pont gare ville village port île mer rivière lac mont forêt coupe loi',
  ),
)
