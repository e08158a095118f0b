import type { CueGroup } from '../../define.ts'
import { Frame } from '../../quotation-words.ts'

const { CLAUSE, QUESTION, QUOTATION, OBJECT } = Frame

/** Verbs of saying; reflexive ones without their pronoun ("exclamer" for "s'exclamer"). */
export const cueGroups: readonly CueGroup[] = [
  {
    kind: 'SPEECH',
    frames: CLAUSE | QUOTATION,
    verbs: `dire, redire, déclarer, ajouter, affirmer, expliquer, estimer, assurer, annoncer, préciser,
      indiquer, raconter, confier, regretter, insister, rappeler, reconnaître, souligner, noter,
      répondre, répliquer, rétorquer, commenter, témoigner, résumer, poursuivre, conclure, soutenir,
      prévenir, promettre, admettre, avertir, juger, considérer, nuancer, marteler, plaider,
      observer, remarquer, constater, signaler, relater, révéler, avouer, jurer, prétendre, arguer,
      argumenter, confirmer, détailler, répéter, réaffirmer, proclamer, clamer, glisser, espérer,
      déplorer, lancer`,
  },
  {
    kind: 'SPEECH',
    frames: QUOTATION,
    verbs: `exclamer, interroger, inquiéter, féliciter, réjouir, agacer, étonner, indigner, alarmer,
      désoler, murmurer, crier, hurler, tonner, ironiser, plaisanter, soupirer, chuchoter, souffler,
      scander, réagir, renchérir, tempérer, balayer, enchaîner, continuer, commencer, tempêter,
      pester, fulminer, sourire, résumer, moquer, emporter, défendre`,
  },
  { kind: 'SPEECH', frames: QUESTION | QUOTATION, verbs: 'demander' },
  { kind: 'WRITING', frames: CLAUSE | QUOTATION, verbs: 'écrire, tweeter, publier, poster, lire' },
  { kind: 'REPORT', frames: CLAUSE | QUOTATION | OBJECT, verbs: 'rapporter, diffuser' },
  { kind: 'SPEECH', frames: OBJECT, verbs: 'citer' },
]

/** Verbs of which some form is as often a noun: "la demande", "une annonce". */
export const nounLike: ReadonlySet<string> = new Set([
  ...['annoncer', 'demander', 'noter', 'crier', 'plaisanter', 'rapporter', 'écrire', 'lancer'],
  ...['commencer', 'signaler', 'juger', 'réagir', 'lire', 'poster', 'glisser'],
])
