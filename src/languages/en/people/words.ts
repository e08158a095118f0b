import type { Pronoun } from '../../people-words.ts'
import { wordList } from '../../define.ts'

const she: Pronoun = { kind: 'PERSON', gender: 'FEMALE', subject: true }
const he: Pronoun = { kind: 'PERSON', gender: 'MALE', subject: true }
const they: Pronoun = { kind: 'PLURAL', gender: null, subject: true }
const it: Pronoun = { kind: 'THING', gender: null, subject: false }
const who: Pronoun = { kind: 'RELATIVE', gender: null, subject: true }
const self: Pronoun = { kind: 'SELF', gender: null, subject: true }
const her: Pronoun = { ...she, subject: false }
const him: Pronoun = { ...he, subject: false }
const them: Pronoun = { ...they, subject: false }
const we: Pronoun = { kind: 'PLURAL_SELF', gender: null, subject: true }

export const pronouns: ReadonlyMap<string, Pronoun> = new Map([
  ['he', he],
  ['him', him],
  ['she', she],
  ['her', her],
  ['they', they],
  ['them', them],
  ['it', it],
  ['who', who],
  ['whom', who],
  ['which', who],
  ['that', who],
  ['i', self],
  ['me', self],
  ['we', we],
  ['us', we],
])

export const possessives: ReadonlyMap<string, Pronoun> = new Map([
  ['his', him],
  ['her', her],
  ['hers', her],
  ['their', them],
  ['theirs', them],
  ['its', it],
  ['whose', who],
  ['my', self],
  ['our', we],
])

export const possessiveEndings = ["'s", "'"] as const

export const definite: ReadonlySet<string> = new Set(wordList('the this that these those'))

export const indefinite: ReadonlySet<string> = new Set(
  wordList(`
  a an one another some any several many most few both each every no two three four five six seven
  eight nine ten dozens hundreds thousands numerous various multiple certain other more all half
`),
)

export const conjunctions: ReadonlySet<string> = new Set(wordList('and & or nor'))

/** "Ministry of Works", "spokesman for the mayor", "University of the North". */
export const links: ReadonlySet<string> = new Set(wordList('of for'))

export const prepositions: ReadonlySet<string> = new Set(
  wordList(`
  of for from in at with by on to into over under about against after before during between among
  near around through without within since until despite via per across along amid behind beyond
  outside inside off onto toward towards upon like unlike as than versus
`),
)

export const locatives: ReadonlySet<string> = new Set(
  wordList('in inside across throughout within'),
)

export const relatives: ReadonlySet<string> = new Set(wordList('who which whom whose that where'))

export const copulas: ReadonlySet<string> = new Set(
  wordList('is was are were became becomes remains'),
)

/** Verbs and helpers so frequent that a name before them is their subject. */
export const verbs: ReadonlySet<string> = new Set(
  wordList(`
  is was are were be been being has have had do does did will would can could may might must shall
  should isn't wasn't hasn't hadn't doesn't didn't won't wouldn't can't couldn't shouldn't
  says say said tells told told asks writes wrote thinks thought knows knew believes wants won wins lost loses
  made makes came comes went goes took takes got gets gave gives saw sees felt feels kept keeps
  left leaves met meets ran runs led leads spoke speaks began begins became becomes found finds
  held holds brought brings stood stands sat sits heard hears let lets put puts set sets cut cuts
  hit hits rose rises fell falls grew grows drew draws won fought fights paid pays sent sends
  sold sells bought buys built builds broke breaks chose chooses drove drives flew flies threw
  throws wore wears taught teaches caught catches laid lays read reads quit quits shot beat beats
  adds notes argues insists warns claims vows urges denies agrees admits explains calls plans hopes
  seems appears remains continues also never often later then still already recently once now
  currently always again repeatedly
`),
)

/** "Guidelines", "Shortly" and "Investigation" are no names, "Harris", "Marcus" and "Kelly" are. */
export const commonEndings = ['s', 'ly', 'tion', 'ment', 'ness', 'ing', 'ity'] as const
export const nameEndings = [
  'ss',
  'is',
  'us',
  'os',
  'as',
  'elly',
  'ally',
  'olly',
  'illy',
  'aly',
] as const

export const verbEndings = ['ed', 's'] as const

/** Words that are no part of a name though a sentence, a headline or a title gives them a capital. */
export const ordinary: ReadonlySet<string> = new Set(
  wordList(`
  the a an this that these those some any all both each every no not none nobody one two three four
  five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
  nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred first   last next other others
  another many much more most  few such same own only even just also too very so as than
  neither either i he she it we you they me him her us them my his its our your their mine yours hers ours theirs
  myself himself herself itself themselves who whom whose which what when where why how whether if
  and or but nor yet for because although though while whereas since until unless once after before
  during of in on at by to from with without within into onto upon over under above below between
  among against about around across along through near beside beyond behind beneath despite except
  like unlike per via amid inside outside off out up down then there here now today tomorrow
  yesterday tonight later earlier soon again ever never always often sometimes meanwhile however
  moreover therefore thus hence still instead otherwise indeed perhaps maybe rather else
  absent yes please thanks thank dear hello ok okay well oh is are was were be been being am has have had
  do does did done will would can could may might must shall should let  don't isn't aren't
                 
  january february march april june july august september october november december  feb 
  apr jun jul aug sept sep oct nov dec monday tuesday wednesday thursday friday saturday sunday
   tue tues wed thu thur thurs fri sat  spring summer autumn winter
  asked according added said says saying speaking told tells asked asks writing wrote writes
  citing given following including regarding considering concerning based born founded located
  nearly almost about roughly approximately officials official police witnesses people residents
  government sources authorities critics supporters experts analysts prosecutors investigators
    former late early           
     several recent recently previously finally eventually initially
  originally apparently clearly obviously certainly probably possibly reportedly allegedly
  allegations additionally furthermore nevertheless nonetheless unfortunately fortunately
  interestingly ironically sadly hopefully similarly likewise together separately elsewhere
  everyone everybody everything someone somebody something anyone anybody anything nothing
  photo photograph picture image file caption copyright update updated breaking exclusive analysis
  opinion editorial comment commentary correction interview transcript video watch read listen live
  kc qc obe mbe cbe phd md esq mp mep msp q a re pm am gmt est edt utc ps nb vs
`),
)

/** Ordinary words that are family names behind a given name: "Theresa May". */
export const ordinaryNames: ReadonlySet<string> = new Set(
  wordList('may will march april june july august sunday monday friday early case'),
)
