import type { ArchiveFile } from '../model/file.ts'
import type { Problem } from '../model/problem.ts'
import type { PreparedFile, PrepareFile } from '../store/store.ts'
import { isSettled, type Look } from './look.ts'
import { openFile, type OpenedFile, type Rules } from './open-file.ts'
import { asKnown, ready } from './understood.ts'

/** A file that must be looked into. */
export interface Job {
  readonly file: ArchiveFile
  readonly look: Look
  /** Hash with which the index has all that the file gives; null when it has nothing of use. */
  readonly known: string | null
}

/** What became of a file. */
export interface Understood {
  readonly path: string
  /** SHA-256 of the bytes; null when they give no text. */
  readonly hash: string | null
  /** Null when the file must be read again the next time, however it looks. */
  readonly look: number | null
  /** Null when the index has it already. */
  readonly prepared: PreparedFile | null
  readonly articles: number
  readonly problems: number
}

/** What files of one folder are understood with. */
export interface Surroundings {
  readonly folder: string
  readonly rules: Rules
  /** That of the store. */
  readonly prepare: PrepareFile
  readonly onFault: (error: unknown) => void
}

/** Read a file, and understand it when its content is new. Never throws. */
export function understand(job: Job, surroundings: Surroundings): Understood {
  const { folder, rules, onFault } = surroundings
  const file = openFile(folder, job.file, rules, onFault)
  if (file.hash !== null && file.hash === job.known) return asKnown(file, lookAfter(job, []))
  return understandCopy(job, file, [], surroundings)
}

/** Understand a file whatever the index has of it, with problems that others found. */
export function understandAgain(
  job: Job,
  extra: readonly Problem[],
  surroundings: Surroundings,
): Understood {
  const { folder, rules, onFault } = surroundings
  return understandCopy(job, openFile(folder, job.file, rules, onFault), extra, surroundings)
}

function understandCopy(
  job: Job,
  file: OpenedFile,
  extra: readonly Problem[],
  { prepare }: Surroundings,
): Understood {
  const readings = file.read(extra)
  return { ...ready(readings, file.hash, prepare), look: lookAfter(job, readings.problems) }
}

/** A look that was taken before the file was read: what came later makes another look. */
function lookAfter({ look }: Job, problems: readonly Problem[]): number | null {
  const isUnread = problems.some(({ code }) => code === 'UNREADABLE_FILE')
  return isUnread || !isSettled(look, Date.now()) ? null : look.number
}
