import type { Language } from '../languages/language.ts'
import type { Article } from '../model/article.ts'
import type { Dateline } from '../model/dateline.ts'
import type { Problem } from '../model/problem.ts'
import type { Quotation } from '../model/quotation.ts'
import type { OutletMention } from '../model/source.ts'
import type { ArticleSpeaker } from '../model/speaker.ts'
import { partId } from '../text/ids.ts'
import { spanOf } from '../text/prose.ts'
import { accuracyOf } from './attribution/accuracy.ts'
import { contentSpans, kindOf } from './attribution/content.ts'
import type { Draft } from './attribution/draft.ts'
import { findDrafts } from './attribution/index.ts'
import { createPage, type Page } from './attribution/page.ts'
import { voiceBefore } from './attribution/voice-before.ts'
import { resolveSpeakers, type Utterance } from './people/index.ts'
import { findRelays } from './relays.ts'

export interface FoundQuotations {
  readonly quotations: readonly Quotation[]
  /** Everyone whom the quotations mention as speaker or candidate, each once. */
  readonly speakers: readonly ArticleSpeaker[]
  readonly problems: readonly Problem[]
}

interface Known {
  readonly dateline: Dateline | null
  readonly outlets: readonly OutletMention[]
}

/** Find what is quoted in the headline and the paragraphs, by whom, and through whom it came. */
export function findQuotations(
  article: Article,
  id: string,
  known: Known,
  language: Language,
): FoundQuotations {
  const outlets = known.outlets.map(({ span }) => span)
  const page = createPage(article, outlets, known.dateline?.span ?? null, language)
  const drafts = findDrafts(page)
  const utterances = drafts.map((draft, index) =>
    utteranceOf(page, draft, voiceBefore(page, drafts, index)),
  )
  const { voices, speakers } = resolveSpeakers(article, id, utterances, known, language)
  const occurrences = new Map<string, number>()
  const quotations = drafts.flatMap((draft, index): Quotation[] => {
    const utterance = utterances[index]
    const voice = voices[index]
    if (!utterance || !voice) return []
    const { content, cue, mention, paragraph } = utterance
    const words = content.map(({ start, end }) => article.body.slice(start, end)).join(' ')
    const occurrence = occurrences.get(words) ?? 0
    occurrences.set(words, occurrence + 1)
    return [
      {
        id: partId('quotation', id, words, occurrence),
        kind: kindOf(page, draft.content),
        content,
        cue,
        mention,
        ...voice,
        relays: findRelays(page, draft, known.outlets),
        confidence: accuracyOf(draft.rule, draft.tier),
        rule: draft.rule,
        paragraph,
      },
    ]
  })
  return { quotations, speakers, problems: problemsOf(article, page) }
}

function utteranceOf(page: Page, draft: Draft, before: number | null): Utterance {
  const { tokens, paragraphs } = page.prose
  const content = contentSpans(page, draft.content)
  const start = draft.content[0]?.first ?? 0
  return {
    content,
    cue: draft.cue && { span: spanOf(tokens, draft.cue), lemma: draft.lemma },
    mention: draft.mention && spanOf(tokens, draft.mention),
    paragraph: paragraphs.findIndex(({ end }) => start < end),
    continues: draft.continues ? before : null,
  }
}

function problemsOf(article: Article, page: Page): Problem[] {
  return page.prose.quoted.odd.map((token) => {
    const span = spanOf(page.tokens, { first: token, end: token + 1 })
    return {
      code: 'UNBALANCED_QUOTATION_MARK',
      severity: 'INFO',
      message: 'A quotation mark has no partner in its paragraph.',
      hint: 'The quotation was taken to run to the end of the paragraph or sentence.',
      path: article.path,
      span,
      ...placeOf(article.body, span.start),
    }
  })
}

function placeOf(body: string, offset: number): { line: number; column: number } {
  const before = body.slice(0, offset)
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') }
}
