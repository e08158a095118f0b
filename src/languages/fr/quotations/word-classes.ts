import { FactualityWord, WordClass } from '../../quotation-words.ts'

const {
  SUBJECT_PRONOUN,
  OBJECT_PRONOUN,
  DETERMINER,
  PREPOSITION,
  COORDINATOR,
  SUBORDINATOR,
  RELATIVE,
  BE,
  HAVE,
  MODAL,
  NEGATION,
  ADVERB,
  TIME,
  VERB,
  COMPLEMENTIZER,
  QUESTION,
  GENITIVE,
  TURN,
  VOICE,
  REFLEXIVE,
  TITLE,
  AGENT,
  AS,
  TIME_MODIFIER,
  POSSESSIVE,
  NOUN,
  PLURAL,
  PREVERBAL,
  CONDITIONAL,
} = WordClass

/** Words of the closed classes with what they can be; a word in several lines is all of them. */
export const wordClasses: readonly (readonly [classes: number, words: string])[] = [
  [SUBJECT_PRONOUN, "il elle on ils elles je j' tu nous vous qui chacun chacune personne certains"],
  [SUBJECT_PRONOUN, "ce c' cela ça celui-ci celle-ci ceux-ci celles-ci"],
  [OBJECT_PRONOUN | PREVERBAL, "lui leur me m' te t' y en"],
  [OBJECT_PRONOUN | REFLEXIVE | PREVERBAL, "se s'"],
  [OBJECT_PRONOUN, 'moi toi eux'],
  [DETERMINER | POSSESSIVE, 'son sa ses leur leurs mon ma mes notre nos votre vos'],
  [
    DETERMINER,
    "le la les l' un une ce cet cette ces plusieurs quelques chaque tout tous toute toutes",
  ],
  [DETERMINER, 'deux trois quatre cinq six sept huit neuf dix aucun aucune'],
  [
    PREPOSITION,
    "de d' à en dans par pour sur avec sans sous chez vers entre contre depuis pendant lors malgré dès devant derrière avant après jusque jusqu' hors parmi auprès outre",
  ],
  [PREPOSITION, 'du des au aux'],
  [GENITIVE, "de d' du des"],
  [AGENT, 'par'],
  [AS | SUBORDINATOR, 'comme'],
  [COORDINATOR, 'et ou ni &'],
  [COORDINATOR | TURN, 'mais'],
  [SUBORDINATOR, "si quand lorsque lorsqu' puisque puisqu' parce quoique quoiqu' tandis alors"],
  [COMPLEMENTIZER | RELATIVE, "que qu'"],
  [RELATIVE, 'qui dont où lequel laquelle lesquels lesquelles'],
  [QUESTION | SUBORDINATOR, 'pourquoi comment combien où quand si'],
  [BE, 'est sont était étaient fut furent être été étant sera seront serait soit'],
  [HAVE, 'a ont avait avaient aura auront aurait eut eurent ayant ai avons avez'],
  [
    MODAL,
    'doit doivent devait peut peuvent pouvait va vont veut veulent voulait fait font faisait',
  ],
  [CONDITIONAL, 'pourrait pourraient devrait devraient'],
  [NEGATION, "ne n' pas jamais rien plus guère"],
  [
    ADVERB,
    'aussi encore déjà toujours souvent enfin ensuite ainsi également notamment surtout même bien très trop peu alors puis pourtant cependant toutefois hier aujourd’hui clairement simplement sèchement longuement publiquement immédiatement récemment notamment seulement vraiment vivement fermement',
  ],
  [
    TIME,
    "lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre octobre novembre décembre hier aujourd'hui demain matin soir après-midi nuit midi minuit semaine mois an année ans jours jour heures heure",
  ],
  [TIME_MODIFIER, 'dernier dernière prochain prochaine ce cette'],
  [
    VERB,
    'vient viennent venait met mettent prend prennent reste restent semble semblent devient attend attendent arrive arrivent tient tiennent coûte coûtent coûteront sait savent croit croient pense pensent parle parlent part partent rentre rentrent passe passent ouvre ouvrent ferme ferment restera rouvrira',
  ],
  [
    VOICE,
    'porte-parole ministre ministres ministère président présidente premier première maire mairie préfet préfète préfecture gouvernement député députée députés sénateur sénatrice avocat avocate directeur directrice responsable responsables policier police gendarme procureur procureure juge tribunal syndicat syndicats syndicaliste association organisation groupe entreprise société banque agence journal quotidien chaîne radio expert experte experts analyste analystes chercheur chercheuse professeur professeure médecin pêcheur pêcheuse agriculteur agricultrice commerçant commerçante habitant habitante habitants riverain riveraine riverains témoin témoins victime passant passante homme femme mère père frère sœur fils fille voisin voisine chef cheffe patron patronne secrétaire général générale capitaine colonel lieutenant commandant entraîneur entraîneuse joueur joueuse auteur autrice écrivain réalisateur réalisatrice élu élue élus opposition parti source sources diplomate diplomates candidat candidate fondateur fondatrice propriétaire ambassadeur ambassadrice roi reine prince princesse pape évêque étudiant étudiante enseignant enseignante ouvrier ouvrière',
  ],
  [PLURAL, 'gens police'],
  [
    TITLE,
    'm mm mme mmes mlle me dr pr mgr monsieur madame président présidente ministre maire général colonel capitaine docteur maître',
  ],
  [NOUN, 'père mère frère'],
]

/** Abbreviations whose point ends no sentence, since a name follows. */
export const titleAbbreviations = 'm mm me dr pr mgr st ste'

/** Abbreviations whose point may end a sentence as well. */
export const abbreviations = 'mme mlle etc janv févr avr juill sept oct nov déc av bd art no vol éd'

/** Words that, with a capital, begin a sentence and no name. */
export const openers =
  "le la les l' un une des du de d' il elle ils elles on nous vous je j' ce c' cela ça ces cet cette son sa ses leur leurs et mais ou donc or si quand comme alors puis après avant depuis pendant dans en à au aux par pour sur avec sans selon chez entre malgré lors qui que qu' où plus tout tous aussi ainsi enfin ensuite hier aujourd'hui deux trois"

/** Phrases that name the one who says it right after them. */
export const prepositions = ['selon', "d' après", 'à en croire', 'aux yeux de', 'de l’avis de'].map(
  (phrase) => phrase.replace('’', "'"),
)

/** Words before a colon that name no speaker. */
export const labels =
  'exclusif vidéo photo photos direct analyse opinion éditorial chronique dossier reportage entretien portrait bilan sondage météo culture sport sports politique économie monde source sources note rectificatif erratum correction lieu date heure quand où qui pourquoi comment'

const { AVERTED, OPEN, CONDITION, NOBODY, ONLY } = FactualityWord

/** Words by which it is told whether reported words were said. */
export const factuality: readonly (readonly [bits: number, words: string])[] = [
  [AVERTED, 'refuse refusent refusé refusait refusant sans évite évité faux'],
  [OPEN, 'devrait devraient doit doivent prévoit prévoient compte comptent veut veulent'],
  [CONDITION, "si s'"],
  [NOBODY, 'personne aucun aucune ni'],
  [ONLY, 'seulement'],
]

/** Nouns of speech. */
export const nouns =
  'déclaration déclarations communiqué propos message lettre discours tweet tribune annonce réponse critique critiques promesse appel remarque remarques avertissement aveu formule slogan'

/** Nouns for talks with a medium. */
export const talks = 'entretien entretiens interview interviews émission tribune chronique'

/** Nouns for what a medium says for itself. */
export const opinions = 'éditorial éditoriaux'

/** Between words of saying and a medium. */
export const relayPrepositions = 'à au aux sur dans via auprès'
