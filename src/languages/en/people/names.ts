import { wordList } from '../../define.ts'

/**
 * Family names that stand first in Korean, Chinese, Vietnamese and similar names, as news in Latin
 * letters spells them. Many are western given or family names too: the text decides.
 */
export const familyFirst: ReadonlySet<string> = new Set(
  wordList(`
  ahn an baek bae bai ban bang bui byun cai cao cha chae chai chan chang chau chen cheng cheong
  cheung chi chiang chin chiu cho choe choi chong chou chow choo chu chua chung dang dao deng ding
  diep dinh do doan dong du duan duong eom fan fang feng fong foo fu fung gan gao ge geng gil go goh
  gong gu guan guo gwak ha hahm ham han hang hao he heo ho hoang hong hou hsiao hsieh hsu hu hua
  huang hui hung huynh hwang hyun im jang jeon jeong ji jia jiang jin jo joo ju jung kang kao ke ki
  kim ko koh kong koo kuo kwak kwan kwok kwon ky lai lam lau law le lee lei leong leung li liang
  liao lim lin ling liu lo loh long lu luo luu luong lyu ma maeng mai mak man mao mei meng min mo mok
  moon mu na nam nan ng ngai ngo ngoc ngu nguyen ni nie noh oh on ong ooi ou pae paik pan pang park
  pei peng pham phan phung ping poon pyo qi qian qiao qin qiu qu quach quan rao ren ri rim roh rong
  ru ruan ryu sa seo seok seong seung shao shen sheng shi shin shum si sim sin siu so sohn son song
  sou su suh sui sun sung ta tae tai tam tan tang tao teng teo thai than ti tian tong tran trinh
  truong tsai tsang tse tseng tsui tsang tu tung u um van vo vu wan wang wei wen weng woo won wong wu
  xi xia xiao xie xin xing xiong xu xue yan yang yao ye yee yeh yeo yeoh yeom yeon yeung yi yim yin
  ying yip yo yong yoo yoon you yu yuan yue yun zeng zha zhai zhan zhang zhao zheng zhong zhou zhu
  zhuang zhuo zou zuo
`),
)

/** Small words inside names; "al" and "el" stand for their hyphened forms too. */
export const particles: ReadonlySet<string> = new Set(
  wordList(`
  af al ap av ben bin bint binti da dal de degli dei del della den der des di dos du el ibn la las le
  lo los ould ter ul ur van vande vanden vander vom von y zu zum zur
`),
)

/** What follows a name and belongs to it. */
/**
 * Patronymic particles: the words before them are the given name, by which people are called in
 * short ("Faizal" for "Mohd Faizal bin Osman"), except for first words that very many share.
 */
export const patronymics: ReadonlySet<string> = new Set(wordList('bin binti bint ibn ben anak'))
export const sharedFirstNames: ReadonlySet<string> = new Set(
  wordList('abdul ahmad md mohamad mohamed mohammad mohammed mohd muhammad nik nur siti wan'),
)

/** Degrees, honours and orders in capitals behind a name, which are no part of it. */
export const postNominals: ReadonlySet<string> = new Set(
  wordList('sc kc qc san mla mlc mna mnas ao oam cmg kbe dbe gcb frs sj ofm op'),
)

export const suffixes: ReadonlySet<string> = new Set(wordList('jr sr ii iii iv esq'))

/** Words of address before a name, with the gender they show. */
export const femaleAddress = wordList(`
  mrs ms miss dame maa lady madame mme mlle frau señora sra srta signora doña begum ma’am madam aling smt
  shrimati kumari mama mamá auntie aunty datin puan hajjah hajiya alhaja sheikha dra daw woizero weyzero
`)
export const maleAddress = wordList(`
  mr messrs sir lord monsieur herr señor signor mister master shri datuk dato tuan encik alhaji haji
  malam mallam otunba sheikh sheik shaykh sayyid sayyed maulana swami pandit sardar tengku tunku ato
  mang mahant mzee mwalimu bapak hojatoleslam hojjatoleslam sayadaw u kyai habib pak
`)
export const eitherAddress = wordList(`
  mx dr drs pr gogo eng hon maître maitre prefect rt engr barr arc surv pharm adv khun ustaz comrade cde ing lic arq sri seri nana
  togbe
`)

/** Shortened roles before a name, and what they are short for. */
export const shortRoles: ReadonlyMap<string, string> = new Map([
  ['acp', 'commissioner'],
  ['adm', 'admiral'],
  ['advocate', 'advocate'],
  ['amb', 'ambassador'],
  ['archbp', 'archbishop'],
  ['asp', 'superintendent'],
  ['asst', 'assistant'],
  ['atty', 'attorney'],
  ['brig', 'brigadier'],
  ['bro', 'brother'],
  ['capt', 'captain'],
  ['cdr', 'commander'],
  ['cllr', 'councillor'],
  ['cmdr', 'commander'],
  ['col', 'colonel'],
  ['cpl', 'corporal'],
  ['cr', 'councillor'],
  ['csp', 'superintendent'],
  ['dep', 'deputy'],
  ['dc', 'detective'],
  ['dci', 'inspector'],
  ['dcp', 'commissioner'],
  ['det', 'detective'],
  ['dsp', 'superintendent'],
  ['di', 'inspector'],
  ['dir', 'director'],
  ['fr', 'father'],
  ['garda', 'officer'],
  ['gda', 'officer'],
  ['gen', 'general'],
  ['gov', 'governor'],
  ['govs', 'governor'],
  ['insp', 'inspector'],
  ['lt', 'lieutenant'],
  ['maj', 'major'],
  ['mec', 'mec'],
  ['msgr', 'monsignor'],
  ['ofc', 'officer'],
  ['pm', 'prime-minister'],
  ['pres', 'president'],
  ['pc', 'constable'],
  ['prof', 'professor'],
  ['pvt', 'private'],
  ['rep', 'representative'],
  ['reps', 'representative'],
  ['rev', 'reverend'],
  ['sec', 'secretary'],
  ['sen', 'senator'],
  ['sens', 'senator'],
  ['sgt', 'sergeant'],
  ['sp', 'superintendent'],
  ['sr', 'sister'],
  ['supt', 'superintendent'],
  ['vp', 'vice-president'],
  // Before several names
  ['ambassadors', 'ambassador'],
  ['bishops', 'bishop'],
  ['cllrs', 'councillor'],
  ['congressmen', 'congressman'],
  ['congresswomen', 'congresswoman'],
  ['councillors', 'councillor'],
  ['gens', 'general'],
  ['generals', 'general'],
  ['governors', 'governor'],
  ['judges', 'judge'],
  ['justices', 'justice'],
  ['mayors', 'mayor'],
  ['ministers', 'minister'],
  ['presidents', 'president'],
  ['professors', 'professor'],
  ['profs', 'professor'],
  ['representatives', 'representative'],
  ['senators', 'senator'],
])
