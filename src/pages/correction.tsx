import type { JSX } from 'preact'
import { ArticleLine, type Frame, Page } from './layout.tsx'
import { SpeakerOf } from './quotation-list.tsx'
import type {
  ArticleCorrectionEntry,
  CorrectedArticle,
  CorrectionEntry,
  QuotationInArticle,
} from './questions.ts'

interface CorrectionProps {
  readonly frame: Frame
  readonly quotation: QuotationInArticle
  /** Of the file of corrections, as the editor sees it. */
  readonly hash: string
  readonly entries: readonly CorrectionEntry[]
}

/** A quotation with a form for what is wrong, and its earlier corrections. */
export function CorrectionPage({ frame, quotation, hash, entries }: CorrectionProps): JSX.Element {
  const { links } = frame
  const { id, article, content } = quotation
  return (
    <Page frame={frame} title="What is wrong?">
      <h1>What is wrong?</h1>
      <figure class="corrected">
        <blockquote lang={article.language ?? undefined} dir="auto">
          <a class="words" href={links.quotation(article.id, id)}>
            {content.map(({ exact }) => exact).join(' … ')}
          </a>
        </blockquote>
        <figcaption>
          <span class="speaker">
            <SpeakerOf quotation={quotation} links={links} />
          </span>{' '}
          <ArticleLine article={article} links={links} />
        </figcaption>
      </figure>
      <form class="correction" method="post" action={links.correction(id)}>
        <input type="hidden" name="hash" value={hash} />
        <fieldset>
          <legend>The right answer</legend>
          <Choice value="speaker" label="The speaker is the one below" isChosen />
          <Choice value="nobody" label="The article does not show who speaks" />
          <Choice value="rejected" label="These words are not a quotation" />
        </fieldset>
        <label class="wide">
          Full name of the speaker
          <input name="speaker" value={quotation.speaker?.name ?? ''} maxLength={500} />
        </label>
        <label class="wide">
          Why
          <input name="note" maxLength={500} />
        </label>
        <label class="wide">
          Token of the editor
          <input name="token" type="password" autocomplete="current-password" />
        </label>
        <button>Correct</button>
      </form>
      <History entries={entries} describe={describe} />
    </Page>
  )
}

interface HistoryProps<Entry> {
  readonly entries: readonly Entry[]
  readonly describe: (entry: Entry) => string
}

function History<Entry extends Pick<CorrectionEntry, 'by' | 'at' | 'note' | 'line'>>({
  entries,
  describe: describeEntry,
}: HistoryProps<Entry>): JSX.Element {
  return (
    <>
      <h2>Earlier corrections</h2>
      {entries.length === 0 && <p class="empty">There are none.</p>}
      <ol class="notes">
        {entries.map((entry) => (
          <li key={entry.line}>
            {describeEntry(entry)}
            <p class="why">
              {[entry.by, entry.at?.slice(0, 16).replace('T', ', '), entry.note]
                .filter((part) => part != null)
                .join(' · ')}
            </p>
          </li>
        ))}
      </ol>
    </>
  )
}

interface ArticleCorrectionProps {
  readonly frame: Frame
  readonly article: CorrectedArticle
  /** Of the file of corrections, as the editor sees it. */
  readonly hash: string
  readonly entries: readonly ArticleCorrectionEntry[]
}

/** What is known of an article, in a form to change it, and its earlier corrections. */
export function ArticleCorrectionPage({
  frame,
  article,
  hash,
  entries,
}: ArticleCorrectionProps): JSX.Element {
  const { links } = frame
  const { date, time, timeZone, language, publisher } = factsOf(article)
  return (
    <Page frame={frame} title="What is wrong?">
      <h1>What is wrong?</h1>
      <p class="corrected">
        <ArticleLine article={article} links={links} />
      </p>
      <form class="correction" method="post" action={links.articleCorrection(article.id)}>
        <input type="hidden" name="hash" value={hash} />
        <Field label="Day of publication; empty if unknown">
          <input name="date" type="date" value={date} />
        </Field>
        <Field label="Time of day, if known">
          <input name="time" value={time} placeholder="16:34" maxLength={8} />
        </Field>
        <Field label="Zone of the time, if it is not that of the publisher">
          <input name="timeZone" value={timeZone} placeholder="Asia/Seoul" maxLength={60} />
        </Field>
        <Field label="Language, as a tag">
          <input name="language" value={language} placeholder="en" maxLength={35} />
        </Field>
        <Field label="Publisher">
          <input name="publisher" value={publisher} maxLength={500} />
        </Field>
        <Field label="Why">
          <input name="note" maxLength={500} />
        </Field>
        <Field label="Token of the editor">
          <input name="token" type="password" autocomplete="current-password" />
        </Field>
        <button>Correct</button>
      </form>
      <History entries={entries} describe={describeFacts} />
    </Page>
  )
}

interface FieldProps {
  readonly label: string
  readonly children: JSX.Element
}

function Field({ label, children }: FieldProps): JSX.Element {
  return (
    <label class="wide">
      {label}
      {children}
    </label>
  )
}

/** The facts of an article as the form has them; empty when unknown. */
function factsOf({
  published,
  language,
  sources,
}: CorrectedArticle): Readonly<Record<string, string>> {
  const [date = '', time = ''] = published?.local.split('T') ?? []
  const isPrinted = published?.zoneBasis.startsWith('PRINTED') ?? false
  return {
    date,
    time: published?.precision === 'DAY' ? '' : time.replace(/:00$/, ''),
    timeZone: isPrinted ? (published?.timeZone ?? '') : '',
    language: language ?? '',
    publisher: sources[0]?.source.name ?? '',
  }
}

function describeFacts(entry: ArticleCorrectionEntry): string {
  return [
    entry.isPublishedCorrected && `Published: ${entry.published?.replace('T', ', ') ?? 'unknown'}`,
    entry.language !== null && `Language: ${entry.language}`,
    entry.publisher !== null && `Publisher: ${entry.publisher}`,
  ]
    .filter((part) => part !== false)
    .join('. ')
}

/** The input of `correctArticle` that the form gives: what it changes; null when it changes nothing. */
export function readArticleCorrection(
  article: CorrectedArticle,
  form: URLSearchParams,
): Readonly<Record<string, unknown>> | null {
  const facts = factsOf(article)
  const given = (name: string) => (form.get(name) ?? facts[name] ?? '').trim()
  const isChanged = (name: string) => given(name) !== facts[name]
  const [date, time, timeZone] = [given('date'), given('time'), given('timeZone')]
  const changes = {
    ...(['date', 'time', 'timeZone'].some(isChanged) && {
      published:
        date === ''
          ? null
          : { date, time: time === '' ? null : time, timeZone: timeZone === '' ? null : timeZone },
    }),
    ...(isChanged('language') && { language: given('language') }),
    ...(isChanged('publisher') && { publisher: given('publisher') }),
  }
  if (Object.keys(changes).length === 0) return null
  return {
    article: article.id,
    ...changes,
    note: form.get('note'),
    expectedHash: form.get('hash'),
  }
}

interface ChoiceProps {
  readonly value: string
  readonly label: string
  readonly isChosen?: boolean
}

function Choice({ value, label, isChosen = false }: ChoiceProps): JSX.Element {
  return (
    <label>
      <input type="radio" name="change" value={value} checked={isChosen} /> {label}
    </label>
  )
}

function describe({ isRejected, speaker, kind }: CorrectionEntry): string {
  if (isRejected) return 'Not a quotation'
  if (speaker !== null) return `Speaker: ${speaker}`
  return kind === null ? 'No speaker, or confirmed' : `Kind: ${kind.toLowerCase()}`
}

/** The input of `correctQuotation` that the form gives; null for a form of another kind. */
export function readCorrection(
  quotation: string,
  form: URLSearchParams,
): Readonly<Record<string, unknown>> | null {
  const change = form.get('change')
  const shared = { quotation, note: form.get('note'), expectedHash: form.get('hash') }
  switch (change) {
    case 'speaker':
      return { ...shared, speaker: form.get('speaker') ?? '' }
    case 'nobody':
      return { ...shared, speaker: null }
    case 'rejected':
      return { ...shared, rejected: true }
    default:
      return null
  }
}
