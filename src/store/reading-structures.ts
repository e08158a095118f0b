import type { Article, Paragraph, SourceMap, Stamp, StatedTime } from '../model/article.ts'
import type { DateAlternative, DateAnchor, DateMention } from '../model/date.ts'
import type { Picture } from '../model/picture.ts'
import type { Problem } from '../model/problem.ts'
import type { PublishedTime, ResolvedTime } from '../model/published.ts'
import type { Attribution, Cue, Quotation, Relay } from '../model/quotation.ts'
import type { Reading } from '../model/reading.ts'
import type { ArticleSource, SourceName } from '../model/source.ts'
import type { Span } from '../model/span.ts'
import type { ArticleSpeaker, RoleMention } from '../model/speaker.ts'
import { createPacker } from './msgpackr.ts'

const ARTICLE = membersOf<Article>()([
  'path',
  'key',
  'body',
  'headline',
  'byline',
  'dateline',
  'paragraphs',
  'stamp',
  'url',
  'language',
  'publisher',
  'provider',
  'section',
  'keywords',
  'rights',
  'itemId',
  'itemVersion',
  'status',
  'times',
  'provenance',
  'sourceMap',
])

const REPEATED_QUOTATION = membersOf<Required<Quotation>>()([
  'id',
  'kind',
  'content',
  'cue',
  'mention',
  'attribution',
  'naming',
  'factuality',
  'relays',
  'tier',
  'confidence',
  'wordsConfidence',
  'speakerConfidence',
  'rule',
  'paragraph',
  'repeats',
])

/**
 * The members of everything in a reading, in the order in which the line makes them. Packed readings
 * hold values without names, so a change here changes the version of every index. A new fact of the
 * model is a name here; the types refuse a list that lacks one.
 */
export const READING_STRUCTURES: readonly (readonly string[])[] = [
  membersOf<Reading>()([
    'id',
    'article',
    'language',
    'dateline',
    'published',
    'times',
    'wordCount',
    'pictures',
    'sources',
    'speakers',
    'quotations',
    'dates',
    'problems',
  ]),
  ARTICLE,
  membersOf<SourceMap>()(['encoding', 'stretches']),
  membersOf<StatedTime>()(['role', 'literal', 'span', 'source', 'local', 'precision', 'zone']),
  membersOf<ResolvedTime>()([
    'role',
    'literal',
    'span',
    'source',
    'local',
    'precision',
    'zone',
    'timeZone',
    'zoneBasis',
    'instant',
  ]),
  membersOf<Span>()(['start', 'end']),
  membersOf<Required<Omit<Paragraph, 'repeats'>>>()(['kind', 'span', 'credit']),
  membersOf<Omit<Paragraph, 'credit' | 'repeats'>>()(['kind', 'span']),
  membersOf<Required<Omit<Paragraph, 'credit'>>>()(['kind', 'span', 'repeats']),
  membersOf<Stamp>()(['local', 'precision', 'zone', 'literal', 'basis']),
  membersOf<PublishedTime>()([
    'literal',
    'local',
    'precision',
    'instant',
    'timeZone',
    'zoneBasis',
    'basis',
    'doubts',
  ]),
  membersOf<Picture>()(['id', 'caption', 'creditText', 'credits', 'isFilePhoto', 'occurrences']),
  membersOf<ArticleSource>()(['source', 'role', 'evidence']),
  membersOf<SourceName>()(['id', 'name', 'kind', 'aliases']),
  membersOf<Required<ArticleSpeaker>>()(['id', 'name', 'kind', 'aliases', 'roles', 'sameAs']),
  membersOf<Omit<ArticleSpeaker, 'sameAs'>>()(['id', 'name', 'kind', 'aliases', 'roles']),
  membersOf<RoleMention>()(['text', 'span']),
  REPEATED_QUOTATION.filter((name) => name !== 'repeats'),
  REPEATED_QUOTATION,
  membersOf<Cue>()(['span', 'lemma']),
  membersOf<Attribution>()(['basis', 'speaker', 'candidates']),
  membersOf<Relay>()(['source', 'span']),
  membersOf<DateMention>()([
    'id',
    'span',
    'type',
    'value',
    'mod',
    'edtf',
    'from',
    'until',
    'precision',
    'form',
    'relation',
    'anchor',
    'alternatives',
    'certainty',
    'rule',
  ]),
  membersOf<Extract<DateAnchor, { kind: 'PUBLISHED' }>>()(['kind', 'date']),
  membersOf<Exclude<DateAnchor, { kind: 'PUBLISHED' }>>()(['kind', 'date', 'span']),
  membersOf<DateAlternative>()(['value', 'from', 'until']),
  membersOf<Problem>()(['code', 'severity', 'message', 'hint', 'path', 'span', 'line', 'column']),
]

/** An article with its members in the order of its structure, which formats do not share. */
export function inOrder(article: Article): unknown {
  const members = new Map<string, unknown>(Object.entries(article))
  return Object.fromEntries(ARTICLE.map((name) => [name, members.get(name)]))
}

export const readingPacker = createPacker<Reading>(READING_STRUCTURES)

/** @returns a function that gives its list back and accepts none that lacks a member of the type */
function membersOf<T>() {
  return <const Names extends readonly (keyof T & string)[]>(
    names: Exclude<keyof T, Names[number]> extends never
      ? Names
      : readonly ['missing:', Exclude<keyof T, Names[number]>],
  ): readonly string[] => names.map(String)
}
