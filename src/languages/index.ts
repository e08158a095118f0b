import { english } from './en/index.ts'
import { french } from './fr/index.ts'
import type { Languages } from './language.ts'

export const languages: Languages = [english, french]
