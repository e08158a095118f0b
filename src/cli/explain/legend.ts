import type { Reading } from '../../model/reading.ts'
import type { Line } from '../paint.ts'
import { describeProblem } from '../problems.ts'
import { wrapPieces } from '../wrap.ts'
import { dateEntries } from './entries/date.ts'
import { pictureEntries } from './entries/picture.ts'
import { publishedEntries } from './entries/published.ts'
import { quotationEntries, type Ways } from './entries/quotation.ts'
import { sourceEntries } from './entries/source.ts'
import { speakerEntries } from './entries/speaker.ts'
import { setSection } from './entry.ts'

/** What the colours of the text mean. */
export function setKey(columns: number): Line[] {
  return wrapPieces(
    [
      { text: 'words said', style: 'content' },
      { text: ' · ' },
      { text: 'words of saying', style: 'cue' },
      { text: ' · ' },
      { text: 'who says them', style: 'mention' },
      { text: ' · ' },
      { text: 'source', style: 'source' },
      { text: ' · ' },
      { text: 'date', style: 'date' },
    ],
    columns,
  )
}

/** What was understood of an article and by which rule, below its text. */
export function setLegend(reading: Reading, ways: Ways, columns: number, colour: boolean): Line[] {
  return [
    ...setSection('Published', publishedEntries(reading), columns),
    ...setSection('Quotations', quotationEntries(reading, ways, colour ? '' : 'q'), columns),
    ...setSection('Speakers', speakerEntries(reading), columns),
    ...setSection('Sources', sourceEntries(reading), columns),
    ...setSection('Pictures', pictureEntries(reading), columns),
    ...setSection('Dates', dateEntries(reading), columns),
    ...setProblems(reading, columns),
  ]
}

function setProblems({ problems }: Reading, columns: number): Line[] {
  if (problems.length === 0) return []
  const lines = problems.flatMap((problem) => describeProblem(problem, columns))
  return [[], [{ text: 'Problems', style: 'strong' }], ...lines]
}
