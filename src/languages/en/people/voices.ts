import { phraseList, wordList } from '../../define.ts'

/** Somebody whom nothing but this word tells. Without a name these voices stay unnamed. */
export const anonymous: ReadonlySet<string> = new Set(
  wordList(`
  activist adviser advisor agent aide analyst another anybody anyone attendee banker boy broker
  bystander caller client colleague commander commenter commuter consultant contributor critic
  customer dealer delegate demonstrator detainee detective diplomat doctor donor driver economist
  employee engineer everybody everyone expert eyewitness fan farmer fighter friend girl guard
  guest gunman historian hostage inmate insider insurgent investigator investor journalist
  lawmaker lawyer lobbyist local man member migrant militant negotiator neighbor neighbour nobody
  nurse observer officer official one onlooker operative other others parent participant passenger
  patient person poster protester pupil reader rebel refugee relative reporter representative
  researcher resident respondent scientist shopper soldier somebody someone source specialist
  spectator spokesman spokesperson spokeswoman staffer stranger strategist student supporter
  survivor teacher teen teenager tourist trader user viewer villager visitor voter witness woman
  worker youth
`),
)

/** Plurals of voices that keep their names to themselves. */
export const anonymousPlurals: ReadonlySet<string> = new Set(
  wordList(`
  academics advisers advisors advocates agents aides analysts attendees attorneys bankers both
  boys brokers bystanders callers children colleagues commanders commentators commenters
  conspirators consultants critics customers dealers detractors diplomats doctors donors dozens
  economists everyone executives experts eyewitnesses few four friends girls guards guests half
  historians hundreds insiders insurers investors journalists kids lawyers lobbyists locals
  majority many men millions most negotiators neighbors neighbours observers officials onlookers
  operatives opponents others parents participants passengers people persons pollsters proponents
  pundits readers relatives reporters reports representatives researchers respondents rumors
  rumours sceptics scholars scientists several skeptics soldiers some sources specialists
  spectators spokesmen spokespeople spokeswomen staffers strategists students survivors teachers
  thousands three traders two users viewers witnesses women
`),
)

/** Plurals and collectives that speak as one. */
export const groups: ReadonlySet<string> = new Set(
  wordList(`
  abolitionists activists african-american african-americans africans airlines allies americans
  arab-americans argentines asian-american asian-americans asians audience australians authorities
  backers banks bishops bondholders brazilians britons brothers buddhists bureaucrats campaigners
  canadians carmakers catholics charities christians clerics coastguards colombians commissioners
  communists companies conservatives councillors councilors couple creditors crew crowd
  cuban-american cuban-americans cubans danes defendants delegates delegation democrats
  demonstrators detectives directors dissidents duo egyptians employees environmentalists
  europeans evangelicals family fans farmers fascists feminists firefighters firms fishermen
  germans governors greeks growers hindus hispanics homeowners hospitals indians insurgents
  investigators iranians iraqis islanders israelis italians jews judges jurors jury koreans kurds
  labourites landlords latinos lawmakers leaders legislators liberals libertarians loyalists
  managers manufacturers mayors medics meps mexican-american mexican-americans mexicans migrants
  militants miners ministers monks mormons mps muslims nationalists nazis nuns nurses organisers
  organizers pair pakistanis palestinians panel paramedics parliamentarians plaintiffs players
  poles police producers prosecutors protestants protesters public rebels refugees regulators
  republicans rescuers residents retailers russians schools scots senators separatists
  shareholders shiites siblings sikhs sisters socialists spaniards staff strikers sunnis
  supporters swedes syrians team tenants tories townsfolk townspeople trio troops trustees turks
  twins ukrainians unionists unions universities veterans victims villagers voters workers
`),
)

/** Nouns for bodies that speak. */
export const bodies: ReadonlySet<string> = new Set(
  wordList(`
  ab academy administration afc ag agency airline airlines airways alliance ambulance app army
  assembly associates association authority automaker bancorp bank bar battalion bench board bookmaker
  brewer brewery brigade broadcaster bureau business bv cabinet campaign carmaker carrier caucus
  center centre cf chain chamber channel charity chipmaker chronicle church club co co-operative
  coalition coastguard college command corps commission committee company confederation conference
  conglomerate congress consortium constabulary consulate cooperative corp corporation council
  court daily delegation department directorate division drugmaker electronics embassy enterprise
  enterprises establishment exchange factory faculty fc federation festival firm force forces foundation
  front fund gazette giant gmbh government grocer group guard guardian guild guilds herald holding
  holdings hospital house inc incorporated industries initiative inquiry institute institution
  insurer international journal junta kk lab label laboratories laboratory leadership league
  legislature lender library limited llc llp lobby ltd magazine maker manufacturer military
  militia mill miner ministry mission monarchy mosque motors movement municipality museum navy
  network news newspaper ngo ngos non-profit nonprofit nv observatory observer office ombudsman
  operator opposition orchestra order organisation organization oy palace paper parliament
  partners partnership party planemaker platform plc police polytechnic post presidency press
  producer prosecution pte publisher quango radio railway railways regime registry regulator
  retailer sa school secretariat senate service services shipbuilder society spa squad start-up
  startup station steelmaker studio studios subsidiary supermarket supplier syndicate systems
  tabloid team technologies telecom telegraph television temple theatre think-tank thinktank times
  treasury tribunal tribune trust trustees tv unicorn union university utility vatican venture
  watchdog website weekly wholesaler wire zoo
`),
)

const COMPANIES = `airline airlines airways automaker bancorp bank brewer brewery broadcaster carmaker
  carrier chain chipmaker co conglomerate corp corporation drugmaker electronics enterprise
  enterprises factory firm gmbh giant group holding holdings inc incorporated industries insurer
  lender limited llc llp ltd maker manufacturer miner motors operator planemaker platform plc
  producer publisher retailer ag shipbuilder startup start-up steelmaker studio subsidiary
  supermarket supplier systems technologies telecom utility venture wholesaler company business`

const widerLists: readonly (readonly [string, string])[] = [
  ['company', COMPANIES],
  ['firm', COMPANIES],
  ['business', COMPANIES],
  ['group', `${COMPANIES} alliance association charity coalition foundation league ngo nonprofit`],
  ['giant', COMPANIES],
  ['manufacturer', 'maker carmaker automaker chipmaker drugmaker planemaker'],
  ['lender', 'bank banco banca banque bancorp'],
  ['bank', 'banco banca banque bancorp'],
  ['airline', 'air airlines airways'],
  ['carrier', 'air airline airlines airways'],
  ['club', 'ac fc afc cd cf united city team'],
  ['side', 'fc afc cf club team'],
  ['team', 'fc afc cf club'],
  ['organisation', 'association charity foundation league ngo nonprofit federation institute'],
  ['organization', 'association charity foundation league ngo nonprofit federation institute'],
  ['charity', 'foundation trust'],
  ['union', 'federation association'],
  ['newspaper', 'daily times post herald tribune gazette chronicle journal telegraph observer'],
  ['paper', 'daily times post herald tribune gazette chronicle journal newspaper telegraph'],
  ['broadcaster', 'television tv radio channel network'],
  ['court', 'tribunal'],
  ['school', 'academy college'],
  ['government', 'administration cabinet'],
  ['force', 'police constabulary'],
  ['watchdog', 'authority commission regulator agency'],
  ['regulator', 'authority commission watchdog agency'],
]

/** Nouns for a body that fit any: which one is meant shows in the text. */
export const vagueBodies: ReadonlySet<string> = new Set(
  wordList(`
  agency association authority body business club company firm group institution organisation
  organization party team union
`),
)

/** Texts that speak for their author. */
export const documents: ReadonlySet<string> = new Set(
  wordList(`
  advisory affidavit analysis announcement audit brief briefing bulletin circular communique
  communiqué complaint declaration directive document editorial email e-mail filing indictment
  lawsuit letter manifesto memo memorandum message note notice petition pledge post posting press
  release report review ruling statement study submission survey tweet verdict warning
`),
)

/** Nouns by which a person is meant whom the text has not called so before. */
export const epithets: ReadonlySet<string> = new Set(
  wordList(`
  batsman bowler centre-back defender father forward full-back gentleman girl goalkeeper husband
  keeper lady man midfielder mother newcomer pensioner playmaker scrum-half southpaw striker teen
  teenager veteran widow widower wicketkeeper wicket-keeper wife winger woman boy youngster
  all-rounder allrounder opener debutant sprinter
`),
)

/** Words that begin the names of bodies. */
export const bodyBeginnings: ReadonlySet<string> = new Set(
  wordList('ac afc air banca banco bank banque cd cf fc grupo universidad'),
)

/** What a wider noun for a body may mean. */
export const widerBodies: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  widerLists.map(([noun, narrower]) => [noun, new Set(wordList(narrower))]),
)

/** Bodies whose names show no such noun. */
export const knownBodies: ReadonlySet<string> = new Set(
  phraseList(`
  white house, kremlin, pentagon, blue house, downing street, number 10, no 10, élysée, elysee, capitol hill, holy see,
  vatican, buckingham palace, kensington palace, scotland yard, whitehall, foggy bottom, interpol,
  europol, nato, opec, unesco, unicef, wall street, silicon valley, supreme court, state department,
  justice department, red cross, red crescent, united nations, european union, european commission,
  european central bank, world bank, world health organization, amnesty international, human rights watch,
  greenpeace, oxfam, goldman sachs, morgan stanley, google, apple, amazon, microsoft, facebook, meta,
  twitter, samsung, samsung electronics, hyundai, kia, lg, sony, toyota, nissan, honda, huawei, tencent, alibaba, bytedance,
  tiktok, youtube, netflix, uber, tesla, boeing, airbus, shell, bp, exxonmobil, exxon, chevron, walmart,
  ikea, volkswagen, bmw, siemens, nestlé, nestle, unilever, pfizer, moderna, astrazeneca, novartis, roche,
  bayer, intel, nvidia, ibm, oracle, cisco, nokia, ericsson, vodafone, santander, hsbc, barclays, ubs, citigroup, citi,
  moody's, fitch, hamas, hezbollah, taliban, al-qaida, al-qaeda, hollywood, broadway, buzzfeed, wikileaks,
  labour, tories, fidesz, likud, congress, parliament, senate, bundestag, knesset, duma, diet
`),
)

/** Nouns that end the names of places, works, events and other things that do not speak. */
export const places: ReadonlySet<string> = new Set(
  wordList(`
  accord accords act agreement airport alley amendment anthem arena artery atlantic avenue award
  awards bay beach bible bill book border boulevard bowl bridge budget building canal canyon cape
  cathedral cemetery century championship championships charter christmas city coast code
  conference constitution convention county creek cross cruise cup dam day days deal declaration
  democracy derby desert disease district dream drive earth east eve expo fair falls festival
  field fields fire forest fort gallery games garden gardens gate glacier gulf hall harbor harbour
  heights highway hill hills holiday hotel hurricane independence index inn island islands isle
  junction lake land lane law laws lines mall manor marathon market medal memorial mill month
  monument moon mount mountain mountains north oblast ocean open oval pacific pact palace park
  path peninsula pier pipeline plain plan plant plateau plaza point poll port prefecture prize
  program programme project protocol province quarter range reef region report republic reservoir
  resolution review revolution ridge rights river road rock route rules sea season series session
  shore sound south square stadium star stars state states storm strait straits street study
  summit sun sunday survey syndrome temple terminal terrace territory test theorem tournament
  tower towers town township trail treaty trench trophy tunnel turnpike typhoon valley village
  virus volcano wall war ward waters week weekend west wharf wing wood woods world yard year zone
`),
)

/** Some of these that are family names as well: behind a given name they are. */
export const familyPlaces: ReadonlySet<string> = new Set(
  wordList(`
  bay beach border bridge castle code cross dale dam day dean drive earth east field fields fires
  ford forest garden gardens gate glacier green hall heights hill hills holiday island lake land lane
  law laws marsh mill moon mount north park pike pool poole ridge river road rock rule sea south
  star stars street sunday test tower towers town wall ward waters week west wharf winter wood woods
`),
)
