import type { SourceKind } from '../../model/source.ts'
import type { NameProof, SourceWords } from '../source-words.ts'
import { wordList } from '../define.ts'

function each<T>(words: readonly string[], value: T): [string, T][] {
  return words.map((word) => [word, value])
}

function ending(needs: NameProof, kind: SourceKind, words: readonly string[]) {
  return each(words, { kind, needs })
}

const agencies = ['WIRE_AGENCY', 'STATE_MEDIA', 'PICTURE_AGENCY'] as const
const papers = ['PUBLISHER', 'STATE_MEDIA'] as const
const stations = ['BROADCASTER', 'STATE_MEDIA'] as const

export const sources: SourceWords = {
  nouns: new Map<string, SourceKind>([
    ...each(['agence de presse', 'agence'], 'WIRE_AGENCY' as const),
    ...each(['journal', 'quotidien', 'hebdomadaire', 'magazine'], 'PUBLISHER' as const),
    ...each(['chaîne', 'radio', 'télévision', 'station'], 'BROADCASTER' as const),
  ]),
  massNouns: new Set(['agence', 'radio', 'télévision', 'station', 'chaîne', 'quotidien']),
  plurals: new Set(['médias', 'journaux', 'quotidiens', 'chaînes']),
  shortNouns: new Map<string, readonly SourceKind[]>([
    ...each(['agence', 'agence de presse'], agencies),
    ...each(['journal', 'quotidien', 'hebdomadaire', 'magazine'], papers),
    ...each(['chaîne', 'radio', 'station', 'télévision'], stations),
  ]),
  stateWords: new Set(['officiel', 'officielle', 'publique', 'étatique']),
  qualities: new Set(['locale', 'locaux', 'nationale', 'régionale', 'privée', 'indépendante']),
  definite: ['le', 'la', 'les', "l'"],
  indefinite: ['un', 'une', 'des', 'son', 'sa', 'ses', 'ce', 'cet', 'cette'],
  possessive: 's',

  nameEndings: new Map([
    ...ending('NOTHING', 'PUBLISHER', ['gazette']),
    ...ending('REPORT', 'BROADCASTER', ['radio', 'télévision', 'tv', 'info']),
    ...ending('REPORT', 'PUBLISHER', ['matin', 'soir', 'hebdo']),
  ]),
  nameBeginnings: new Map([
    ...each(['radio', 'télévision', 'canal', 'chaîne'], 'BROADCASTER' as const),
    ...each(['gazette', 'courrier'], 'PUBLISHER' as const),
  ]),
  sureBeginnings: new Set(['radio']),
  bodies: new Set(['presse', 'radiodiffusion']),
  bodyWords: new Map(each(['agence'], 'WIRE_AGENCY' as const)),
  agencyWords: new Set(['agence', 'bureau', 'presse']),
  nameOwners: new Set(),
  notNames: new Set([
    ...wordList('le la les un une des du de il elle ils elles on nous ce cette selon après avant'),
    ...wordList('lundi mardi mercredi jeudi vendredi samedi dimanche m mme président ministre'),
    ...wordList('photo vidéo direct exclusif reportage entretien analyse éditorial'),
  ]),
  reporting: new Set(wordList('a rapporte indique annonce affirme écrit cite révèle')),
  beforeReporting: new Set(['avait', 'a', 'ont']),
  reportedBy: [
    ...['selon', "d'après", 'cité par', 'citée par', 'cités par', 'citant', 'rapporté par'],
    ...['a-t-il dit sur', 'a-t-elle dit sur', 'dit sur', 'déclaré à', 'dit à', 'déclaré sur'],
    ...['entretien à', 'entretien avec', 'au micro de'],
  ],
  addressed: [
    'déclaré à',
    'dit à',
    'confié à',
    'entretien à',
    'entretien avec',
    'entretien accordé à',
  ],
  aired: ['dit sur', 'déclaré sur'],
  written: ['écrit dans'],
  addressing: [],
  insidePhrases: new Set(),
  writing: ['écrit'],
  notAired: new Set(wordList('facebook twitter x instagram telegram tiktok youtube whatsapp')),
  quotingPronoun: null,
  articles: new Set(["l'", 'le', 'la', 'les', 'el', 'il', 'the']),
  mediaWords: new Set(wordList('média médias infos actu sport presse')),
  followers: new Set([
    ...wordList(
      'et ou mais que qui dont où dans en à au aux sur pour par de du des avec a ont avait',
    ),
    ...wordList('est était lundi mardi mercredi jeudi vendredi samedi dimanche hier'),
  ]),
  otherThings: new Set(wordList('place rue prix coupe tour musée université institut fondation')),
  months: wordList(
    'janvier février mars avril mai juin juillet août septembre octobre novembre décembre',
  ),

  bylineLabels: [
    'par',
    'de notre envoyé spécial',
    'de notre envoyée spéciale',
    'propos recueillis par',
  ],
  selfNaming: { behind: ['a appris', 'révèle'], before: ['contactée? par', 'contacté par'] },
  interviewed: { of: ['de', 'pour'], verbs: ['a parlé'], with: ['à', 'avec'] },
  trades: wordList('journaliste correspondant correspondante envoyé envoyée spécial spéciale'),
  conjunctions: ['et', '&', 'avec'],
  fileWords: ['archives', 'photo d’archives', "photo d'archives"],
  creditLabels: ['crédit photo', 'crédit', 'photo', 'photographie', 'image'],
  creditLinks: ['via', 'pour'],
  creditWords: ['photo', 'image', 'vidéo', 'capture', 'droits réservés', 'dr'],
  sourceLabels: ['crédit image', 'source image'],
  releases: { determiners: [], pictures: [], verbs: [] },
  onBehalf: ['pour le compte de', 'pour'],
  creditLines: {
    reporters: ['reportage de', 'propos recueillis par', 'rédigé par', 'avec le reportage de'],
    editors: ['édité par', 'édition par', 'traduit par'],
    inputs: ['avec les informations de', 'avec'],
    providers: ['fourni par'],
    origins: ['source'],
    pictures: ['photo :', 'photos :', 'photographies de', 'photos de'],
    contributed: ['a contribué à', 'ont contribué à'],
    around: ['avec', 'informations?'],
  },
  nobody: new Set(['photo', 'archives', 'dr', 'droits réservés']),
}
