import { mapAwaitable } from '../src/loaders/awaitable.ts'
import { createLoaders, type Loaders } from '../src/loaders/loaders.ts'
import { requirePresent } from '../src/loaders/revision.ts'
import type {
  ArchiveChange as ArchiveChangeRecord,
  ArchiveState as ArchiveStateName,
} from '../src/model/archive.ts'
import type { Builder } from './builder.ts'
import type { Context } from './context.ts'
import { InputError } from './errors.ts'
import { globalId } from './ids.ts'
import { checkPageSize, MAX_PAGE } from './paging.ts'

/** Defines the archive, its changes and the subscription to them. */
export function defineArchive(builder: Builder): void {
  const ArchiveState = builder.enumType('ArchiveState', {
    description: 'State of the index relative to the folder.',
    values: {
      INDEXING: { description: 'A change is being indexed; answers show the previous revision.' },
      READY: { description: 'Answers show the folder as of `indexedAt`.' },
      DEGRADED: { description: 'The folder cannot be read; answers show the last complete index.' },
    } satisfies Record<ArchiveStateName, object>,
  })

  const ArchiveChange = builder.objectRef<ArchiveChangeRecord>('ArchiveChange').implement({
    description: 'Difference between two revisions.',
    fields: (t) => ({
      from: t.exposeString('from', {
        nullable: true,
        description: 'The earlier revision; null for the first index.',
      }),
      to: t.exposeString('to', { description: 'The later revision.' }),
      addedCount: t.int({
        description: 'Number of added articles.',
        resolve: ({ added }) => added.length,
      }),
      changedCount: t.int({
        description: 'Number of changed articles.',
        resolve: ({ changed }) => changed.length,
      }),
      removedCount: t.int({
        description: 'Number of removed files.',
        resolve: ({ removed }) => removed.length,
      }),
      added: t.field({
        type: ['Article'],
        description: 'Added articles, ordered by path.',
        args: {
          first: t.arg.int({ defaultValue: 20, required: true, description: `1 to ${MAX_PAGE}.` }),
        },
        resolve: ({ added }, { first }, context) => loadArticles(added, first, context),
      }),
      changed: t.field({
        type: ['Article'],
        description: 'Changed articles, ordered by path.',
        args: {
          first: t.arg.int({ defaultValue: 20, required: true, description: `1 to ${MAX_PAGE}.` }),
        },
        resolve: ({ changed }, { first }, context) => loadArticles(changed, first, context),
      }),
      removed: t.stringList({
        description: `Paths of removed files, in alphabetical order.`,
        args: {
          first: t.arg.int({ defaultValue: 20, required: true, description: `1 to ${MAX_PAGE}.` }),
        },
        resolve: ({ removed }, { first }) => removed.slice(0, checkPageSize('first', first)),
      }),
      removedIds: t.idList({
        description: 'Ids of removed articles, ordered by path, for caches that keep them by id.',
        args: {
          first: t.arg.int({ defaultValue: 20, required: true, description: `1 to ${MAX_PAGE}.` }),
        },
        resolve: ({ removedIds }, { first }) =>
          removedIds.slice(0, checkPageSize('first', first)).map((id) => globalId('Article', id)),
      }),
    }),
  })

  builder.objectType('Archive', {
    description: 'The indexed folder of news files.',
    fields: (t) => ({
      name: t.exposeString('name', {
        nullable: true,
        description: 'Name of the archive; null if the settings give none.',
      }),
      revision: t.exposeString('revision', {
        description:
          'Version of the content: it changes exactly when an answer can change. Also the ETag of answers.',
      }),
      state: t.field({
        type: ArchiveState,
        description: 'State of the index relative to the folder.',
        resolve: (_record, _args, { archive }) => archive.state,
      }),
      indexedAt: t.expose('indexedAt', {
        type: 'DateTime',
        nullable: true,
        description: 'Time of the last complete index; null before the first one.',
      }),
      articleCount: t.exposeInt('articleCount', { description: 'Number of articles.' }),
      quotationCount: t.exposeInt('quotationCount', { description: 'Number of quotations.' }),
      speakerCount: t.exposeInt('speakerCount', {
        description: 'Number of speakers with at least one quotation.',
      }),
      sourceCount: t.exposeInt('sourceCount', {
        description: 'Number of sources with a role in at least one article.',
      }),
      changesSince: t.field({
        type: ArchiveChange,
        nullable: true,
        description:
          'Difference from an earlier revision of this index. Null, with the error UNKNOWN_REVISION, if the index does not have that revision.',
        args: {
          revision: t.arg.string({
            required: true,
            description: 'The `revision` of an earlier answer.',
          }),
        },
        resolve: (_record, { revision }, { load }) => findChanges(revision, load),
      }),
    }),
  })

  builder.queryField('archive', (t) =>
    t.field({
      type: 'Archive',
      description: 'The archive as a whole: counts, state and problems.',
      resolve: (_root, _args, { load }) => load.archive(),
    }),
  )

  builder.subscriptionField('archiveChanged', (t) =>
    t.field({
      type: ArchiveChange,
      description:
        'One event for each batch of file changes, once it is indexed. A slow client receives several batches merged into one event.',
      args: {
        since: t.arg.string({
          description:
            'The `revision` of an earlier answer: the first event is the difference from it.',
        }),
      },
      subscribe: async (_root, { since }, context) => {
        if (since != null) await findChanges(since, context.load)
        return withNewLoaders(context.archive.changes(since ?? undefined), context)
      },
      resolve: (change) => change,
    }),
  )
}

function loadArticles(ids: readonly string[], first: number, { load }: Context) {
  const readings = load.reading.loadMany(ids.slice(0, checkPageSize('first', first)))
  return mapAwaitable(readings, (all) => all.map(requirePresent))
}

async function findChanges(revision: string, load: Loaders): Promise<ArchiveChangeRecord> {
  const change = await load.changesSince(revision)
  if (change) return change
  throw new InputError(
    'UNKNOWN_REVISION',
    `This index does not know the revision "${revision}". Read everything again.`,
  )
}

/** Replaces the loaders for each event, because loaders cache. */
function withNewLoaders(
  changes: AsyncIterableIterator<ArchiveChangeRecord>,
  context: Context,
): AsyncIterableIterator<ArchiveChangeRecord> {
  return {
    async next() {
      const result = await changes.next()
      context.load = createLoaders(context.archive.store)
      return result
    },
    // A generator would not end before the next event.
    return: async () => (await changes.return?.()) ?? { done: true, value: undefined },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}
