import SchemaBuilder from '@pothos/core'
import RelayPlugin from '@pothos/plugin-relay'
import type { ArchiveRecord, FileRecord, Source, Speaker } from '../src/model/archive.ts'
import type { DateMention } from '../src/model/date.ts'
import type { Picture } from '../src/model/picture.ts'
import type { PublishedTime, ResolvedTime } from '../src/model/published.ts'
import type { Quotation } from '../src/model/quotation.ts'
import type { Reading } from '../src/model/reading.ts'
import type { ArticleSource } from '../src/model/source.ts'
import type { Span } from '../src/model/span.ts'
import type { Context } from './context.ts'
import { globalId, parseId } from './ids.ts'
import type { InArticle, ParagraphInArticle, ProblemInArticle } from './records.ts'

/** The object types that several modules name, and the value that their resolvers get. */
export interface Objects {
  Archive: ArchiveRecord
  Article: Reading
  ArticleSource: InArticle<ArticleSource>
  DateMention: InArticle<DateMention>
  File: FileRecord
  Paragraph: ParagraphInArticle
  Picture: InArticle<Picture>
  Problem: ProblemInArticle
  PublishedTime: InArticle<PublishedTime>
  Quotation: InArticle<Quotation>
  Source: Source
  Span: InArticle<Span>
  Speaker: Speaker
  StatedTime: InArticle<ResolvedTime>
}

export type Builder = ReturnType<typeof createBuilder>

/** Creates a Pothos builder without types: each schema has a builder of its own. */
export function createBuilder() {
  const builder = new SchemaBuilder<{
    Context: Context
    DefaultFieldNullability: false
    Objects: Objects
    Scalars: {
      ID: { Input: string; Output: string }
      DateTime: { Input: string; Output: string }
      LocalDate: { Input: string; Output: string }
      LocalDateTime: { Input: string; Output: string }
      Locale: { Input: string; Output: string }
      TimeZone: { Input: string; Output: string }
      URL: { Input: string; Output: string }
    }
  }>({
    plugins: [RelayPlugin],
    defaultFieldNullability: false,
    relay: {
      encodeGlobalID: (type, id) => globalId(type, String(id)),
      decodeGlobalID: parseId,
      nodeTypeOptions: { description: 'An object with a global id.' },
      idFieldOptions: { description: 'Opaque global id, stable while the object exists.' },
      pageInfoTypeOptions: { description: 'Position of a page in its list.' },
      hasNextPageFieldOptions: { description: 'Whether members follow the page.' },
      hasPreviousPageFieldOptions: { description: 'Whether members precede the page.' },
      startCursorFieldOptions: {
        description: 'Cursor of the first member; null if the page is empty.',
      },
      endCursorFieldOptions: {
        description: 'Cursor of the last member; null if the page is empty.',
      },
      // `node.ts` has its own `node` and `nodes`: in Pothos' a malformed id fails the whole list.
      nodeQueryOptions: false,
      nodesQueryOptions: false,
    },
  })
  builder.queryType({ description: 'Reads the archive.' })
  builder.subscriptionType({ description: 'Events of the archive.' })
  return builder
}
