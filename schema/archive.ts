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
import { checkPageSize, MAX_PAGE } from './paging.ts'

/** Defines the archive, its changes and the subscription to them. */
export function defineArchive(builder: Builder): void {
  const ArchiveState = builder.enumType('ArchiveState', {
    description: 'How the index stands to the folder.',
    values: {
      INDEXING: { description: 'A change is being taken in; answers show the revision before it.' },
      READY: { description: 'Answers show the folder as it was at `indexedAt`.' },
      DEGRADED: { description: 'The folder could not be read again; answers show the last index.' },
    } satisfies Record<ArchiveStateName, object>,
  })

  const ArchiveChange = builder.objectRef<ArchiveChangeRecord>('ArchiveChange').implement({
    description: 'What differs between two revisions.',
    fields: (t) => ({
      from: t.exposeString('from', {
        nullable: true,
        description: 'The earlier revision; null when everything is new.',
      }),
      to: t.exposeString('to', { description: 'The later revision.' }),
      addedCount: t.int({
        description: 'Articles that are new.',
        resolve: ({ added }) => added.length,
      }),
      changedCount: t.int({
        description: 'Articles that read differently.',
        resolve: ({ changed }) => changed.length,
      }),
      removedCount: t.int({
        description: 'Files that are gone.',
        resolve: ({ removed }) => removed.length,
      }),
      added: t.field({
        type: ['Article'],
        description: 'Articles that are new, by path.',
        args: {
          first: t.arg.int({ defaultValue: 20, required: true, description: `1 to ${MAX_PAGE}.` }),
        },
        resolve: ({ added }, { first }, context) => loadArticles(added, first, context),
      }),
      changed: t.field({
        type: ['Article'],
        description: 'Articles that read differently, by path.',
        args: {
          first: t.arg.int({ defaultValue: 20, required: true, description: `1 to ${MAX_PAGE}.` }),
        },
        resolve: ({ changed }, { first }, context) => loadArticles(changed, first, context),
      }),
      removed: t.stringList({
        description: `Paths of files that are gone, in order.`,
        args: {
          first: t.arg.int({ defaultValue: 20, required: true, description: `1 to ${MAX_PAGE}.` }),
        },
        resolve: ({ removed }, { first }) => removed.slice(0, checkPageSize('first', first)),
      }),
    }),
  })

  builder.objectType('Archive', {
    description: 'The indexed folder.',
    fields: (t) => ({
      name: t.exposeString('name', { nullable: true, description: 'Null when nobody named it.' }),
      revision: t.exposeString('revision', {
        description: 'Changes exactly when answers can; it is also the ETag.',
      }),
      state: t.field({
        type: ArchiveState,
        description: 'How the index stands to the folder.',
        resolve: (_record, _args, { archive }) => archive.state,
      }),
      indexedAt: t.expose('indexedAt', {
        type: 'DateTime',
        nullable: true,
        description: 'When the index was last completed; null before the first time.',
      }),
      articleCount: t.exposeInt('articleCount', { description: 'Articles that are served.' }),
      quotationCount: t.exposeInt('quotationCount', { description: 'Quotations in them.' }),
      speakerCount: t.exposeInt('speakerCount', { description: 'Speakers who are quoted.' }),
      sourceCount: t.exposeInt('sourceCount', { description: 'Sources that play a part.' }),
      changesSince: t.field({
        type: ArchiveChange,
        nullable: true,
        description:
          'What differs from an earlier revision of this index. An unknown one is null with the error UNKNOWN_REVISION.',
        args: {
          revision: t.arg.string({
            required: true,
            description: '`revision` of an earlier answer.',
          }),
        },
        resolve: (_record, { revision }, { load }) => findChanges(revision, load),
      }),
    }),
  })

  builder.queryField('archive', (t) =>
    t.field({
      type: 'Archive',
      description: 'The archive itself: counts, state, problems.',
      resolve: (_root, _args, { load }) => load.archive(),
    }),
  )

  builder.subscriptionField('archiveChanged', (t) =>
    t.field({
      type: ArchiveChange,
      description:
        'One event for each settled batch of changes. A listener who falls behind gets several as one.',
      args: {
        since: t.arg.string({
          description: '`revision` of an earlier answer: what differs from it is the first event.',
        }),
      },
      subscribe: async (_root, { since }, context) => {
        if (since != null) await findChanges(since, context.load)
        return freshly(context.archive.changes(since ?? undefined), context)
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

/** Each event reads anew, since loaders cache. */
function freshly(
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
