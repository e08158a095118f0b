import type { Language } from '../language.ts'
import { commonWords } from './common-words.ts'
import { people } from './people.ts'
import { quotations } from './quotations.ts'
import { sources } from './sources.ts'

/** Quotations, speakers and relays; dates in running text are not read. */
export const french: Language = {
  code: 'fr',
  commonWords,
  quotations,
  people,
  sources,
  dates: null,
}
