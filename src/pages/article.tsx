import type { JSX } from 'preact'
import { pageAnchor } from '../identity/page-paths.ts'
import {
  ArticleLine,
  type Frame,
  type Links,
  NameList,
  Page,
  Printed,
  WebAddress,
} from './layout.tsx'
import { type Mark, nestMarks, type TextPart } from './marks.ts'
import { Relays, SpeakerOf } from './quotation-list.tsx'
import type { ArticleText, ExplainedQuotation, FoundDate, Named, Range } from './questions.ts'

/** An article with all that was found in it. */
interface FoundArticle extends ArticleText {
  readonly quotations: {
    readonly totalCount: number
    readonly nodes: readonly ExplainedQuotation[]
  }
  readonly dates: { readonly totalCount: number; readonly nodes: readonly FoundDate[] }
}

/** What is marked in the text. */
type Note =
  | {
      readonly kind: 'quotation'
      readonly id: string
      readonly number: number
      readonly isEnd: boolean
    }
  | { readonly kind: 'mention'; readonly number: number }
  | { readonly kind: 'name'; readonly start: number }
  | { readonly kind: 'date'; readonly date: FoundDate }
  | { readonly kind: 'source'; readonly source: Named }
  | { readonly kind: 'published' }

interface ArticleProps {
  readonly frame: Frame
  readonly article: FoundArticle
}

/** The text with its quotations, mentions, dates and sources marked, and the reason for each. */
export function ArticlePage({ frame, article }: ArticleProps): JSX.Element {
  const { links } = frame
  const marks = marksOf(article)
  const title = article.headline ?? article.path
  return (
    <Page frame={frame} title={title}>
      <div class="columns reading">
        <article lang={article.language ?? undefined}>
          {article.headline === null && <h1 dir="auto">{article.path}</h1>}
          {article.paragraphs.map(({ kind, span, text }) => (
            <Paragraph key={span.start} kind={kind} text={text} span={span} marks={marks} />
          ))}
        </article>
        <aside aria-label="What was found">
          <About article={article} links={links} hasCorrections={frame.hasCorrections} />
          <h2 id="quotations">Quotations</h2>
          {article.quotations.nodes.length === 0 && <p class="empty">None was found.</p>}
          <ol class="notes">
            {article.quotations.nodes.map((quotation, index) => (
              <QuotationNote
                key={quotation.id}
                quotation={quotation}
                number={index + 1}
                links={links}
                hasCorrections={frame.hasCorrections}
              />
            ))}
          </ol>
          <NotShown found={article.quotations} />
          {article.dates.nodes.length > 0 && (
            <>
              <h2 id="dates">Dates</h2>
              <ul class="notes">
                {article.dates.nodes.map((date) => (
                  <DateNote key={date.id} date={date} />
                ))}
              </ul>
              <NotShown found={article.dates} />
            </>
          )}
        </aside>
      </div>
    </Page>
  )
}

function marksOf({
  quotations,
  dates,
  allSources,
  published,
}: FoundArticle): readonly Mark<Note>[] {
  const quoted = quotations.nodes.flatMap(({ id, content, mention }, index): Mark<Note>[] => {
    const number = index + 1
    const contents = content.map((range, part): Mark<Note> => {
      const isEnd = part === content.length - 1
      return mark(range, { kind: 'quotation', id, number, isEnd })
    })
    return mention ? [...contents, mark(mention, { kind: 'mention', number })] : contents
  })
  const dated = dates.nodes.map((date) => mark(date.span, { kind: 'date', date }))
  const sourced = allSources.flatMap(({ source, evidence }) =>
    evidence.map((range) => mark(range, { kind: 'source', source })),
  )
  const chained = quotations.nodes.flatMap(({ mentionChain }) => mentionChain.slice(1))
  const named = [...new Map(chained.map((range) => [range.start, range])).values()]
  const names = named.map((range) => mark(range, { kind: 'name', start: range.start }))
  const literal = published?.literal ? [mark(published.literal, { kind: 'published' })] : []
  return [...quoted, ...names, ...dated, ...sourced, ...literal]
}

function mark({ start, end }: Range, note: Note): Mark<Note> {
  return { start, end, note }
}

interface ParagraphProps {
  readonly kind: string
  readonly text: string
  readonly span: Range
  readonly marks: readonly Mark<Note>[]
}

function Paragraph({ kind, text, span, marks }: ParagraphProps): JSX.Element {
  const parts = nestMarks(text, span.start, marks)
  const content = <Parts parts={parts} isInLink={false} />
  if (kind === 'HEADLINE') return <h1 dir="auto">{content}</h1>
  return (
    <p class={kind.toLowerCase().replace('_', '-')} dir="auto">
      {content}
    </p>
  )
}

interface PartsProps {
  readonly parts: readonly TextPart<Note>[]
  /** A link cannot have another one inside. */
  readonly isInLink: boolean
}

function Parts({ parts, isInLink }: PartsProps): JSX.Element {
  return (
    <>
      {parts.map((part) => {
        if (typeof part === 'string') return part
        const { note, isFirst, isLast } = part
        if (note.kind === 'quotation') {
          const { id, number, isEnd } = note
          return (
            <>
              <span class="quotation" id={isFirst ? pageAnchor('Quotation', id) : undefined}>
                <Parts parts={part.parts} isInLink={isInLink} />
              </span>
              {isLast && isEnd && !isInLink && (
                <a
                  class="number"
                  href={`#why-${number}`}
                  aria-label={`Why: quotation ${number}`}
                  data-number={number}
                />
              )}
            </>
          )
        }
        const id = isFirst ? anchorOf(note) : undefined
        if (isInLink || note.kind === 'name') {
          return (
            <span class={note.kind} id={id}>
              <Parts parts={part.parts} isInLink={isInLink} />
            </span>
          )
        }
        return (
          <a class={note.kind} id={id} href={targetOf(note)}>
            <Parts parts={part.parts} isInLink />
          </a>
        )
      })}
    </>
  )
}

/** What notes and citations link to. */
function anchorOf(note: Note): string | undefined {
  if (note.kind === 'date') return pageAnchor('DateMention', note.date.id)
  return note.kind === 'name' ? nameAnchor(note.start) : undefined
}

function nameAnchor(start: number): string {
  return `name-${start}`
}

function targetOf(note: Exclude<Note, { kind: 'quotation' | 'name' }>): string {
  switch (note.kind) {
    case 'mention':
      return `#why-${note.number}`
    case 'date':
      return `#why-${pageAnchor('DateMention', note.date.id)}`
    case 'source':
    case 'published':
      return '#about'
  }
}

interface AboutProps {
  readonly article: FoundArticle
  readonly links: Links
  readonly hasCorrections: boolean
}

function About({ article, links, hasCorrections }: AboutProps): JSX.Element {
  const { published, allSources, byline, section, rights, url, path, file, wordCount } = article
  const roles = [...new Set(allSources.map(({ role }) => role))]
  return (
    <section id="about">
      <h2>About</h2>
      {hasCorrections && (
        <p class="why">
          <a href={links.articleCorrection(article.id)}>Correct date, language or publisher</a>
        </p>
      )}
      <dl>
        <dt>Published</dt>
        <dd>
          {published ? (
            <>
              <Printed time={published} /> {published.timeZone}
              <span class="why"> {BASES[published.basis] ?? published.basis.toLowerCase()}</span>
            </>
          ) : (
            'unknown: the file states no date'
          )}
          {published?.doubts.map(({ message }) => (
            <p key={message} class="doubt">
              {message}
            </p>
          ))}
        </dd>
        {roles.map((role) => (
          <RoleOf
            key={role}
            role={role}
            sources={allSources.filter((each) => each.role === role)}
            links={links}
          />
        ))}
        {byline !== null && <Term name="Byline" value={byline} />}
        {section !== null && <Term name="Section" value={section} />}
        {rights !== null && <Term name="Rights" value={rights} />}
        <Term name="Words" value={String(wordCount)} />
        <dt>File</dt>
        <dd>
          <code>{path}</code> ({file.format})
        </dd>
        {url !== null && (
          <>
            <dt>Address</dt>
            <dd>
              <WebAddress url={url} />
            </dd>
          </>
        )}
      </dl>
      {article.versions.length > 0 && (
        <>
          <h3>Nearly the same text</h3>
          <ul class="articles">
            {article.versions.map(({ article: other, overlap }) => (
              <li key={other.id}>
                <ArticleLine article={other} links={links} />
                <span class="why"> {Math.round(overlap * 100)} % in common</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {article.problems.length > 0 && (
        <>
          <h3>Problems</h3>
          <ul class="problems">
            {article.problems.map(({ code, severity, message, hint }) => (
              <li key={code + message}>
                <span class={severity.toLowerCase()}>{severity}</span> {message} {hint}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

interface RoleProps {
  readonly role: string
  readonly sources: ArticleText['allSources']
  readonly links: Links
}

function RoleOf({ role, sources, links }: RoleProps): JSX.Element {
  return (
    <>
      <dt>{ROLES[role] ?? role}</dt>
      <dd>
        <NameList names={sources.map(({ source }) => source)} href={links.source} />
      </dd>
    </>
  )
}

function Term({ name, value }: { readonly name: string; readonly value: string }): JSX.Element {
  return (
    <>
      <dt>{name}</dt>
      <dd dir="auto">{value}</dd>
    </>
  )
}

interface QuotationNoteProps {
  readonly quotation: ExplainedQuotation
  readonly number: number
  readonly links: Links
  readonly hasCorrections: boolean
}

function QuotationNote({
  quotation,
  number,
  links,
  hasCorrections,
}: QuotationNoteProps): JSX.Element {
  const { id, tier, confidence, rule, kind } = quotation
  return (
    <li id={`why-${number}`}>
      <span class="speaker">
        <SpeakerOf quotation={quotation} links={links} />
        <Relays quotation={quotation} links={links} />
      </span>
      <p class="why">
        {explain(quotation)} <MentionChain quotation={quotation} />
        {KINDS[kind] ?? kind} Confidence {tier.toLowerCase()}: right in{' '}
        {Math.round(confidence * 100)} % of such cases (<code>{rule}</code>).{' '}
        <a href={`#${pageAnchor('Quotation', id)}`}>In the text</a>
        {hasCorrections && (
          <>
            {' '}
            <a href={links.correction(id)}>This is wrong</a>
          </>
        )}
      </p>
    </li>
  )
}

/** The places in the text that lead from the mention to the name. */
function MentionChain({ quotation }: { readonly quotation: ExplainedQuotation }): JSX.Element {
  const [mention, ...names] = quotation.mentionChain
  if (!mention || names.length === 0) return <></>
  return (
    <>
      {mention.exact}
      {names.map(({ start, exact }) => (
        <>
          {' → '}
          <a href={`#${nameAnchor(start)}`}>{exact}</a>
        </>
      ))}
      .{' '}
    </>
  )
}

/** Why the speaker is the speaker, in a sentence. */
function explain({ basis, mention, cue, speaker, candidates }: ExplainedQuotation): string {
  const words = mention ? `“${mention.exact}”` : 'a mention'
  const at = cue ? ` at “${cue.span.exact}”` : ''
  switch (basis) {
    case 'NAMED':
      return `Named${at}: ${words}.`
    case 'PRONOUN':
    case 'DESCRIBED':
      return `${words}${at} refers to ${speaker?.name ?? 'this speaker'}.`
    case 'CONTINUATION':
      return 'Continues the quotation before it.'
    case 'CORRECTED':
      return 'Corrected by hand.'
    default:
      if (candidates.length > 0) return 'The text does not tell which of them speaks.'
      return mention
        ? `The article names nobody for ${words}.`
        : 'The text does not tell who speaks.'
  }
}

function DateNote({ date }: { readonly date: FoundDate }): JSX.Element {
  const { id, span, relation, rule, certainty } = date
  return (
    <li id={`why-${pageAnchor('DateMention', id)}`}>
      <a href={`#${pageAnchor('DateMention', id)}`}>
        <q>{span.exact}</q>
      </a>{' '}
      {daysOf(date)}
      <p class="why">
        {relation !== null && `${relation.toLowerCase()} at publication, `}
        right in {Math.round(certainty * 100)} % of such cases (<code>{rule}</code>)
      </p>
    </li>
  )
}

/** The days that an expression covers, else its value: "for three days" has no days. */
function daysOf({ from, until, value }: FoundDate): string {
  if (from !== null && until !== null) return from === until ? from : `${from} to ${until}`
  if (from !== null) return `from ${from}`
  return until === null ? (value ?? 'without a value') : `until ${until}`
}

interface NotShownProps {
  readonly found: { readonly totalCount: number; readonly nodes: readonly unknown[] }
}

function NotShown({ found }: NotShownProps): JSX.Element | null {
  const left = found.totalCount - found.nodes.length
  return left > 0 ? <p class="empty">{left} more are not shown on this page.</p> : null
}

const BASES: Readonly<Record<string, string>> = {
  HEADER: 'from the header',
  DATELINE: 'from the dateline',
  FILE_NAME: 'from the file name',
  META: 'from a field of the file',
  CORRECTED: 'corrected by hand',
}

const ROLES: Readonly<Record<string, string>> = {
  PUBLISHER: 'Publisher',
  WIRE_AGENCY: 'Agency',
  AUTHOR: 'Author',
  RELAY: 'Relayed by',
  PICTURE_CREDIT: 'Pictures',
}

const KINDS: Readonly<Record<string, string>> = {
  DIRECT: 'In quotation marks.',
  MIXED: 'Partly in quotation marks.',
  INDIRECT: 'Without quotation marks.',
}
