import type { Rule } from '../paragraph-context.ts'
import { accordingTo } from './according-to.ts'
import { citing } from './citing.ts'
import { clauseThenCue } from './clause-then-cue.ts'
import { colonAndQuotation } from './colon-and-quotation.ts'
import { continuation } from './continuation.ts'
import { cueThenClause } from './cue-then-clause.ts'
import { marksAlone } from './marks-alone.ts'
import { dashAndName, nameAndColon } from './name-and-mark.ts'
import { nounOfSpeech } from './noun-of-speech.ts'
import { openVerb } from './open-verb.ts'
import { openingCue } from './opening-cue.ts'
import { passiveAgent } from './passive-agent.ts'
import { quotationThenCue } from './quotation-then-cue.ts'
import { quotedAsSaying } from './quoted-as-saying.ts'
import { transcriptTurn } from './transcript-turn.ts'

/** In order of precision: a rule sees only the tokens that earlier rules have not taken. */
export const rules: readonly Rule[] = [
  transcriptTurn,
  dashAndName,
  nameAndColon,
  quotedAsSaying,
  citing,
  openingCue,
  quotationThenCue,
  clauseThenCue,
  cueThenClause,
  accordingTo,
  nounOfSpeech,
  passiveAgent,
  openVerb,
  colonAndQuotation,
  continuation,
]

/** For languages without cue words. */
export const rulesWithoutCues: readonly Rule[] = [marksAlone]
