import { Form } from '../../quotation-words.ts'
import { wordList } from '../../define.ts'

const { PRESENT, PAST, PARTICIPLE, GERUND, INFINITIVE } = Form

/**
 * Irregular verbs, third persons only: present, past (imparfait and passé simple), participles,
 * gerund.
 */
const IRREGULAR = `
  dire: dit disent, disait disaient dit dirent, dit dite dits dites, disant
  redire: redit redisent, redisait redisaient redit redirent, redit redite redits redites, redisant
  écrire: écrit écrivent, écrivait écrivaient écrivit écrivirent, écrit écrite écrits écrites, écrivant
  répondre: répond répondent, répondait répondaient répondit répondirent, répondu répondue, répondant
  soutenir: soutient soutiennent, soutenait soutenaient soutint soutinrent, soutenu soutenue, soutenant
  prévenir: prévient préviennent, prévenait prévenaient prévint prévinrent, prévenu prévenue, prévenant
  promettre: promet promettent, promettait promettaient promit promirent, promis promise, promettant
  admettre: admet admettent, admettait admettaient admit admirent, admis admise, admettant
  avertir: avertit avertissent, avertissait avertissaient avertit avertirent, averti avertie, avertissant
  réagir: réagit réagissent, réagissait réagissaient réagit réagirent, réagi, réagissant
  poursuivre: poursuit poursuivent, poursuivait poursuivaient poursuivit poursuivirent, poursuivi poursuivie, poursuivant
  conclure: conclut concluent, concluait concluaient conclut conclurent, conclu conclue, concluant
  reconnaître: reconnaît reconnaissent, reconnaissait reconnaissaient reconnut reconnurent, reconnu reconnue, reconnaissant
  réjouir: réjouit réjouissent, réjouissait réjouissaient réjouit réjouirent, réjoui réjouie, réjouissant
  rappeler: rappelle rappellent, rappelait rappelaient rappela rappelèrent, rappelé rappelée, rappelant
  révéler: révèle révèlent, révélait révélaient révéla révélèrent, révélé révélée, révélant
  considérer: considère considèrent, considérait considéraient considéra considérèrent, considéré, considérant
  marteler: martèle martèlent, martelait martelaient martela martelèrent, martelé, martelant
  répéter: répète répètent, répétait répétaient répéta répétèrent, répété répétée, répétant
  espérer: espère espèrent, espérait espéraient espéra espérèrent, espéré, espérant
  inquiéter: inquiète inquiètent, inquiétait inquiétaient inquiéta inquiétèrent, inquiété inquiétée, inquiétant
  lire: lit lisent, lisait lisaient lut lurent, lu lue, lisant
`

const irregular = new Map(
  IRREGULAR.trim()
    .split('\n')
    .map((line) => line.split(':'))
    .map(([verb = '', forms = '']) => [verb.trim(), forms.split(',').map(wordList)]),
)

/** The third persons of a verb and what is made of it, with the bits of `Form` for each. */
export function inflect(verb: string): Map<string, number> {
  const [present, past, participles, gerunds] = irregular.get(verb) ?? regular(verb)
  const forms = new Map<string, number>([[verb, INFINITIVE]])
  const add = (words: readonly string[] | undefined, form: number) => {
    for (const word of words ?? []) forms.set(word, (forms.get(word) ?? 0) | form)
  }
  add(present, PRESENT)
  add(past, PAST)
  add(participles, PARTICIPLE)
  add(gerunds, GERUND)
  return forms
}

/** Verbs in -er: "annoncer" has "annonçait", "exiger" has "exigeait". */
function regular(verb: string): readonly (readonly string[])[] {
  const stem = verb.slice(0, -2)
  const soft = verb.endsWith('cer')
    ? `${stem.slice(0, -1)}ç`
    : verb.endsWith('ger')
      ? `${stem}e`
      : stem
  return [
    [`${stem}e`, `${stem}ent`],
    [`${soft}ait`, `${soft}aient`, `${soft}a`, `${stem}èrent`],
    [`${stem}é`, `${stem}ée`, `${stem}és`, `${stem}ées`],
    [`${soft}ant`],
  ]
}
