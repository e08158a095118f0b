import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { openFile } from '../../src/archive/ingest-file.ts'
import { ownReaders } from '../../src/archive/readers.ts'
import type { Article } from '../../src/model/article.ts'
import { defaultSettings } from '../../src/model/settings.ts'
import { wordsAt } from '../support/text-file.ts'

// Texts in the layout of the first input, kept beside the project and not part of it.
const FOLDER = fileURLToPath(new URL('../../../shared/samples/text-dump-made/', import.meta.url))
const isThere = existsSync(`${FOLDER}expected.json`)

const CONTEXT = {
  folder: FOLDER,
  rules: { settings: defaultSettings, annotations: { corrections: [], authority: [] } },
  readers: ownReaders,
  onFault: (error: unknown) => {
    throw error
  },
}

interface Expected {
  readonly encoding?: string
  readonly title?: string | null
  readonly date?: string | null
  readonly bylines?: readonly string[]
  readonly captions?: readonly { text: string; credit: string }[]
  readonly signOff?: string
  readonly paragraphs?: number
  readonly problem?: string
  readonly format?: string
}

const expected: Readonly<Record<string, Expected>> = isThere
  ? JSON.parse(readFileSync(`${FOLDER}expected.json`, 'utf8'))
  : {}

function textsOf(article: Article, kind: string): (string | null)[] {
  return article.paragraphs
    .filter((paragraph) => paragraph.kind === kind)
    .map(({ span }) => wordsAt(article, span))
}

describe.skipIf(!isThere)('the samples of the layout (needs ../shared/samples)', () => {
  const names = Object.keys(expected).filter((name) => expected[name]?.format !== 'proquest-text')

  it('are all there', () => {
    expect(readdirSync(FOLDER)).toEqual(expect.arrayContaining(names))
  })

  it.each(names)('%s', (name) => {
    const opened = openFile({ path: name, bytes: 0 }, CONTEXT)
    const { file, readings, problems } = opened.read([])
    const answer = expected[name] ?? {}
    if (answer.problem === 'empty file') {
      expect(problems.map(({ code }) => code)).toEqual(['EMPTY_FILE'])
      return
    }
    if (!file) throw new Error(`${name} was not read`)
    const [reading] = readings
    const article = reading?.article
    if (!article) throw new Error(`${name} gave no article`)
    if (answer.encoding) expect(file.encoding).toBe(answer.encoding.split(' ')[0])
    if (answer.problem) expect(reading.problems).not.toEqual([])
    expect(wordsAt(article, article.headline)).toBe(answer.title)
    expect(article.stamp?.local ?? null).toBe(answer.date ?? null)
    expect(textsOf(article, 'TEXT')).toHaveLength(answer.paragraphs ?? 0)
    expect(textsOf(article, 'SIGN_OFF')).toEqual(answer.signOff ? [`(${answer.signOff})`] : [])
    if (answer.bylines) {
      expect(textsOf(article, 'BYLINE')).toEqual(answer.bylines.map((names) => `By ${names}`))
    }
    if (answer.captions) {
      expect(textsOf(article, 'CAPTION')).toEqual(
        answer.captions.map(({ text, credit }) => `${text} / ${credit}`),
      )
    }
  })
})
