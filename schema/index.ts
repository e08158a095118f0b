// The declarations of the schema name the types of its builder: who compiles against them needs these.
/// <reference types="@pothos/core" preserve="true" />
/// <reference types="@pothos/plugin-relay" preserve="true" />

import type { GraphQLSchema } from 'graphql'
import { defineArchive } from './archive.ts'
import { defineArticle } from './article.ts'
import { type Builder, createBuilder } from './builder.ts'
import { defineCorrections } from './corrections.ts'
import { defineCounts } from './counts.ts'
import { defineDate } from './date.ts'
import { createSubgraph } from './federation.ts'
import { extendWithSDL, type SchemaExtension } from './extend.ts'
import { defineFile } from './file.ts'
import { defineInputs } from './inputs.ts'
import { defineNode, resolveIdsSynchronously } from './node.ts'
import { defineOrigin } from './origin.ts'
import { definePicture } from './picture.ts'
import { defineProblem } from './problem.ts'
import { definePublishedTime } from './published.ts'
import { defineQuotation } from './quotation.ts'
import { defineScalars } from './scalars.ts'
import { defineSource } from './source.ts'
import { defineSpan } from './span.ts'
import { defineSpeaker } from './speaker.ts'
import { defineVerify } from './verify.ts'
import { defineVersions } from './versions.ts'
import { defineWatch } from './watch.ts'
import { defineWebUrls } from './web-urls.ts'

/**
 * Creates a schema, executable with a context from `createContext`.
 *
 * @param extend - adds types and fields to those of `schema.graphql`
 * @param isSubgraph - whether it has what federated gateways ask for
 * @param hasCorrections - whether it has the mutations by which people correct readings
 */
export function createSchema(
  extend: ((builder: Builder) => void) | SchemaExtension | null = null,
  isSubgraph = false,
  hasCorrections = false,
): GraphQLSchema {
  const builder = createBuilder()
  defineScalars(builder)
  defineNode(builder)
  const inputs = defineInputs(builder)
  const counts = defineCounts(builder)
  defineSpan(builder)
  defineProblem(builder)
  definePublishedTime(builder)
  defineFile(builder)
  const { ArticleFilter } = defineArticle(builder, inputs, counts)
  const { QuotationFilter, QuotationKind } = defineQuotation(builder, inputs, counts, ArticleFilter)
  defineVersions(builder)
  defineOrigin(builder, inputs)
  defineSpeaker(builder, inputs, QuotationFilter)
  defineSource(builder, inputs, ArticleFilter)
  defineDate(builder, inputs, counts, ArticleFilter)
  definePicture(builder, inputs, ArticleFilter)
  defineVerify(builder, inputs, ArticleFilter)
  defineArchive(builder)
  defineWatch(builder, QuotationFilter)
  defineWebUrls(builder)
  if (hasCorrections) defineCorrections(builder, QuotationKind)
  if (typeof extend === 'function') extend(builder)
  // Sorting by name would take a third of the time.
  const built = resolveIdsSynchronously(builder.toSchema({ sortSchema: false }))
  const complete = extend && typeof extend === 'object' ? extendWithSDL(built, extend) : built
  return isSubgraph ? createSubgraph(complete, builder) : complete
}

/** The schema of `schema.graphql`. */
export const schema = createSchema()
