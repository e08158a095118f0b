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
  INFINITIVE,
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
  CONDITIONAL,
  PLURAL,
  BESIDE,
} = WordClass

/** Words of the closed classes with what they can be; a word in several lines is all of them. */
export const wordClasses: readonly (readonly [classes: number, words: string])[] = [
  [
    SUBJECT_PRONOUN,
    'he she they i we you it who everyone everybody someone somebody nobody anyone one another others many some most both neither none',
  ],
  [
    OBJECT_PRONOUN,
    'him her them me us you it himself herself themselves itself myself ourselves yourself',
  ],
  [REFLEXIVE, 'himself herself themselves itself myself ourselves yourself'],
  [DETERMINER | POSSESSIVE, 'his her their its our my your whose'],
  [
    DETERMINER,
    'the a an this these those some many several most all each every no another any both few other one two three four five six seven eight nine ten dozens hundreds thousands',
  ],
  [
    PREPOSITION,
    'of in on at by for from with without about against into onto over under between among through during across around behind beyond near off outside inside toward towards upon via despite within amid amidst alongside like unlike than per concerning regarding including because-of aboard above below beneath beside besides except throughout underneath versus',
  ],
  [GENITIVE, 'of'],
  [AGENT, 'by'],
  [AS | SUBORDINATOR, 'as'],
  [PREPOSITION | SUBORDINATOR, 'after before since until till'],
  [INFINITIVE | PREPOSITION, 'to'],
  [COORDINATOR, 'and or nor &'],
  [COORDINATOR | TURN, 'but yet'],
  [SUBORDINATOR | TURN, 'while although though whereas even'],
  [SUBORDINATOR, 'because if unless when whenever where wherever once so lest whereby'],
  [BESIDE, 'when while as after before though although whereas until'],
  [COMPLEMENTIZER | RELATIVE, 'that'],
  [RELATIVE, 'who whom which whose where'],
  [QUESTION | SUBORDINATOR, 'whether why how what when where who which if whom'],
  [BE, "is are was were be been being am 's 're 'm isn't aren't wasn't weren't ain't"],
  [HAVE, "has have had having 've 'd hasn't haven't hadn't 's"],
  [
    MODAL,
    "will would can could may might shall should must do does did 'll 'd cannot can't won't wouldn't couldn't shouldn't don't doesn't didn't mustn't",
  ],
  [
    PLURAL,
    'they we others many some most both people police men women children media public majority clergy spokesmen congressmen',
  ],
  [CONDITIONAL, 'will would can could may might shall should must cannot'],
  [
    NEGATION,
    "not n't never isn't aren't wasn't weren't hasn't haven't hadn't can't won't wouldn't couldn't shouldn't don't doesn't didn't cannot",
  ],
  [
    ADVERB,
    'also then now later once again ever never often always still just even too only soon already sometimes twice yet almost perhaps maybe instead further first next meanwhile however moreover though thus therefore otherwise simply rather quite very so far long here there back indeed nonetheless nevertheless likewise alike together apart aloud afterward afterwards beforehand thereafter elsewhere famously',
  ],
  [
    TIME,
    'monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun january february march april may june july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec yesterday today tomorrow tonight morning afternoon evening night noon midnight week weekend month year years months weeks days day hours hour minutes decade decades a.m. p.m. earlier later ago recently am pm',
  ],
  [TIME_MODIFIER, 'last this next late early earlier later that same past previous'],
  [TURN, 'however instead'],
  [
    VERB,
    'went came took got gave became began kept held brought left sent met won lost ran stood sat fell grew rose spent built bought paid led felt chose drew broke spoke drove flew threw wore beat hid fought caught sought taught sold slept hung rode shook struck swore tore woke wound gone taken given been done seen known shown drawn fallen risen grown flown chosen broken spoken driven thrown worn beaten hidden includes including seems seem seemed appears appear appeared remains remained becomes become goes comes takes gets gives makes made make has keeps holds brings leaves sends meets wins loses runs stands sits falls grows rises spends builds buys pays leads knows thinks wants hopes believes used put puts let lets saw sees turned turns tried tries failed fails needs looked looks worked works wanted needed going coming taking getting giving making trying being having doing getting leading running became died dies fled sued happened happens exist exists existed belong belongs belonged receive received consists depends depended arrived arrives arrive enter entered joined follow followed follows visited travelled traveled caused causes',
  ],
  [
    VOICE,
    'spokesman spokeswoman spokesperson spokesmen spokespeople official officials minister ministers ministry president senator senators governor mayor lawyer lawyers attorney attorneys lawmaker lawmakers analyst analysts expert experts economist economists critics critic supporters supporter campaign officers officer police prosecutors prosecutor judge court leader leaders adviser advisers advisor advisors aide aides director manager coach captain player chief head chairman chairwoman chair executive secretary professor scientist scientists researcher researchers author authors editor editors source sources witness witnesses resident residents voter voters student students teacher teachers doctor doctors nurse company firm bank agency government department committee council group groups party parties union association organisation organization university poll polls survey report study statement memo letter document documents book article newspaper headline woman women man men people person mother father wife husband son daughter brother sister family friend friends neighbor neighbors neighbour neighbours candidate candidates republicans democrats conservatives liberals congressman congresswoman representative representatives ambassador diplomat diplomats general colonel commander soldier soldiers activists activist organizers organizer reporter reporters journalist journalists commentator commentators strategist strategists veteran veterans worker workers owner founder member members delegate delegates king queen prince premier chancellor pope bishop priest pastor rabbi imam',
  ],
  [
    TITLE,
    'mr mrs ms miss dr sen rep gov gen lt col sgt capt maj cmdr adm prof rev hon sir dame lord lady president vice senator representative governor mayor secretary minister prime premier chancellor king queen prince princess pope judge justice congressman congresswoman chairman chairwoman spokesman spokeswoman director ambassador general colonel captain sheriff superintendent',
  ],
  [
    NOUN,
    'april may june august quarterly daily weekly monthly yearly hourly elderly deadly costly friendly unfriendly orderly lonely timely family ally rally supply assembly bully anomaly monopoly italy reply july bed deed feed seed speed weed need breed creed greed hundred sacred kindred united red bid kid shed sled embed exceed proceed succeed indeed naked wicked united allied armed limited hallowed beloved unnamed unidentified retired so-called self-described elected embattled disgraced renowned unmarried gifted talented learned hatred',
  ],
]

/** Abbreviations whose point ends no sentence, since a name follows. */
export const titleAbbreviations =
  'mr mrs ms dr sen sens rep reps gov govs gen lt col sgt capt maj cmdr adm prof rev hon st sr jr messrs mt ft pvt cpl insp supt atty vs no eng engr ing lic dra smt cllr gda barr arc pharm surv adv cdr brig msgr amb dep'

/** Abbreviations whose point may end a sentence as well. */
export const abbreviations =
  'inc corp co ltd llc bros jan feb mar apr jun jul aug sept sep oct nov dec ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo ave blvd rd dept univ assn etc al approx est min max fig vol ed eds esp jr sr mon tue tues wed thu thur thurs fri sat sun'

/** Words that, with a capital, begin a sentence and no name. */
export const openers =
  'the a an he she they it we i you his her their its our my this that these those there here but and or so yet if when while although though because since after before until as in on at by for from with without to of not no all both each some many most several one two three who what why how where which whether then now later also still meanwhile however instead even just only perhaps maybe among during despite under over about according asked is are was were do does did has have had will would can could should may might must'

/** Phrases that name the one who says it right after them. */
export const prepositions = [
  'according to',
  'in the words of',
  'in the view of',
  'in the opinion of',
  'in the eyes of',
  'per',
  'as per',
]

/** Words before a colon that name no speaker. */
export const labels =
  'report exclusive video watch photo photos live update breaking analysis opinion editorial commentary review poll fact factbox timeline correction note related more read listen podcast gallery column interview transcript politics sports business world here source sources tags topics published updated by date location where when who what why how question first second third next today tomorrow tonight bottom'

const { AVERTED, OPEN, CONDITION, NOBODY, ANYBODY, ONLY, HABIT, ALLEGED, PROOF } = FactualityWord

/** Words by which it is told whether reported words were said. */
export const factuality: readonly (readonly [bits: number, words: string])[] = [
  [
    AVERTED,
    'refuse refuses refused refusing decline declines declined declining fail fails failed failing avoid avoids avoided avoiding neglect neglects neglected deny denies denied denying without short stop stops stopped instead rather hesitate hesitates hesitated forget forgets forgot unable unwilling reluctant yet refusal failure false untrue wrong incorrect fabricated',
  ],
  [
    OPEN,
    'expect expects expected expecting anticipated likely unlikely set due poised scheduled slated about ready prepared preparing prepares plan plans planned planning intend intends intended intending want wants wanted wanting hope hopes hoped hoping wish wishes wished need needs needed ask asks asked asking urge urges urged told tell tells order orders ordered request requested require requires required supposed meant allowed permitted entitled invited advised instructed encouraged pressed obliged expectation accuse accuses accused accusing alleged believed thought if try tries tried trying able free refrain would',
  ],
  [CONDITION, 'if unless whether suppose supposing assuming lest'],
  [NOBODY, 'nobody no none neither nor'],
  [ANYBODY, 'anyone anybody whoever'],
  [ONLY, 'only just merely simply'],
  [HABIT, "would 'd"],
  [ALLEGED, 'allegedly supposedly purportedly'],
  [PROOF, 'evidence proof record indication suggestion sign true case'],
]

/** Nouns of speech. */
export const nouns =
  'statement statements claim claims assertion assertions allegation allegations accusation accusations promise promises pledge pledges vow vows warning warnings remark remarks comment comments suggestion suggestions argument arguments contention declaration declarations announcement admission complaint complaints criticism call calls demand demands denial insistence prediction predictions proposal report reports acknowledgment acknowledgement view opinion charge charges belief message slogan motto quote line question response answer reply tweet tweets letter speech ad ads memo op-ed post message email sign banner video petition comparison sms text voicemail dm fax emails e-mail e-mails messages posts interviews comparison description characterization label nickname phrase rhetoric refrain chant chants cry mantra advice dictum adage proverb proclamation words'

/** Nouns for talks with a medium. */
export const talks =
  'interview interviews conversation podcast broadcast programme program column article op-ed'

/** Verbs for talks with a medium. */
export const talkVerbs =
  'spoke speaks speak spoken talked talks talk appeared appears appearing interviewed featured'

/** Participles of passing words on, before "by". */
export const passedOn =
  'quoted cited reported published aired broadcast carried relayed transmitted shown printed circulated shared interviewed'

/** Nouns for what a medium says for itself. */
export const opinions = 'editorial editorials commentary leader'

/** Between words of saying and a medium. */
export const relayPrepositions = 'on in to via over through'
