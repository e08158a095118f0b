import type { Language } from '../language.ts'
import { commonWords } from './common-words.ts'
import { dates } from './dates.ts'
import { people } from './people.ts'
import { quotations } from './quotations.ts'
import { sources } from './sources.ts'

export const english: Language = { code: 'en', commonWords, quotations, people, sources, dates }
