import type { DateCues } from '../../date-words.ts'

const list = (words: string): readonly string[] => words.trim().split(/\s+/)

/** Words around an expression of time that tell which way it points, or that it is none. */
export const cues: DateCues = {
  future: list(`
    will shall would may might can must should won ll going
    expected expects expect scheduled schedules schedule plans plan planned planning due set
    slated upcoming forthcoming tentatively begins starts opens resumes ends expires
    hopes hope hopefully intends intend aims aim vows pledges promises promised
    effective payable pending coming headed heads heading
    anticipates anticipated proposes proposed
    likely possible possibly
  `),
  past: list(`
    was were had did been came went took made gave found held met left began saw got
    won lost fell rose shot broke hit led ran sent spoke spent stood struck sold bought brought
    built caught chose drew drove ate fought flew forgot grew heard kept knew laid lay lent
    meant paid quit read rode rang sang sank sat shook shut slept slid stole swore swept swam
    taught tore thought threw understood woke wore wrote ago earlier
    became withdrew overthrew has have
  `),
  reporting: list(`
    said says say told added announced reported reportedly according stated noted declared
    disclosed confirmed predicts predicted forecast forecasts
  `),
  eventPrepositions: list('on in'),
  deadline: list('by until till before through'),
  weekdayDeadline: list('until till'),
  perfect: list('had'),
  ending: list('ended ending'),
  trading: list('trading trade dealings'),
  since: list('since last past'),
  beWords: list('is are was were be'),
  auxiliary: list('will shall ll'),
  possibly: list('as'),
  upcoming: list('ahead upcoming coming next'),
  possessive: "'",
  joins: list('- / to through until till and'),
  rangeJoins: list('- to through until till'),
  rangeOpeners: list('between'),
  infinitive: 'to',
  passive: list('be been being not also only then now have just still finally already officially'),
  pastEndings: ['ed'],
  prepositions: list(`
    in since by until till from through throughout during of for before after between
    around about late early mid last this next each every past previous following into
    beyond circa
  `),
  separators: list('( ; - , to and or on as than again the'),
  articles: list('the'),
  stops: list('. ; : ! ? )'),
  honorifics: list(
    'mr mrs ms miss mx dr prof sir dame lord lady sen rep gov gen col capt lt sgt president minister',
  ),
  clockPrepositions: list('the at by until till from around about before after since between past'),
  determiners: list('the a an its his her their our s'),
  particles: list('on for of to in from through and was is'),
  kin: list('family families household clan dynasty brothers sisters siblings cousins twins'),
  givenNames: list('april may june august jan'),
  ambiguousMonths: list('may march jan jun'),
  ambiguousSeasons: list('spring fall'),
  yearComparisons: list('later earlier sooner rather'),
  numberNames: list(`
    room page pages flight no nos number numbers channel route highway interstate gate suite
    unit apartment building boeing airbus model type article section chapter verse line lot
    act bill resolution proposition title rule case docket volume issue box bus train
    windows area about nearly some almost only over than least most point score
  `),
  counted: list(`
    people persons men women children troops soldiers homes houses jobs workers employees
    miles kilometers kilometres km kms meters metres feet yards acres hectares square tons tonnes
    kg kilograms pounds dollars euros yen won votes seats copies cars vehicles points shares
    million billion percent pct per times deaths members families students passengers visitors
    hours minutes seconds days weeks months years rpm mph watts megawatts barrels ounces
    seat acre foot mile page strong room bed ton pound meter metre kilometer kilometre man woman
    member crowns francs marks rupees pesos rubles boxes bottles words lines items units cases
    patients refugees civilians protesters rebels fighters guests delegates schools companies
  `),
  titleWords: list(`
    times telegraph mirror herald express mail post tribune night nights magazine independent
    review star sun world school agreement accords
  `),
  fractions: list('quarter quarters second'),
  shares: list('of'),
  conjunctions: list('as after enough'),
  complementizers: list('that'),
  temperatures: list(
    'temperature temperatures highs lows mercury thermometer thermometers degree degrees heat',
  ),
  rates: list('percent % times dollars cents million billion once twice per thrice tons people'),
}
