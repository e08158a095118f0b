import { phraseList, wordList } from '../../define.ts'

/** "mother-of-two" and so on. */
function parentsOf(parents: string): string {
  const numbers = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
  return wordList(parents)
    .flatMap((parent) => numbers.map((number) => `${parent}-of-${number}`))
    .join(' ')
}

/** Nouns for what a woman is, or a man: they show a gender where the name does not. */
export const femaleRoles = wordList(`
  abbess actress alderwoman anchorwoman assemblywoman aunt auntie ballerina baroness batswoman
  bride businesswoman camerawoman chairwoman clergywoman comedienne committeewoman congresswoman
  councilwoman countess craftswoman daughter daughter-in-law duchess empress ex-girlfriend ex-wife
  firewoman gentlewoman girl girlfriend goddess godmother granddaughter grandma grandmother granny
  headmistress heiress heroine homemaker horsewoman hostess housewife lady landlady laywoman
  matriarch matron midwife mistress mom mother mother-in-law mum mummy newswoman niece noblewoman
  nun oarswoman policewoman priestess princess queen saleswoman schoolgirl schoolmistress
  seamstress selectwoman servicewoman servicewomen sister sister-in-law spokeswoman sportswoman
  stateswoman stepdaughter stepmother stepsister stewardess waitress widow wife woman yachtswoman
  ${parentsOf('mother mum mom')}
`)

export const maleRoles = wordList(`
  abbot alderman anchorman assemblyman ayatollah baron boy boyfriend bridegroom brother
  brother-in-law businessman cameraman cardinal chairman clergyman committeeman congressman
  councilman craftsman dad daddy duke earl emir emperor ex-boyfriend ex-husband father
  father-in-law fireman friar frontman gentleman godfather grandfather grandpa grandson groom
  headmaster hero husband imam king landlord layman man monk mullah nephew newsman nobleman
  oarsman ombudsman patriarch policeman pope prince rabbi salesman schoolboy schoolmaster
  selectman serviceman shah sheikh son son-in-law spokesman sportsman statesman stepbrother
  stepfather stepson steward sultan tradesman tsar uncle viscount waiter widower yachtsman
  ${parentsOf('father dad')}
`)

/** Nouns for what somebody is that show no gender. */
export const otherRoles = wordList(`
  academic academician accused activist actor administrator admiral adviser advisor advocate agent aide airman ally
  all-rounder  alumnus ambassador analyst anchor anthropologist apprentice arbitrator archaeologist archbishop
  architect archivist artist assailant assistant astrologer astronaut astronomer asylum-seeker
  athlete attaché attacker attorney auditor author baby backer baker banker barber barista
  barrister bartender bassist batsman batter beekeeper billionaire biographer biologist bishop
  blogger boss botanist bowler boxer brewer brigadier broadcaster broker builder burglar busker
  butcher bystander cabdriver campaigner candidate captain cardiologist caretaker carpenter
  cartographer cartoonist cashier catcher celebrity cellist center ceo cfo chair chairperson
  challenger champion chancellor chaplain chef chemist chief child choreographer cinematographer
  claimant classmate cleaner cleric clerk client climatologist co-founder co-owner coach cofounder
  colleague collector colonel columnist comedian commandant commander commentator commissioner
  communist commuter complainant composer comptroller conductor congressperson conservative
  constable consul consultant contender convict coo cook coroner corporal correspondent councillor counsel
  councilmember councilor cousin cricketer critic cto curator customer cyclist dancer deacon dean
  defendant defender delegate democrat demonstrator dentist deputy designer detainee detective
  developer dictator diplomat director dissident diver dj doctor donor driver drummer ecologist
  economist editor editor-in-chief electrician employee employer engineer entrepreneur envoy
  epidemiologist essayist executive expert eyewitness fan farmer fellow ferryman fiancé fiancée
  fighter figure filmmaker financier firefighter fisher fisherman flanker florist fly-half
  footballer forester forward founder friend front-runner frontrunner fugitive gallerist gardener
  general genius geographer geologist glaciologist goalie goalkeeper golfer governor governor-elect graduate
  grandparent grocer grower guard guest guitarist gunman guru gymnast hacker hairdresser
  harbormaster harbourmaster hawker head headteacher historian homeowner hooker hopeful host hostage
  hydrologist icon illustrator immigrant immunologist incumbent independent industrialist informant inmate
  insider inspector insurgent intern interpreter inventor investigator investor janitor jeweler
  jeweller jockey journalist jurist judge juggler jumper justice keeper kid killer lama landowner
  laureate lawmaker lawyer leader lecturer legend legislator liberal libertarian librarian
  lieutenant lifeguard lighthouse-keeper linebacker linesman linguist listener lobbyist local
  magician magistrate magnate major manager marine marshal mathematician mayor mayor-elect
  mechanic medalist medallist mediator member mentor mep meteorologist midfielder migrant militant
  millionaire miner minister missionary model moderator monarch monsignor mp msp murderer musician
  nationalist negotiator neighbor neighbour neurologist nominee novelist nonagenarian nurse observer octogenarian officer
  official ombudsperson oncologist onlooker operative opponent organiser organizer outfielder
  owner paediatrician painter paramedic parent parliamentarian partner passenger pastor
  pathologist patient pediatrician pensioner performer person personality pharmacist philosopher
  photographer physician physicist pianist pilot pitcher plaintiff planner player playwright
  plumber poet politician pollster postmaster preacher prelate premier presenter president president-elect
  priest principal prisoner producer professor programmer prop prosecutor protester provost
  psychiatrist psychologist publisher pundit pupil quarterback racer radiologist rancher ranger
  rapper rapporteur reader rebel receiver receptionist rector referee refugee regent registrar
  reporter representative republican researcher resident restaurateur retiree reverend reviewer
  rival robber roommate rower royal ruler runner runner-up runningmate sailor scholar scientist
  scout screenwriter seer scrum-half sculptor secretary secretary-general seismologist senator septuagenarian sergeant
  shareholder shepherd sheriff shooter shopkeeper shopper shortstop sibling singer
  singer-songwriter skater skier skipper slugger snowboarder socialist sociologist soldier
  solicitor sommelier songwriter source speaker specialist spectator spinner spokesperson spouse
  sprinter spy staffer stakeholder star statesperson stationmaster statistician stockbroker
  strategist striker strongman student superintendent superstar supporter surfer surgeon surveyor
  survivor suspect swimmer tailor taxi-driver teacher technician teen teenager tenant
  tennis-player therapist thief toddler tourist townsman trader trainee trainer translator
  traveler traveller treasurer trucker trustee twin tycoon umpire under-secretary undergraduate
  undersecretary user vendor vet veteran veterinarian vicar vice-chair vice-chairman vice-chancellor
  vice-president victim viewer villager violinist virologist visitor volunteer voter warden
  warlord welder whip whistleblower wicketkeeper winemaker winger winner witness worker wrestler
  writer youngster youth zoologist
`)

/** Roles of several words whose last word alone would be another role. */
export const compoundRoles = phraseList(`
  prime minister, attorney general, solicitor general, surgeon general, secretary general,
  director general, comptroller general, inspector general, governor general, consul general,
  chief executive, chief executive officer, chief financial officer, chief operating officer,
  vice president, vice chairman, vice chair, vice chancellor, head coach, head teacher, first lady,
  first minister, secretary of state, head of state, head of government, chief of staff, chief justice,
  lieutenant governor, party secretary, foreign secretary, home secretary, defense secretary,
  defence secretary, press secretary, running mate, police chief, fire chief, major general,
  lieutenant general, lieutenant colonel, brigadier general, rear admiral, vice admiral,
  chief minister, general secretary
`)

/** Ends of hyphened words that describe and name nobody. */
export const compoundEndings = wordList(`
  aged aligned appointed area backed based born bound bred controlled dominated educated elect era
  friendly funded held inspired leaning led listed made minded nominated occupied owned raised
  region registered run speaking sponsored style supported trained wide winner winning old
`)

/** Lower-case words that stand before a role. */
export const qualifiers = wordList(`
  acting adjunct administrative advertising african-american agricultural agriculture aid air
  amateur anglican anti-corruption anti-government arab army arts asian-american assistant
  associate athletic aviation award-winning bank baptist beloved best-selling bestselling
  billionaire black board border buddhist bus business cabinet campaign catholic center-left
  center-right central centre-left centre-right chief christian city civil climate club co
  coalition college commerce commercial communications communist community company congressional
  conservative constitutional corporate council county court cricket crime criminal cultural
  culture customs cyber data defence defense democratic departmental deputy designate development
  digital disgraced district divisional economic economics economy editorial education elder
  eldest elected election embattled emergency energy english environment environmental episcopal
  ethics evangelical ex-finance ex-foreign ex-prime executive exiled expectant export factory
  famed family far-right federal fellow film finance financial fire first fiscal fishing flight
  football foreign former full-time gang general government graduate grammy-winning grand green
  grieving group gubernatorial hall-of-fame hardline head health hedge high hindu hispanic home
  hospital house housing human human-rights incoming independent indicted industrial industry
  influential information infrastructure injured intelligence interim interior international
  investment islamic jailed jewish joint junior justice kurdish labor labour land late latina
  latino law lead leading league left-leaning left-wing legal legendary legislative liberal local
  long-time longest-serving longtime lutheran majority managing marine maritime marketing mayoral
  media medical methodist military millionaire minority moderate mormon music muslim national
  naval navy newly newly-elected newspaper night nobel nuclear office older oldest olympic
  operating operations opposition orthodox oscar-winning outgoing outspoken parliamentary
  part-time party police policy political popular populist powerful presidential press presumptive
  prime principal prison private prize-winning pro-democracy pro-government prominent protestant
  provincial public publicity pulitzer radio railway rebel recently reformist regional regulatory
  religious renowned republican reserve retail retired retiring right-wing rights ruling rural
  safety sales school science second security self-employed self-made senatorial senior shadow
  shiite sikh single sitting social socialist sole sports staff star state state-run station
  strategic street studio sunni supreme tax team tech technical technology television temporary
  theater theatre then third top tourism town trade trades transport transportation treasury
  tribal turned unemployed union university urban veteran vice vice-presidential village visiting
  volunteer war water weather welfare well-known western white widowed wildlife world world-class
  worldwide year-old young younger youngest
`)

/** Qualifiers that make another role of it: the deputy mayor is not the mayor. */
export const distinguishing = wordList(`
  acting agriculture army assistant associate attorney chief co conservative culture defence
  defense democratic deputy education energy environment ex-prime finance fire first foreign
  former green gubernatorial head health home incoming interim interior junior justice labour
  liberal libertarian lieutenant mayoral navy opposition outgoing police presidential press prime
  republican shadow solicitor sports then trade transport vice vice-presidential
`)

/** Qualifiers without which a role says more: "the mayor" does not mean a deputy mayor. */
export const lowering = wordList(`
  assistant associate deputy ex-prime former lieutenant shadow then vice
`)

/** What somebody is "who heads the clinic", "who coaches the side". */
export const roleVerbs: ReadonlyMap<string, string> = new Map([
  ['who heads', 'head'],
  ['who headed', 'head'],
  ['who leads', 'leader'],
  ['who led', 'leader'],
  ['who chairs', 'chair'],
  ['who chaired', 'chair'],
  ['who directs', 'director'],
  ['who runs', 'head'],
  ['who coaches', 'coach'],
  ['who manages', 'manager'],
  ['who captains', 'captain'],
  ['who captained', 'captain'],
  ['who owns', 'owner'],
  ['who founded', 'founder'],
  ['who edits', 'editor'],
  ['who teaches', 'teacher'],
  ['who wrote', 'author'],
  ['who drives', 'driver'],
  ['who drove', 'driver'],
  ['who farms', 'farmer'],
  ['who represents', 'lawyer'],
])

/** People of learning, of whom the text may also say which subject is theirs. */
export const scholars = wordList(`
  professor academic lecturer researcher scientist scholar fellow student author co-author expert
  doctor
`)

/** What a wider word may mean. */
export const wider: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  (
    [
      [
        'leader',
        `president premier chancellor chairman chairwoman chairperson chief head king queen emperor
         ruler dictator strongman governor pope captain prime-minister first-minister chief-minister
         secretary-general general-secretary director-general monarch emir sultan president-elect
         ayatollah commander founder speaker whip`,
      ],
      ['premier', 'prime-minister minister'],
      ['prime-minister', 'premier'],
      [
        'boss',
        'manager coach chief-executive ceo chairman chairwoman chief head executive director founder owner leader skipper',
      ],
      [
        'chief',
        'head director boss chairman chairwoman chief-executive ceo leader commissioner superintendent commander police-chief fire-chief',
      ],
      [
        'head',
        'director chief chairman chairwoman chairperson chair leader president chief-executive principal dean rector',
      ],
      ['ceo', 'chief-executive chief-executive-officer'],
      ['chief-executive', 'ceo chief-executive-officer'],
      [
        'executive',
        'chief-executive ceo cfo coo cto chairman chairwoman president chief-executive-officer chief-financial-officer chief-operating-officer founder co-founder vice-president',
      ],
      ['chairman', 'chair chairperson'],
      ['chairwoman', 'chair chairperson'],
      ['chair', 'chairman chairwoman chairperson'],
      ['manager', 'coach head-coach'],
      ['coach', 'manager head-coach trainer'],
      ['spokesperson', 'spokesman spokeswoman'],
      ['spokesman', 'spokesperson'],
      ['spokeswoman', 'spokesperson'],
      [
        'lawmaker',
        `senator representative congressman congresswoman congressperson mp mep msp legislator
         parliamentarian assemblyman assemblywoman councillor councilor councilman councilwoman
         deputy delegate politician`,
      ],
      [
        'legislator',
        'senator representative congressman congresswoman mp assemblyman assemblywoman lawmaker',
      ],
      ['congressman', 'representative lawmaker'],
      ['congresswoman', 'representative lawmaker'],
      ['representative', 'congressman congresswoman'],
      ['councillor', 'councilor councilman councilwoman councilmember'],
      [
        'politician',
        `senator representative congressman congresswoman mp mep governor mayor minister president
         councillor councilor councilman councilwoman leader prime-minister premier candidate lawmaker
         chancellor secretary legislator`,
      ],
      ['statesman', 'president premier prime-minister chancellor senator secretary minister'],
      [
        'candidate',
        'nominee contender hopeful frontrunner front-runner challenger incumbent candidate',
      ],
      ['nominee', 'candidate'],
      ['hopeful', 'candidate contender'],
      ['contender', 'candidate challenger hopeful'],
      [
        'official',
        'minister secretary commissioner director chief administrator inspector superintendent ambassador envoy spokesman spokeswoman spokesperson',
      ],
      ['diplomat', 'ambassador envoy consul minister negotiator'],
      ['envoy', 'ambassador diplomat negotiator'],
      ['ambassador', 'envoy'],
      ['judge', 'justice magistrate chief-justice'],
      ['prelate', 'bishop archbishop cardinal monsignor patriarch abbot'],
      ['nun', 'sister abbess mother'],
      ['monk', 'abbot friar'],
      ['nurse', 'matron midwife sister'],
      ['justice', 'judge chief-justice'],
      [
        'lawyer',
        'attorney barrister solicitor prosecutor advocate counsel solicitor-general attorney-general',
      ],
      ['advocate', 'lawyer counsel barrister'],
      ['counsel', 'lawyer advocate barrister attorney'],
      ['jurist', 'judge justice lawyer'],
      ['prosecutor', 'counsel attorney advocate lawyer'],
      ['seer', 'guru'],
      ['attorney', 'lawyer prosecutor'],
      [
        'officer',
        'policeman policewoman sergeant constable detective lieutenant inspector captain',
      ],
      ['policeman', 'officer constable sergeant detective'],
      ['policewoman', 'officer constable sergeant detective'],
      ['detective', 'inspector'],
      ['commander', 'general colonel admiral captain'],
      ['general', 'major-general lieutenant-general brigadier-general'],
      [
        'doctor',
        'physician surgeon paediatrician pediatrician cardiologist neurologist oncologist psychiatrist pathologist',
      ],
      ['physician', 'doctor surgeon'],
      ['surgeon', 'doctor'],
      ['teacher', 'headteacher head-teacher professor lecturer'],
      ['professor', 'academic scholar lecturer'],
      ['academic', 'professor lecturer historian scholar economist'],
      ['scholar', 'professor historian academic lecturer'],
      ['researcher', 'professor scientist epidemiologist biologist physicist chemist virologist'],
      [
        'scientist',
        `physicist chemist biologist geologist astronomer botanist zoologist ecologist climatologist
         meteorologist seismologist virologist epidemiologist immunologist researcher professor
         hydrologist`,
      ],
      ['expert', 'professor analyst economist researcher scientist'],
      ['analyst', 'economist strategist'],
      ['adviser', 'advisor aide strategist consultant'],
      ['advisor', 'adviser aide strategist consultant'],
      ['aide', 'adviser advisor assistant staffer secretary chief-of-staff'],
      [
        'businessman',
        'entrepreneur tycoon magnate billionaire millionaire investor developer founder owner chairman',
      ],
      [
        'businesswoman',
        'entrepreneur tycoon magnate billionaire millionaire investor founder owner chairwoman',
      ],
      ['tycoon', 'magnate businessman billionaire chairman founder owner'],
      ['magnate', 'tycoon businessman billionaire'],
      ['billionaire', 'businessman tycoon magnate investor financier founder'],
      ['entrepreneur', 'founder co-founder businessman businesswoman'],
      ['founder', 'co-founder cofounder'],
      ['journalist', 'reporter correspondent columnist editor broadcaster anchor'],
      ['reporter', 'journalist correspondent'],
      ['author', 'writer novelist poet biographer historian playwright'],
      ['writer', 'author novelist poet playwright columnist screenwriter essayist'],
      ['novelist', 'author writer'],
      ['filmmaker', 'director producer'],
      ['director', 'filmmaker'],
      ['performer', 'actor actress singer comedian dancer musician'],
      ['star', 'actor actress singer player striker quarterback rapper comedian'],
      ['singer', 'singer-songwriter musician rapper'],
      ['musician', 'singer composer guitarist drummer pianist violinist cellist bassist'],
      ['artist', 'painter sculptor singer rapper musician illustrator'],
      ['actor', 'actress'],
      [
        'player',
        `striker forward winger midfielder defender goalkeeper keeper captain quarterback linebacker
         receiver pitcher catcher shortstop outfielder footballer batsman bowler skipper`,
      ],
      ['footballer', 'striker winger midfielder defender goalkeeper forward captain'],
      ['forward', 'striker winger'],
      ['goalkeeper', 'keeper goalie'],
      ['keeper', 'goalkeeper'],
      ['captain', 'skipper'],
      ['skipper', 'captain'],
      [
        'athlete',
        'sprinter runner jumper swimmer diver rower cyclist boxer gymnast skater skier player champion',
      ],
      ['runner', 'sprinter'],
      ['champion', 'winner medallist medalist'],
      ['cleric', 'bishop archbishop priest pastor vicar imam ayatollah cardinal rabbi'],
      ['clergyman', 'bishop archbishop priest pastor vicar reverend minister'],
      ['priest', 'father vicar reverend'],
      ['pastor', 'reverend minister preacher'],
      ['monarch', 'king queen emperor'],
      ['royal', 'king queen prince princess duke duchess'],
      ['activist', 'campaigner organizer organiser'],
      ['campaigner', 'activist'],
      ['suspect', 'defendant accused'],
      ['defendant', 'suspect accused'],
      ['firefighter', 'fireman'],
      ['soldier', 'sergeant corporal'],
      ['farmer', 'grower rancher'],
      ['mother', `mum mom ${parentsOf('mother mum mom')}`],
      ['father', `dad ${parentsOf('father dad')}`],
      ['pollster', 'strategist'],
      ['strategist', 'consultant adviser'],
    ] as const
  ).map(([word, narrower]) => [word, new Set(wordList(narrower))]),
)
