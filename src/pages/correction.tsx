import type { JSX } from 'preact'
import { ArticleLine, type Frame, Page } from './layout.tsx'
import { SpeakerOf } from './quotation-list.tsx'
import type { CorrectionEntry, QuotationInArticle } from './questions.ts'

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
      <h2>Earlier corrections</h2>
      {entries.length === 0 && <p class="empty">There are none.</p>}
      <ol class="notes">
        {entries.map((entry) => (
          <li key={entry.line}>
            {describe(entry)}
            <p class="why">
              {[entry.by, entry.at?.slice(0, 16).replace('T', ', '), entry.note]
                .filter((part) => part != null)
                .join(' · ')}
            </p>
          </li>
        ))}
      </ol>
    </Page>
  )
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
