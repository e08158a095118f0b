// An extension with a language: the beginnings of Spanish. What it does not state is as in French.

/** The forms of a verb in -ar that news uses, with what each is. */
function inflect(
  /** @type {string} */ verb,
  /** @type {import('pressgraph').LanguageKit['Form']} */ Form,
) {
  const stem = verb.slice(0, -2)
  const irregular = { decir: ['dice', 'dicen', 'dijo', 'dijeron', 'dicho', 'diciendo'] }[verb]
  const [one, many, past, pasts, participle, gerund] = irregular ?? [
    ...['a', 'an', 'ó', 'aron', 'ado', 'ando'].map((ending) => stem + ending),
  ]
  return new Map([
    [verb, Form.INFINITIVE],
    ...[one, many].map((form) => /** @type {const} */ ([form, Form.PRESENT])),
    ...[past, pasts].map((form) => /** @type {const} */ ([form, Form.PAST])),
    [participle, Form.PARTICIPLE],
    [gerund, Form.GERUND],
  ])
}

/** @type {import('pressgraph').Extension} */
export default {
  name: 'spanish',
  version: '1',
  languages({ french, defineQuotationWords, wordList, WordClass, Form, Frame }) {
    const { CLAUSE, QUOTATION } = Frame
    return [
      {
        ...french,
        code: 'es',
        commonWords: new Set(
          wordList(
            'de la que el en y a los del se las por un para con no una su al es lo como más pero sus ya este porque esta entre cuando muy sin sobre también hasta hay donde desde todo nos durante uno ni contra dijo fue ha son está',
          ),
        ),
        quotations: defineQuotationWords({
          sentences: {
            titles: 'sr sra srta dr dra',
            abbreviations: 'ee uu pág núm',
            openers: 'el la los las un una en pero y no según desde para',
            clitics: null,
          },
          wordClasses: [
            [WordClass.SUBJECT_PRONOUN, 'él ella ellos ellas quien'],
            [WordClass.DETERMINER, 'el la los las un una unos unas este esta su sus'],
            [WordClass.PREPOSITION, 'de a en con por para sobre desde hasta entre del al'],
            [WordClass.GENITIVE, 'de del'],
            [WordClass.COORDINATOR, 'y e o u'],
            [WordClass.COMPLEMENTIZER | WordClass.RELATIVE, 'que'],
            [WordClass.BE, 'es son fue fueron era eran está están'],
            [WordClass.HAVE, 'ha han había habían'],
            [WordClass.NEGATION, 'no'],
            [WordClass.TIME, 'ayer hoy lunes martes miércoles jueves viernes sábado domingo'],
          ],
          factuality: [],
          cueGroups: [
            {
              kind: 'SPEECH',
              frames: CLAUSE | QUOTATION,
              verbs: 'decir, afirmar, explicar, señalar, declarar, asegurar, indicar, anunciar',
            },
          ],
          nounLike: new Set(),
          inflect: (verb) => inflect(verb, Form),
          prepositions: ['según'],
          relayLemmas: ['informar'],
          citingLemmas: ['citar'],
          lists: {
            nouns: 'declaración',
            talks: 'entrevista',
            opinions: 'editorial',
            relayPrepositions: 'en',
            labels: 'fuente',
          },
          endings: { past: 'aron', adverb: 'mente', gerund: 'ando', possessive: [] },
          order: { bareClauses: false, cuesInsideMarks: true, dialogueDashes: true },
        }),
      },
    ]
  },
}
