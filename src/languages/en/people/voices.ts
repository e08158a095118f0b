import { phraseList, wordList } from '../../word-list.ts'

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
  ab academy administration afc ag agency airline airlines airways alliance ambulance army
  assembly associates association authority bancorp bank bar battalion board brewery brigade
  broadcaster bureau business bv cabinet campaign carrier caucus center centre cf chamber channel
  charity chronicle church club co co-operative coalition coastguard college command commission
  committee company confederation conference conglomerate congress consortium constabulary
  consulate cooperative corp corporation council court daily delegation department directorate
  division electronics embassy enterprise enterprises establishment exchange factory faculty fc
  federation firm force forces foundation front fund gazette gmbh government group guard guardian
  guild guilds herald holding holdings hospital house inc incorporated industries initiative
  inquiry institute institution insurer international journal junta kk lab laboratories laboratory
  leadership league legislature library limited llc llp lobby ltd magazine maker manufacturer
  military militia mill ministry mission monarchy mosque motors movement municipality museum navy
  network news newspaper ngo ngos non-profit nonprofit nv observatory observer office ombudsman
  operator opposition orchestra order organisation organization oy palace paper parliament
  partners partnership party plc police polytechnic post presidency press producer prosecution pte
  publisher radio railway railways regime registry regulator retailer sa school secretariat senate
  service services society spa squad start-up startup station studio studios subsidiary
  supermarket supplier syndicate systems team technologies telecom telegraph television temple
  theatre think-tank thinktank times treasury tribunal tribune trust trustees tv union university
  utility vatican venture watchdog weekly wire zoo
`),
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
