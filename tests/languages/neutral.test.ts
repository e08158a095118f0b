import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { languages } from '../../src/languages/index.ts'

const SRC = join(import.meta.dirname, '../../src')

const files = ['extraction', 'text'].flatMap((folder) =>
  readdirSync(join(SRC, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file)),
)

/** A string, or the words of a pattern, that is nothing but one word in small letters. */
const WORD = /(?<=['"`])\p{Ll}+(?=['"`])/gu

/** Words of our own messages. */
const NAMES = new Set(['before', 'after'])

describe('the rules', () => {
  it.each(files)('name no word of a language: %s', (file) => {
    const code = readFileSync(join(SRC, file), 'utf8').replace(/\/\*[^]*?\*\/|\/\/.*$/gm, '')
    const words = (code.match(WORD) ?? []).filter(
      (word) => !NAMES.has(word) && languages.some(({ commonWords }) => commonWords.has(word)),
    )
    expect(words).toEqual([])
  })
})
