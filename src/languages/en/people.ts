import type { PeopleWords } from '../people-words.ts'

export const people: PeopleWords = { kind: 'people' }
