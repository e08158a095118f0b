import type { JSX } from 'preact'
import { ArticleLine, count, type Frame, type Links, Page } from './layout.tsx'
import { SpeakerOf } from './quotation-list.tsx'
import type { VerifiedPlace } from './questions.ts'

interface VerifyPageProps {
  readonly frame: Frame
  readonly action: string
  readonly text: string
  readonly speaker: string
  /** Null before words are given. */
  readonly found: { readonly verdict: string; readonly places: readonly VerifiedPlace[] } | null
}

/** A form for words, whether they are quoted, and what differs. */
export function VerifyPage({ frame, action, text, speaker, found }: VerifyPageProps): JSX.Element {
  return (
    <Page frame={frame} title="Verify a quotation">
      <h1>Verify a quotation</h1>
      <form action={action}>
        <label class="wide">
          Words
          <input name="text" value={text} required placeholder="with … where words are left out" />
        </label>
        <label>
          Speaker
          <input name="speaker" value={speaker} />
        </label>
        <button type="submit">Verify</button>
      </form>
      {found && (
        <>
          <p class="total" role="status">
            {VERDICTS[found.verdict] ?? found.verdict}
            {found.places.length > 0 && ` (${count(found.places.length, 'place')})`}
          </p>
          <ol class="quotations">
            {found.places.map((place) => (
              <li key={place.quotation.id}>
                <PlaceOf place={place} links={frame.links} />
              </li>
            ))}
          </ol>
        </>
      )}
    </Page>
  )
}

const VERDICTS: Readonly<Record<string, string>> = {
  FOUND: 'The words are quoted',
  CUT: 'The words are quoted with more between them',
  ALTERED: 'Altered: other words are quoted',
  OTHER_SPEAKER: 'The words are quoted, but not from this speaker',
  NOT_FOUND: 'The words are not quoted',
}

interface PlaceProps {
  readonly place: VerifiedPlace
  readonly links: Links
}

function PlaceOf({ place: { quotation, differences }, links }: PlaceProps): JSX.Element {
  const { article, id, text, factuality } = quotation
  return (
    <figure>
      <blockquote lang={article.language ?? undefined} dir="auto">
        <a class="words" href={links.quotation(article.id, id)}>
          {text}
        </a>
      </blockquote>
      {differences.length > 0 && (
        <ul>
          {differences.map(({ kind, given, quoted, isNegation }) => (
            <li key={`${given}/${quoted?.exact}`}>
              {DIFFERENCES[kind] ?? kind}: {given !== null && <del>{given}</del>}{' '}
              {quoted && <ins>{quoted.exact}</ins>}
              {isNegation && <strong> (negation)</strong>}
            </li>
          ))}
        </ul>
      )}
      <figcaption>
        <span class="speaker">
          <SpeakerOf quotation={quotation} links={links} />
          {FACTUALITIES[factuality]}
        </span>
        <ArticleLine article={article} links={links} />
      </figcaption>
    </figure>
  )
}

const DIFFERENCES: Readonly<Record<string, string>> = {
  REPLACED: 'Replaced',
  ADDED: 'Not in the quotation',
  DROPPED: 'Only in the quotation',
  LEFT_OUT: 'Left out',
}

const FACTUALITIES: Readonly<Record<string, string>> = {
  NOT_SAID: ', who did not say so',
  UNCERTAIN: ', who perhaps said so',
}
