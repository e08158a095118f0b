import { type Cache, cacheExchange } from '@urql/exchange-graphcache'
import { relayPagination } from '@urql/exchange-graphcache/extras'
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

/** Subscriptions arrive over server-sent events by `fetch`, without a library of their own. */
export const client = new Client({
  url: '/graphql',
  preferGetMethod: false,
  fetchSubscriptions: true,
  exchanges: [cache, fetchExchange],
})
