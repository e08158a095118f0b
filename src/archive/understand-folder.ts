import type { Problem } from '../model/problem.ts'
import type { KnownFile } from '../store/store.ts'
import type { Crew } from './crew.ts'
import type { createDuplicates } from './duplicates.ts'
import type { WalkDigest } from './look.ts'
import type { Job, Surroundings, Understood } from './understand.ts'
import { asKnown, ready } from './understood.ts'
import { type Found, walkArchive } from './walk.ts'

export interface Walk {
  readonly surroundings: Surroundings
  readonly crew: Crew
  /** What the index has and may rely on. */
  readonly known: ReadonlyMap<string, KnownFile>
  readonly copies: ReturnType<typeof createDuplicates>
}

/** Some neighbours in the folder, and what became of each. */
export interface Stretch {
  readonly founds: readonly Found[]
  readonly files: readonly Understood[]
}

/** What a thread is handed at once: enough to be worth the message. */
const FILES = 32
const BYTES = 512 * 1024

/**
 * Every file of the folder in the order of the walk, those that look new understood. As many
 * stretches are under way at once as the crew can work on.
 */
export async function* understandFolder(walk: Walk, digest: WalkDigest): AsyncGenerator<Stretch> {
  const underWay: Promise<Stretch>[] = []
  for (const founds of stretchesOf(walk.surroundings.folder)) {
    const now = Date.now()
    for (const found of founds) digest.add(found, now)
    underWay.push(workOn(founds, walk))
    while (underWay.length >= walk.crew.capacity) yield* settle(underWay, walk, digest)
  }
  while (underWay.length > 0) yield* settle(underWay, walk, digest)
}

/** The first stretch: in this order only can it be told which of two copies comes first. */
async function* settle(
  underWay: Promise<Stretch>[],
  { copies, surroundings }: Walk,
  digest: WalkDigest,
): AsyncGenerator<Stretch> {
  const stretch = await underWay.shift()
  if (!stretch) return
  const { understandAgain } = await import('./understand.ts')
  const files = stretch.files.map((file, at) => {
    const found = stretch.founds[at]
    if (found?.kind !== 'FILE') return file
    const { problems, changed } = copies.look(file)
    const isRight = problems.length === 0 && (file.prepared !== null || !changed)
    const settled = isRight ? file : understandAgain(jobFor(found, null), problems, surroundings)
    if (settled.look === null) digest.unsettle()
    return settled
  })
  yield { ...stretch, files }
}

function jobFor({ file, look }: Extract<Found, { kind: 'FILE' }>, known: string | null): Job {
  return { file, look, known }
}

function* stretchesOf(folder: string): Generator<readonly Found[]> {
  let founds: Found[] = []
  let bytes = 0
  for (const found of walkArchive(folder)) {
    founds.push(found)
    if (found.kind === 'FILE') bytes += found.file.bytes
    if (founds.length < FILES && bytes < BYTES) continue
    yield founds
    founds = []
    bytes = 0
  }
  if (founds.length > 0) yield founds
}

/** Have the crew understand those that do not look as the index knows them. */
async function workOn(
  founds: readonly Found[],
  { crew, known, surroundings }: Walk,
): Promise<Stretch> {
  const jobs: Job[] = []
  const settled = founds.map((found): Understood | null => {
    if (found.kind === 'PROBLEM') return problemOf(found.problem, surroundings)
    const before = known.get(found.file.path)
    if (before && before.fingerprint === found.look.number) {
      return asKnown({ path: found.file.path, hash: before.hash || null }, before.fingerprint)
    }
    jobs.push(jobFor(found, before?.hash || null))
    return null
  })
  const understood = jobs.length === 0 ? [] : await crew.work(jobs)
  const next = understood.values()
  return { founds, files: settled.flatMap((file) => file ?? next.next().value ?? []) }
}

function problemOf(problem: Problem, { prepare }: Surroundings): Understood {
  const { path } = problem
  return ready({ path, file: null, readings: [], problems: [problem] }, null, prepare)
}
