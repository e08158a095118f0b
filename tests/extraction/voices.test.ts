import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readArticle } from '../../src/extraction/read-article.ts'
import { defaultSettings } from '../../src/model/settings.ts'
import { articleOf } from '../support/text-file.ts'

const FOLDER = join(import.meta.dirname, '../fixtures/voices')

/** Words of a quotation and the name of its speaker; "nobody" where none is known. */
type Answer = readonly [words: string, speaker: string]

interface Story {
  readonly title: string
  readonly text: string
  readonly answers: readonly Answer[]
}

/** Read stories: a line "# title", the text, then lines "> words | speaker". */
function readStories(file: string): Story[] {
  const stories = readFileSync(join(FOLDER, file), 'utf8').split(/^# /m).slice(1)
  return stories.map((story) => {
    const [title = '', ...lines] = story.trim().split('\n')
    const answers = lines
      .filter((line) => line.startsWith('> '))
      .map((line): Answer => {
        const [words = '', speaker = ''] = line.slice(2).split(' | ')
        return [words, speaker]
      })
    const text = lines.filter((line) => !line.startsWith('> ')).join('\n')
    return { title, text: text.trim(), answers }
  })
}

/** The speakers of the quotations that hold some words, by name. */
function speakersOf(text: string, words: string): string[] {
  const article = articleOf(`Story of the day     DATE: 2024-07-15\n\n${text}`)
  const { quotations, speakers } = readArticle(article, defaultSettings)
  const names = new Map(speakers.map(({ id, name }) => [id, name]))
  return quotations
    .filter(({ content }) => {
      const said = content.map(({ start, end }) => article.body.slice(start, end)).join(' ')
      return said.includes(words)
    })
    .map(({ attribution }) => names.get(attribution.speaker ?? '') ?? 'nobody')
}

describe.each(readdirSync(FOLDER))('speakers by name: %s', (file) => {
  it.each(readStories(file).map((story) => [story.title, story] as const))('%s', (_, story) => {
    const found = story.answers.map(([words]) => [words, ...speakersOf(story.text, words)])
    expect(found).toEqual(story.answers)
  })
})
