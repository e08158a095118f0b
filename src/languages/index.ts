import { english } from './en/index.ts'
import { french } from './fr/index.ts'
import type { Language } from './language.ts'

/** The first is the default for articles of unknown language. */
export const languages: readonly [Language, ...Language[]] = [english, french]
