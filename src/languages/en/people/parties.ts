import { phraseList } from '../../define.ts'

/** What the mark of a party stands for behind a name: "(R)", "(D-Ohio)". */
export const partyMarks: ReadonlyMap<string, string> = new Map([
  ['d', 'democrat'],
  ['dem', 'democrat'],
  ['r', 'republican'],
  ['rep', 'republican'],
  ['i', 'independent'],
  ['ind', 'independent'],
  ['l', 'libertarian'],
  ['con', 'conservative'],
  ['lib', 'liberal'],
])

/** Adjectives of parties, with the noun for who belongs to one. */
export const partyWords: ReadonlyMap<string, string> = new Map([
  ['democratic', 'democrat'],
  ['republican', 'republican'],
  ['libertarian', 'libertarian'],
  ['independent', 'independent'],
  ['conservative', 'conservative'],
  ['liberal', 'liberal'],
])

/** Short forms of regions as they stand behind such a mark, without points. */
export const regions: ReadonlyMap<string, string> = new Map(
  phraseList(
    `ala alabama, alas alaska, ariz arizona, ark arkansas, calif california, cal california,
    colo colorado, conn connecticut, del delaware, fla florida, ga georgia, hawaii hawaii, ill illinois,
    ind indiana, kan kansas, kans kansas, ky kentucky, la louisiana, md maryland, mass massachusetts,
    mich michigan, minn minnesota, miss mississippi, mo missouri, mont montana, neb nebraska,
    nebr nebraska, nev nevada, nh new hampshire, nj new jersey, nm new mexico, ny new york,
    nc north carolina, nd north dakota, okla oklahoma, ore oregon, pa pennsylvania, penn pennsylvania,
    ri rhode island, sc south carolina, sd south dakota, tenn tennessee, tex texas, vt vermont,
    va virginia, wash washington, wva west virginia, wis wisconsin, wisc wisconsin, wyo wyoming,
    al alabama, ak alaska, az arizona, ar arkansas, ca california, co colorado, ct connecticut,
    fl florida, il illinois, in indiana, ia iowa, ks kansas, me maine, ma massachusetts,
    mi michigan, mn minnesota, ms mississippi, mt montana, ne nebraska, nv nevada, oh ohio, ok oklahoma,
    or oregon, tn tennessee, tx texas, ut utah, wv west virginia, wi wisconsin, wy wyoming`,
  ).map((entry) => {
    const blank = entry.indexOf(' ')
    return [entry.slice(0, blank), entry.slice(blank + 1)]
  }),
)
