import {
  assertValidSchema,
  extendSchema,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isObjectType,
  parse,
} from 'graphql'
import type { Objects } from './builder.ts'
import type { Context } from './context.ts'
import { globalId, type NodeType } from './ids.ts'
import type { InArticle } from './records.ts'

/** What resolvers of added fields get as their first argument, by type. Ids are those of answers. */
export interface ExtensionParents {
  readonly Query: undefined
  readonly Archive: { readonly name: string | null; readonly revision: string }
  readonly Article: ArticleParent
  readonly Quotation: InArticleParent & {
    /** The words said, one for each part. */
    readonly content: readonly string[]
    /** Id of the speaker. */
    readonly speaker: string | null
  }
  readonly DateMention: InArticleParent
  readonly Picture: InArticleParent
  readonly Speaker: NamedParent
  readonly Source: NamedParent
}

export interface ArticleParent {
  readonly id: string
  /** Of its file, relative to the archive. */
  readonly path: string
  readonly url: string | null
  readonly headline: string | null
  readonly language: string | null
  readonly body: string
}

export interface InArticleParent {
  readonly id: string
  readonly article: ArticleParent
}

export interface NamedParent {
  readonly id: string
  readonly name: string
  readonly kind: string
}

export type ExtensionContext = Context & Readonly<Record<string, unknown>>

export type ExtensionResolver<Parent> = (
  parent: Parent,
  // oxlint-disable-next-line typescript/no-explicit-any -- as the SDL says
  args: any,
  context: ExtensionContext,
  info: GraphQLResolveInfo,
) => unknown

/**
 * Types and fields in SDL, with their resolvers. A field without a resolver is the member of its
 * parent with the same name.
 *
 * @typeParam Own - parents of the types that `typeDefs` adds
 */
export interface SchemaExtension<Own extends object = Record<never, never>> {
  readonly typeDefs: string
  readonly resolvers?: {
    readonly [Type in keyof (ExtensionParents & Own)]?: Readonly<
      Record<string, ExtensionResolver<(ExtensionParents & Own)[Type]>>
    >
  }
}

// oxlint-disable-next-line typescript/no-explicit-any -- `SchemaExtension` has the types
type AnyResolver = ExtensionResolver<any>

type Value<Type> = Type extends keyof Objects ? Objects[Type] : undefined

const PARENTS: {
  readonly [Type in keyof ExtensionParents]: (value: Value<Type>) => ExtensionParents[Type]
} = {
  Query: () => undefined,
  Archive: ({ name, revision }) => ({ name, revision }),
  Article: articleParent,
  Quotation: (part) => ({
    ...partParent('Quotation', part),
    content: part.value.content.map(({ start, end }) =>
      part.reading.article.body.slice(start, end),
    ),
    speaker: part.value.attribution.speaker && globalId('Speaker', part.value.attribution.speaker),
  }),
  DateMention: (part) => partParent('DateMention', part),
  Picture: (part) => partParent('Picture', part),
  Speaker: (speaker) => namedParent('Speaker', speaker),
  Source: (source) => namedParent('Source', source),
}

/**
 * Add types and fields to a schema.
 *
 * @param base - stays as it is
 * @throws {TypeError} for a resolver of a field that the SDL does not add
 * @throws {GraphQLError} for SDL that is invalid, or does not fit the schema
 */
export function extendWithSDL(
  base: GraphQLSchema,
  { typeDefs, resolvers = {} }: SchemaExtension,
): GraphQLSchema {
  const extended = extendSchema(base, parse(typeDefs))
  assertValidSchema(extended)
  for (const [typeName, ofFields] of Object.entries(resolvers)) {
    const isOurs = base.getType(typeName) !== undefined
    const known = isOurs ? fieldsOf(base, typeName) : {}
    const fields = fieldsOf(extended, typeName)
    if (isOurs && !isParentType(typeName)) {
      const types = Object.keys(PARENTS).join(', ')
      throw new TypeError(`extend has no parents of ${typeName}. It has those of ${types}.`)
    }
    for (const [name, resolve] of Object.entries<AnyResolver>(ofFields ?? {})) {
      const field = Object.hasOwn(known, name) ? undefined : fields[name]
      if (!field) throw new TypeError(`typeDefs of extend add no field ${typeName}.${name}.`)
      if (typeof resolve !== 'function')
        throw new TypeError(`The resolver of ${typeName}.${name} is not a function.`)
      field.resolve = isParentType(typeName) ? withParent(typeName, resolve) : resolve
    }
  }
  return extended
}

function fieldsOf(schema: GraphQLSchema, typeName: string) {
  const type = schema.getType(typeName)
  if (isObjectType(type)) return type.getFields()
  throw new TypeError(`typeDefs of extend have no object type ${typeName}.`)
}

function isParentType(name: string): name is keyof ExtensionParents {
  return Object.hasOwn(PARENTS, name)
}

function withParent<Type extends keyof ExtensionParents>(
  type: Type,
  resolve: AnyResolver,
): GraphQLFieldResolver<Value<Type>, ExtensionContext> {
  const parentOf = PARENTS[type]
  return (value, args, context, info) => resolve(parentOf(value), args, context, info)
}

function articleParent({ id, article, language }: Objects['Article']): ArticleParent {
  const { path, url, headline, body } = article
  return {
    id: globalId('Article', id),
    path,
    url,
    headline: headline && body.slice(headline.start, headline.end),
    language,
    body,
  }
}

function partParent(
  type: NodeType,
  { reading, value }: InArticle<{ readonly id: string }>,
): InArticleParent {
  return { id: globalId(type, value.id), article: articleParent(reading) }
}

function namedParent(type: NodeType, { id, name, kind }: NamedParent): NamedParent {
  return { id: globalId(type, id), name, kind }
}
