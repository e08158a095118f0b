import { createLoaders } from '../src/loaders/loaders.ts'
import { requirePresent } from '../src/loaders/revision.ts'
import type {
  CorrectionDesk,
  QuotationEntry,
  SaveResult as SaveResultRecord,
} from '../src/model/annotations.ts'
import { firstWords } from '../src/text/words.ts'
import type { Builder } from './builder.ts'
import type { Context } from './context.ts'
import { InputError } from './errors.ts'
import { parseIdOf } from './ids.ts'
import { findPart } from './parts.ts'
import { checkPageSize, MAX_PAGE } from './paging.ts'
import type { defineQuotation } from './quotation.ts'

type QuotationKindRef = ReturnType<typeof defineQuotation>['QuotationKind']

/** Defines the mutations by which people correct readings, and the history of corrections. */
export function defineCorrections(builder: Builder, quotationKind: QuotationKindRef): void {
  const signature = 'as the server knows the editor'
  const Entry = builder
    .objectRef<QuotationEntry & { readonly line: number }>('CorrectionEntry')
    .implement({
      description: 'An entry of corrections.yaml. The last one of a quotation applies.',
      fields: (t) => ({
        quotation: t.exposeID('quotation', { description: 'Id of the quotation.' }),
        article: t.exposeString('article', { description: 'Path of the file of the article.' }),
        words: t.exposeString('words', { description: 'First words of the quotation.' }),
        speaker: t.string({
          nullable: true,
          description: 'Full name; null for no speaker, or where the speaker is not corrected.',
          resolve: ({ speaker }) => speaker ?? null,
        }),
        kind: t.field({
          type: quotationKind,
          nullable: true,
          description: 'Corrected kind; null where it is not corrected.',
          resolve: ({ kind }) => kind ?? null,
        }),
        isRejected: t.boolean({
          description: 'Whether the words are not a quotation.',
          resolve: ({ rejected = false }) => rejected,
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
        description: 'Hash of corrections.yaml, for `expectedHash` of `correctQuotation`.',
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
        },
        resolve: (desk, { first, quotation }) =>
          desk
            .entries()
            .filter((entry) => quotation == null || entry.quotation === quotation)
            .toReversed()
            .slice(0, checkPageSize('first', first)),
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

  const Written = builder.objectRef<SaveResultRecord>('CorrectionWritten').implement({
    description: 'The correction is in the file, and applies as soon as the index has it.',
    fields: (t) => ({
      file: t.exposeString('file', { description: 'Name of the file in the folder.' }),
      hash: t.exposeString('hash', { description: 'Hash of the file now.' }),
    }),
  })
  const Conflict = builder.objectRef<SaveResultRecord>('CorrectionConflict').implement({
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
      note: t.string({ description: 'Why, for readers of the file.' }),
      expectedHash: t.string({
        description: '`correctionsHash` that you have read; without it, any content is added to.',
      }),
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
      note: t.string({ description: 'Why, for readers of the file.' }),
      expectedHash: t.string({
        description: '`speakersHash` that you have read; without it, any content is added to.',
      }),
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
        return withNewLoaders(context, await desk.saveCorrection(entry, expectedHash ?? null))
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
        return withNewLoaders(context, await desk.saveSpeaker(entry, input.expectedHash ?? null))
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

/** What is read after a correction is of the new revision. */
function withNewLoaders<Result>(context: Context, result: Result): Result {
  context.load = createLoaders(context.archive.store)
  return result
}
