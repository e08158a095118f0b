import { resolveSpeakers } from '../../../src/extraction/speakers/index.ts'
import type { Utterance } from '../../../src/extraction/speakers/resolve-mentions.ts'
import { english } from '../../../src/languages/en/index.ts'
import type { Article, Paragraph } from '../../../src/model/article.ts'
import type { OutletMention } from '../../../src/model/source.ts'
import type { ArticleSpeaker } from '../../../src/model/speaker.ts'
import { type Mark, readMarks } from '../../../src/text/marks.ts'
import { bareArticle } from '../../support/bare-article.ts'

/** An article with one paragraph per line; a line that begins with `#` is the headline. */
export function articleOf(body: string): Article {
  const paragraphs = Array.from(body.matchAll(/\S[^\n]*/g), (match): Paragraph => {
    const words = match[0].trimEnd()
    const span = { start: match.index, end: match.index + words.length }
    return words.startsWith('#')
      ? { kind: 'HEADLINE', span: { start: span.start + 1, end: span.end } }
      : { kind: 'TEXT', span }
  })
  const headline = paragraphs.find(({ kind }) => kind === 'HEADLINE')?.span ?? null
  return bareArticle(body, { paragraphs, headline })
}

export function resolve(
  body: string,
  utterances: readonly Utterance[],
  outlets: readonly OutletMention[] = [],
) {
  const known = { dateline: null, outlets }
  return resolveSpeakers(articleOf(body), 'article', utterances, known, english)
}

export function utteranceOf(
  mention: Utterance['mention'],
  rest: Partial<Utterance> = {},
): Utterance {
  return { content: [], cue: null, mention, paragraph: 0, continues: null, ...rest }
}

/**
 * Resolve a text in which every `[[label words]]` names a speaker, and return the results in the
 * notation of the labels: `Ann_Roe` for a speaker, `unnamed` for an anonymous one, `open` for an
 * unresolved one, `Ann_Roe|Bob_Lee` for candidates.
 */
export function answers(marked: string): { expected: string[]; found: string[] } {
  const { text, marks } = readMarks(marked)
  const { resolved, speakers } = resolve(
    text,
    marks.map(({ span }) => utteranceOf(span)),
  )
  const names = new Map(speakers.map(({ id, name }) => [id, name.replaceAll(' ', '_')]))
  const found = resolved.map(({ attribution, naming }, index) => {
    const { speaker, candidates } = attribution
    const meant =
      speaker === null ? candidates.map((id) => names.get(id)).join('|') : names.get(speaker)
    return show(text, marks[index], meant || (naming === 'ANONYMOUS' ? 'unnamed' : 'open'))
  })
  return { expected: marks.map((mark) => show(text, mark, mark.label)), found }
}

function show(text: string, mark: Mark | undefined, meant: string): string {
  return `${mark ? text.slice(mark.span.start, mark.span.end) : ''} = ${meant}`
}

/** The speakers of a text in which the words that name them are marked. */
export function speakersOf(marked: string): readonly ArticleSpeaker[] {
  const { text, marks } = readMarks(marked)
  return resolve(
    text,
    marks.map(({ span }) => utteranceOf(span)),
  ).speakers
}
