import { describe, expect, it } from 'vitest'
import { splitClitics } from '../../src/text/clitics.ts'
import { tokenize, tokenText } from '../../src/text/tokens.ts'
import { french } from '../../src/languages/fr/index.ts'

function words(text: string): string[] {
  const { clitics } = french.quotations.sentences
  const tokens = clitics ? splitClitics(tokenize(text), clitics) : tokenize(text)
  return Array.from({ length: tokens.count }, (_, at) => tokenText(tokens, at))
}

describe('splitClitics', () => {
  it.each([
    ["l'agence", ["l'", 'agence']],
    ['L’agence', ['L’', 'agence']],
    ["jusqu'à l'aube", ["jusqu'", 'à', "l'", 'aube']],
    ["qu'elle n'a", ["qu'", 'elle', "n'", 'a']],
    ['dit-elle', ['dit', 'elle']],
    ['a-t-il dit', ['a', 'il', 'dit']],
    ["s'est-il exclamé", ["s'", 'est', 'il', 'exclamé']],
    ["n'a-t-elle", ["n'", 'a', 'elle']],
  ])('cuts %s', (text, parts) => {
    expect(words(text)).toEqual(parts)
  })

  it.each(["aujourd'hui", 'Jean-Luc', "O'Brien", 'États-Unis', 'porte-parole', "l'", "'"])(
    'leaves %s whole, or as it was',
    (text) => {
      const tokens = tokenize(text)
      expect(words(text)).toEqual(
        Array.from({ length: tokens.count }, (_, at) => tokenText(tokens, at)),
      )
    },
  )
})
