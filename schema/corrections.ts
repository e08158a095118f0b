import { mapAwaitable } from '../src/loaders/awaitable.ts'
import { createLoaders } from '../src/loaders/loaders.ts'
import { requirePresent } from '../src/loaders/revision.ts'
import type {
  ArticleEntry,
  CorrectionDesk,
  CorrectionEntry as CorrectionEntryRecord,
  QuotationEntry,
  SaveResult as SaveResultRecord,
} from '../src/model/annotations.ts'
import { firstWords } from '../src/text/words.ts'
import type { Builder } from './builder.ts'
import type { Context } from './context.ts'
import { InputError } from './errors.ts'
import { globalId, type NodeType, parseIdOf } from './ids.ts'
import { findPart } from './parts.ts'
import { checkPageSize, MAX_PAGE } from './paging.ts'
import type { defineQuotation } from './quotation.ts'

type QuotationKindRef = ReturnType<typeof defineQuotation>['QuotationKind']
type InputFields = PothosSchemaTypes.InputFieldBuilder<Builder['$inferSchemaTypes'], 'InputObject'>

/** Defines the mutations by which people correct readings, and the history of corrections. */
export function defineCorrections(builder: Builder, quotationKind: QuotationKindRef): void {
  const signature = 'as the server knows the editor'
  const Entry = builder
    .objectRef<CorrectionEntryRecord & { readonly line: number }>('CorrectionEntry')
    .implement({
      description:
        'An entry of corrections.yaml. The last one of a quotation applies; of an article, the last one of each fact.',
      fields: (t) => ({
        quotation: t.id({
          nullable: true,
          description: 'Id of the quotation; null for a correction of an article.',
          resolve: (entry) => ('quotation' in entry ? entry.quotation : null),
        }),
        article: t.exposeString('article', { description: 'Path of the file of the article.' }),
        words: t.string({
          nullable: true,
          description: 'First words of the quotation, or of the article; null if it states none.',
          resolve: ({ words }) => words ?? null,
        }),
        speaker: t.string({
          nullable: true,
          description: 'Full name; null for no speaker, or where the speaker is not corrected.',
          resolve: (entry) => ('speaker' in entry ? (entry.speaker ?? null) : null),
        }),
        kind: t.field({
          type: quotationKind,
          nullable: true,
          description: 'Corrected kind; null where it is not corrected.',
          resolve: (entry) => ('kind' in entry ? (entry.kind ?? null) : null),
        }),
        isRejected: t.boolean({
          description: 'Whether the words are not a quotation.',
          resolve: (entry) => 'rejected' in entry && entry.rejected,
        }),
        published: t.string({
          nullable: true,
          description:
            'Corrected time of publication of an article, as the file has it; null for an unknown time, or where it is not corrected.',
          resolve: (entry) => ('published' in entry ? (entry.published ?? null) : null),
        }),
        isPublishedCorrected: t.boolean({
          description: 'Whether the time of publication is corrected, perhaps to an unknown one.',
          resolve: (entry) => 'published' in entry && entry.published !== undefined,
        }),
        language: t.field({
          type: 'Locale',
          nullable: true,
          description: 'Corrected language of an article; null where it is not corrected.',
          resolve: (entry) => ('language' in entry ? (entry.language ?? null) : null),
        }),
        publisher: t.string({
          nullable: true,
          description: 'Corrected publisher of an article; null where it is not corrected.',
          resolve: (entry) => ('publisher' in entry ? (entry.publisher ?? null) : null),
        }),
        by: t.string({
          nullable: true,
          description: `Who corrected it, ${signature}; null if the entry does not say.`,
          resolve: ({ by }) => by ?? null,
        }),
        at: t.string({
          nullable: true,
          description: 'When, in UTC; null if the entry does not say.',
          resolve: ({ at }) => at ?? null,
        }),
        note: t.string({
          nullable: true,
          description: 'Why; null if the entry does not say.',
          resolve: ({ note }) => note ?? null,
        }),
        line: t.exposeInt('line', { description: 'Line of the file, from 1.' }),
      }),
    })

  const Files = builder.objectRef<CorrectionDesk>('CorrectionFiles').implement({
    description: 'The files of the folder that hold corrections.',
    fields: (t) => ({
      correctionsHash: t.string({
        description:
          'Hash of corrections.yaml, for `expectedHash` of `correctQuotation` and `correctArticle`.',
        resolve: (desk) => desk.hashOf('corrections.yaml'),
      }),
      speakersHash: t.string({
        description: 'Hash of speakers.yaml, for `expectedHash` of `mergeSpeakers`.',
        resolve: (desk) => desk.hashOf('speakers.yaml'),
      }),
      entries: t.field({
        type: [Entry],
        description: 'Entries of corrections.yaml, the last one first.',
        args: {
          first: t.arg.int({ defaultValue: 20, required: true, description: `1 to ${MAX_PAGE}.` }),
          quotation: t.arg.id({ description: 'Only those of a quotation: its history.' }),
          article: t.arg.id({
            description: 'Only those of an article, without those of its quotations: its history.',
          }),
        },
        resolve: (desk, { first, quotation, article }, { load }) => {
          const id = article == null ? null : parseIdOf('Article', article)
          const reading = id === null ? null : load.reading.load(id)
          const path = mapAwaitable(reading, (found) => found?.article.path ?? null)
          return mapAwaitable(path, (file) =>
            desk
              .entries()
              .filter((entry) => quotation == null || isOfQuotation(entry, quotation))
              .filter((entry) => article == null || isOfArticle(entry, article, file))
              .toReversed()
              .slice(0, checkPageSize('first', first)),
          )
        },
      }),
    }),
  })

  builder.objectField('Archive', 'correctionFiles', (t) =>
    t.field({
      type: Files,
      nullable: true,
      description: 'Corrections by people; null if you see only a part of the archive.',
      resolve: (_archive, _args, { corrections }) => corrections,
    }),
  )

  const Written = builder.objectRef<CorrectionResult>('CorrectionWritten').implement({
    description: 'The correction is in the file, and applies as soon as the index has it.',
    fields: (t) => ({
      node: t.node({
        description:
          'The corrected quotation or article, or the speaker that stays, as the index has it now. Null for a rejected quotation.',
        id: ({ corrected: { type, id } }) => globalId(type, id),
      }),
      file: t.exposeString('file', { description: 'Name of the file in the folder.' }),
      hash: t.exposeString('hash', { description: 'Hash of the file now.' }),
    }),
  })
  const Conflict = builder.objectRef<CorrectionResult>('CorrectionConflict').implement({
    description:
      'The file has changed since `expectedHash` was read, and was left alone. Read it, then send the correction with the new hash.',
    fields: (t) => ({
      file: t.exposeString('file', { description: 'Name of the file in the folder.' }),
      hash: t.exposeString('hash', { description: 'Hash of the file now.' }),
    }),
  })
  const Result = builder.unionType('CorrectionResult', {
    description: 'What became of a correction.',
    types: [Written, Conflict],
    resolveType: ({ kind }) => (kind === 'WRITTEN' ? 'CorrectionWritten' : 'CorrectionConflict'),
  })

  const QuotationInput = builder.inputType('CorrectQuotationInput', {
    description:
      'A correction of one quotation. Without speaker, kind and rejected it confirms what was found.',
    fields: (t) => ({
      quotation: t.id({ required: true, description: 'Id of the quotation.' }),
      speaker: t.string({ description: 'Full name of the speaker; null if there is none.' }),
      kind: t.field({ type: quotationKind, description: 'The right kind.' }),
      rejected: t.boolean({ description: 'True if it is not a quotation.' }),
      ...reasonFields(t, 'correctionsHash'),
    }),
  })
  const PublishedInput = builder.inputType('CorrectedTimeInput', {
    description: 'A time of publication.',
    fields: (t) => ({
      date: t.field({ type: 'LocalDate', required: true, description: 'The day.' }),
      time: t.string({ description: 'Time of day: `16:34` or `16:34:51`; null if unknown.' }),
      timeZone: t.field({
        type: 'TimeZone',
        description: 'Zone of the time of day; null for that of the publisher or the archive.',
      }),
    }),
  })
  const ArticleInput = builder.inputType('CorrectArticleInput', {
    description: 'A correction of one article. What is omitted is not corrected.',
    fields: (t) => ({
      article: t.id({ required: true, description: 'Id of the article.' }),
      published: t.field({
        type: PublishedInput,
        description: 'The right time of publication; null if it is unknown.',
      }),
      language: t.field({ type: 'Locale', description: 'The language of the article.' }),
      publisher: t.string({ description: 'Name of the publisher.' }),
      ...reasonFields(t, 'correctionsHash'),
    }),
  })
  const SpeakersInput = builder.inputType('MergeSpeakersInput', {
    description: 'Several speakers that are one.',
    fields: (t) => ({
      into: t.id({ required: true, description: 'The speaker that stays, with its full name.' }),
      speakers: t.idList({
        required: true,
        description: 'Those whose names become other names of it.',
      }),
      ...reasonFields(t, 'speakersHash'),
    }),
  })

  builder.mutationType({ description: 'Corrections by people, for editors.' })
  builder.mutationField('correctQuotation', (t) =>
    t.field({
      type: Result,
      description:
        'Adds an entry to corrections.yaml in the folder. The article stays as it is; removing the entry undoes it.',
      args: {
        input: t.arg({ type: QuotationInput, required: true, description: 'What is right.' }),
      },
      async resolve(_root, { input }, context) {
        const { desk, by } = await requireEditor(context)
        const { quotation: id, speaker, kind, rejected, note, expectedHash } = input
        const found = await findPart('quotations', parseIdOf('Quotation', id), context.load)
        if (!found) throw new InputError('NOT_FOUND', 'There is no quotation with this id.')
        if (rejected && (speaker !== undefined || kind != null)) {
          throw new InputError(
            'BAD_CORRECTION',
            'A rejected quotation has neither speaker nor kind. Send one or the other.',
          )
        }
        const { body, path } = found.reading.article
        const words = found.value.content.map(({ start, end }) => body.slice(start, end)).join(' ')
        const entry: QuotationEntry = {
          article: path,
          quotation: id,
          words: firstWords(words),
          ...(speaker !== undefined && { speaker: speaker === null ? null : fullName(speaker) }),
          ...(kind != null && { kind }),
          ...(rejected && { rejected: true }),
          ...signatureOf(by, note),
        }
        const saved = await desk.saveCorrection(entry, expectedHash ?? null)
        return resultOf(context, saved, { type: 'Quotation', id: found.value.id })
      },
    }),
  )
  builder.mutationField('correctArticle', (t) =>
    t.field({
      type: Result,
      description:
        'Adds an entry to corrections.yaml in the folder, and reads the article again. The file of the article stays as it is; removing the entry undoes it.',
      args: { input: t.arg({ type: ArticleInput, required: true, description: 'What is right.' }) },
      async resolve(_root, { input }, context) {
        const { desk, by } = await requireEditor(context)
        const { article: id, published, language, publisher, note, expectedHash } = input
        const reading = await context.load.reading.load(parseIdOf('Article', id))
        if (!reading) throw new InputError('NOT_FOUND', 'There is no article with this id.')
        if (published === undefined && language == null && publisher == null) {
          throw new InputError(
            'BAD_CORRECTION',
            'Nothing is corrected. Send published, language or publisher.',
          )
        }
        const [firstLine = ''] = reading.article.body.split('\n', 1)
        const words = firstWords(firstLine)
        const entry: ArticleEntry = {
          article: reading.article.path,
          id,
          ...(words !== '' && { words }),
          ...(published !== undefined && { published: published && writeTime(published) }),
          ...(language != null && { language }),
          ...(publisher != null && { publisher: fullName(publisher) }),
          ...signatureOf(by, note),
        }
        const saved = await desk.saveCorrection(entry, expectedHash ?? null)
        return resultOf(context, saved, { type: 'Article', id: reading.id })
      },
    }),
  )
  builder.mutationField('mergeSpeakers', (t) =>
    t.field({
      type: Result,
      description:
        'Adds names to the entry of a speaker in speakers.yaml in the folder, so that all become one.',
      args: { input: t.arg({ type: SpeakersInput, required: true, description: 'Who is one.' }) },
      async resolve(_root, { input }, context) {
        const { desk, by } = await requireEditor(context)
        const [into, ...others] = await Promise.all(
          [input.into, ...input.speakers].map((id) => loadSpeaker(id, context)),
        )
        const { name } = requirePresent(into ?? null)
        const names = others.flatMap((speaker) => [speaker.name, ...speaker.aliases])
        const aliases = [...new Set(names)].filter((alias) => alias !== name)
        const entry = { name, aliases, ...signatureOf(by, input.note) }
        const saved = await desk.saveSpeaker(entry, input.expectedHash ?? null)
        return resultOf(context, saved, { type: 'Speaker', id: parseIdOf('Speaker', input.into) })
      },
    }),
  )
}

async function requireEditor({
  corrections,
}: Context): Promise<{ readonly desk: CorrectionDesk; readonly by: string }> {
  if (!corrections) {
    throw new InputError(
      'NO_FOLDER',
      'You see only a part of the archive, or one without a folder: nothing can be corrected.',
    )
  }
  const by = await corrections.editor()
  if (by !== null) return { desk: corrections, by }
  throw new InputError(
    'NOT_AN_EDITOR',
    'Only editors may correct. Send the token of one: "authorization: Bearer TOKEN".',
  )
}

async function loadSpeaker(id: string, { load }: Context) {
  const speaker = await load.speaker.load(parseIdOf('Speaker', id))
  if (speaker) return speaker
  throw new InputError('NOT_FOUND', `There is no speaker with the id "${id.slice(0, 60)}".`)
}

function fullName(text: string): string {
  const name = text.trim()
  if (name !== '' && name.length <= MAX_TEXT) return name
  throw new InputError('BAD_CORRECTION', `A name has 1 to ${MAX_TEXT} characters.`)
}

/** Longer names and notes are not for people. */
const MAX_TEXT = 500

function signatureOf(by: string, note: string | null | undefined) {
  const why = note?.trim() ?? ''
  if (why.length > MAX_TEXT) {
    throw new InputError('BAD_CORRECTION', `A note has at most ${MAX_TEXT} characters.`)
  }
  return { ...(why !== '' && { note: why }), by, at: new Date().toISOString() }
}

/** The members that every correction has. */
function reasonFields(t: InputFields, hash: 'correctionsHash' | 'speakersHash') {
  return {
    note: t.string({ description: 'Why, for readers of the file.' }),
    expectedHash: t.string({
      description: `\`${hash}\` that you have read; without it, any content is added to.`,
    }),
  }
}

/** A time as `corrections.yaml` has it: `2024-07-15T16:34+09:00`, `2024-07-15T16:34 Asia/Seoul`. */
function writeTime({ date, time, timeZone }: TimeInput): string {
  if (time == null) {
    if (timeZone == null) return date
    throw new InputError('BAD_CORRECTION', 'A day without a time of day has no zone.')
  }
  const zone = timeZone == null ? '' : /^[+-]/.test(timeZone) ? timeZone : ` ${timeZone}`
  const isTime = /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/.test(time)
  if (isTime && (zone === '' || isKnownZone(zone.trim()))) return `${date}T${time}${zone}`
  throw new InputError(
    'BAD_CORRECTION',
    `"${`${time}${zone}`.slice(0, 60)}" is not a time of day. Write "16:34" or "16:34:51", and a zone as "+09:00" or "Asia/Seoul".`,
  )
}

interface TimeInput {
  readonly date: string
  readonly time?: string | null | undefined
  readonly timeZone?: string | null | undefined
}

function isKnownZone(timeZone: string): boolean {
  if (/^[+-](?:0\d|1[0-4]):[0-5]\d$/.test(timeZone)) return true
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

function isOfQuotation(entry: CorrectionEntryRecord, quotation: string): boolean {
  return 'quotation' in entry && entry.quotation === quotation
}

/** An entry without an id is for every article of its file. */
function isOfArticle(entry: CorrectionEntryRecord, article: string, path: string | null): boolean {
  if ('quotation' in entry) return false
  return 'id' in entry ? entry.id === article : entry.article === path
}

/** What became of a correction, and of what. */
interface CorrectionResult extends SaveResultRecord {
  readonly corrected: { readonly type: NodeType; readonly id: string }
}

/** What is read after a correction is of the new revision. */
function resultOf(
  context: Context,
  saved: SaveResultRecord,
  corrected: CorrectionResult['corrected'],
): CorrectionResult {
  context.load = createLoaders(context.archive.store)
  return { ...saved, corrected }
}
