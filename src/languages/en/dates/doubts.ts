import type { DoubtWords } from '../../date-words.ts'

const list = (words: string): readonly string[] => words.trim().split(/\s+/)

/** Words by which a text shows when it was written. */
export const doubts: DoubtWords = {
  anniversary: list('anniversary jubilee'),
  founding: list('founded founding foundation established establishment opened opening'),
  eventPrepositions: list('on in'),
  over: list('was were died began fell rose took came went became'),
  ahead: list('will ll'),
  plans: list(`
    scheduled planned expected due set slated postponed delayed moved extended brought put
    supposed meant intended timed dated projected forecast budgeted promised pledged
    rescheduled booked earmarked
  `),
}
