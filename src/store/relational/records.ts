import type {
  FileRecord,
  Source,
  Speaker,
  SpeakerRole,
  StoredProblem,
} from '../../model/archive.ts'
import type { SqlValue } from './statements.ts'

/** A file without its path and hash, which have columns of their own. */
export function packFile(file: FileRecord): string {
  const { format, formatReason, encoding, encodingBasis, bytes, modified } = file
  const packed: PackedFile = [format, formatReason, encoding, encodingBasis, bytes, modified]
  return JSON.stringify(packed)
}

export function unpackFile(path: string, hash: SqlValue | undefined, packed: string): FileRecord {
  const [format, formatReason, encoding, encodingBasis, bytes, modified]: PackedFile =
    parseStored(packed)
  const read = { format, formatReason, encoding, encodingBasis }
  return { path, ...read, bytes, hash: unpackHash(hash), modified }
}

type PackedFile = readonly [
  format: string,
  formatReason: string,
  encoding: string,
  encodingBasis: FileRecord['encodingBasis'],
  bytes: number,
  modified: string | null,
]

export function unpackHash(hash: SqlValue | undefined): string {
  return hash instanceof Uint8Array ? Buffer.from(hash).toString('hex') : String(hash ?? '')
}

/** A speaker without the id; articles are indexes into a list of ids. */
export function packSpeaker(speaker: Omit<Speaker, 'id'>): string {
  const places = new Map<string, number>()
  const place = (id: string | null) => {
    if (id === null) return null
    if (!places.has(id)) places.set(id, places.size)
    return places.get(id) ?? null
  }
  const packed: PackedSpeaker = [
    speaker.name,
    speaker.kind,
    speaker.aliases,
    speaker.sameAs,
    place(speaker.firstQuotedIn),
    place(speaker.lastQuotedIn),
    speaker.roles.map((role) => [
      role.text,
      role.articles,
      place(role.firstIn),
      place(role.lastIn),
    ]),
    [...places.keys()],
  ]
  return JSON.stringify(packed)
}

export function unpackSpeaker(id: string, packed: string): Speaker {
  const [name, kind, aliases, sameAs, first, last, roles, articles]: PackedSpeaker =
    parseStored(packed)
  const articleAt = (place: number | null) => (place === null ? null : (articles[place] ?? null))
  const unpackRole = ([text, articles, first, last]: PackedRole): SpeakerRole => ({
    text,
    articles,
    firstIn: articleAt(first),
    lastIn: articleAt(last),
  })
  return {
    id,
    name,
    kind,
    aliases,
    sameAs,
    roles: roles.map(unpackRole),
    firstQuotedIn: articleAt(first),
    lastQuotedIn: articleAt(last),
  }
}

type PackedRole = readonly [
  text: string,
  articles: number,
  first: number | null,
  last: number | null,
]

type PackedSpeaker = readonly [
  name: string,
  kind: Speaker['kind'],
  aliases: readonly string[],
  sameAs: readonly string[],
  first: number | null,
  last: number | null,
  roles: readonly PackedRole[],
  articles: readonly string[],
]

export function packSource({ name, kind, aliases }: Omit<Source, 'id'>): string {
  return JSON.stringify([name, kind, aliases])
}

export function unpackSource(id: string, packed: string): Source {
  const [name, kind, aliases]: readonly [string, Source['kind'], readonly string[]] =
    parseStored(packed)
  return { id, name, kind, aliases }
}

/** The form, which many problems share, and the place; null for a problem without place. */
export function packProblem(problem: StoredProblem): { form: string; place: string | null } {
  const { code, severity, message, hint, span, line, column } = problem
  const form: ProblemForm = [code, severity, message, hint]
  const place: ProblemPlace = [span && [span.start, span.end], line, column]
  const isNowhere = place.every((each) => each === null)
  return { form: JSON.stringify(form), place: isNowhere ? null : JSON.stringify(place) }
}

export function unpackProblem(
  { id, path, article }: Pick<StoredProblem, 'id' | 'path' | 'article'>,
  form: string,
  place: string | null,
): StoredProblem {
  const [code, severity, message, hint]: ProblemForm = parseStored(form)
  const [ends, line, column]: ProblemPlace = place === null ? NOWHERE : parseStored(place)
  const span = ends && { start: ends[0], end: ends[1] }
  return { code, severity, message, hint, path, span, line, column, id, article }
}

type ProblemForm = readonly [
  code: StoredProblem['code'],
  severity: StoredProblem['severity'],
  message: string,
  hint: string | null,
]

type ProblemPlace = readonly [
  span: readonly [start: number, end: number] | null,
  line: number | null,
  column: number | null,
]

const NOWHERE: ProblemPlace = [null, null, null]

/** Parses JSON of a column; the version of the index fixes its type. */
export function parseStored<Value>(json: string): Value {
  // oxlint-disable-next-line typescript/no-unsafe-return
  return JSON.parse(json)
}
