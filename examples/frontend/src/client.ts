import { type Cache, cacheExchange } from '@urql/exchange-graphcache'
import { relayPagination } from '@urql/exchange-graphcache/extras'
import { persistedExchange } from '@urql/exchange-persisted'
import { Client, fetchExchange } from 'urql'

const isValue = () => null

const cache = cacheExchange({
  // Types without an id are values of the object that holds them.
  keys: {
    Archive: isValue,
    ArchiveChange: isValue,
    Cue: isValue,
    Facet: isValue,
    Paragraph: isValue,
    PublishedTime: isValue,
    Relay: isValue,
    Span: isValue,
    SpeakerRole: isValue,
    TimelineBucket: isValue,
  },
  resolvers: { Query: { quotations: relayPagination() } },
  updates: {
    Subscription: { archiveChanged: (_result, _args, changed) => forgetAnswers(changed) },
  },
})

/** Forget every answer, so that the queries on the page are sent again. */
function forgetAnswers(changed: Cache): void {
  for (const { fieldKey } of changed.inspectFields('Query')) {
    const answer = changed.resolve('Query', fieldKey)
    if (typeof answer === 'string') changed.invalidate(answer)
  }
  changed.invalidate('Query')
}

/** Sends the hash that the code generator gave a document instead of its text. */
const trusted = persistedExchange({
  enforcePersistedQueries: true,
  enableForSubscriptions: true,
  generateHash: async (_text, document) => hashOf(document),
})

function hashOf(document: object): string | null {
  const meta: unknown = '__meta__' in document ? document.__meta__ : null
  const hash = typeof meta === 'object' && meta && 'hash' in meta ? meta.hash : null
  return typeof hash === 'string' ? hash : null
}

/** Subscriptions arrive over server-sent events by `fetch`, without a library of their own. */
export const client = new Client({
  url: '/graphql',
  preferGetMethod: false,
  fetchSubscriptions: true,
  // In development documents change all the time, so that their texts are sent.
  exchanges: [cache, ...(import.meta.env.PROD ? [trusted] : []), fetchExchange],
})
