import { english } from './en/index.ts'
import { french } from './fr/index.ts'
import type { Language } from './language.ts'

/** The first is used for articles whose language is not known. */
export const languages: readonly [Language, ...Language[]] = [english, french]
