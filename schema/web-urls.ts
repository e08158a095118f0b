import { pageAnchor, pagePath } from '../src/identity/page-paths.ts'
import type { Reading } from '../src/model/reading.ts'
import type { Span } from '../src/model/span.ts'
import { textFragment } from '../src/text/text-fragment.ts'
import type { Builder } from './builder.ts'
import { globalId } from './ids.ts'
import type { InArticle } from './records.ts'

/** What the description of each `webUrl` says of its value. */
export const WEB_URL =
  'A path on this server, unless the server has a public address. Null if it shows no pages.'

/** Defines the addresses of nodes on the pages of the server. */
export function defineWebUrls(builder: Builder): void {
  for (const type of ['Article', 'Speaker', 'Source'] as const) {
    builder.objectField(type, 'webUrl', (t) =>
      t.string({
        nullable: true,
        description: `Address of its page. ${WEB_URL}`,
        resolve: ({ id }, _args, { pagesUrl }) =>
          pagesUrl === null ? null : pagesUrl + pagePath(type, globalId(type, id)),
      }),
    )
  }
  for (const type of ['Quotation', 'DateMention'] as const) {
    builder.objectField(type, 'webUrl', (t) =>
      t.string({
        nullable: true,
        description: `Address of its place on the page of the article. ${WEB_URL}`,
        resolve: (part: InArticle<{ readonly id: string }>, _args, { pagesUrl }) => {
          const page = articleUrl(part.reading, pagesUrl)
          return page && `${page}#${pageAnchor(type, globalId(type, part.value.id))}`
        },
      }),
    )
  }
  builder.objectField('Picture', 'webUrl', (t) =>
    t.string({
      nullable: true,
      description: `Address of the page of the article, at the caption. ${WEB_URL}`,
      resolve: ({ reading, value: { occurrences } }, _args, { pagesUrl }) =>
        occurrences[0] ? spanUrl(reading, occurrences[0], pagesUrl) : articleUrl(reading, pagesUrl),
    }),
  )
}

/** The page of an article at some words of it. */
export function spanUrl(reading: Reading, span: Span, pagesUrl: string | null): string | null {
  const page = articleUrl(reading, pagesUrl)
  return page && `${page}#${textFragment(reading.article.body, span)}`
}

function articleUrl({ id }: Reading, pagesUrl: string | null): string | null {
  return pagesUrl === null ? null : pagesUrl + pagePath('Article', globalId('Article', id))
}
