/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** Conditions are combined with AND. A list matches any of its values. */
export type ArticleFilter = {
  /** Counts a story once; all copies if omitted. */
  copies?: Copies | null | undefined;
  /** Whether the article has a problem of severity WARNING or ERROR. */
  hasProblems?: boolean | null | undefined;
  /** Languages, any of them. */
  language?: Array<string> | null | undefined;
  /** Mentions a date whose interval overlaps the range. */
  mentionsDate?: LocalDateRange | null | undefined;
  /** Origins of the text, any of them. */
  origin?: Array<Origin> | null | undefined;
  /** Prefix of the path: a folder or a file. */
  path?: string | null | undefined;
  /** Range of the publication day, by the printed local time. Excludes undated articles. */
  published?: LocalDateRange | null | undefined;
  /** A source with a role in the article. */
  source?: ArticleSourceFilter | null | undefined;
  /** A speaker that the article quotes. */
  speaker?: SpeakerBy | null | undefined;
  /** Full-text search: words, "phrases" and prefix*. All must occur. */
  words?: string | null | undefined;
};

/** A source with a role in the article. */
export type ArticleSourceFilter = {
  /** The source. */
  by: SourceBy;
  /** Roles of the source, any of them; all roles if omitted. */
  role?: Array<SourceRole> | null | undefined;
};

/** Confidence tier of a quotation and its speaker. */
export type ConfidenceTier =
  /** Measured to be right in nine of ten or more: words that were said, with a speaker or words that name nobody on purpose; or a manual correction. */
  | 'HIGH'
  /** `confidence` below 0.5. */
  | 'LOW'
  /** `confidence` of 0.5 or more. */
  | 'MEDIUM';

/** What to do with copies of a story: articles published within 7 days of the first one that have at least 0.8 of the longer text in common, directly or through others. */
export type Copies =
  /** Only the earliest of those that match the rest of the filter. Counts, facets and timelines count each story once. */
  | 'FIRST_ONLY';

/** Whether the article states that the words were said. Lists, counts, facets and timelines hold all quotations unless a filter selects by it. */
export type Factuality =
  /** The article states that they were not said: "never said", "refused to say whether", "no minister said". */
  | 'NOT_SAID'
  /** They were said. A denial, a request and a promise are said: of "denied that the gate was open", the content is "the gate was open". */
  | 'SAID'
  /** Expected, conditional, asked for, supposed or alleged words: "is expected to say", "if she says", "was asked to say", "allegedly said". */
  | 'UNCERTAIN';

/** A range of days, both ends inclusive. An omitted end is open. */
export type LocalDateRange = {
  /** First day. */
  from?: string | null | undefined;
  /** Last day. */
  until?: string | null | undefined;
};

/** How the mention at the cue refers to the speaker. */
export type Naming =
  /** As an unnamed source: "a senior official". */
  | 'ANONYMOUS'
  /** By a role, a description or a pronoun. */
  | 'DESCRIBED'
  /** By name. */
  | 'NAMED'
  /** There is no mention. */
  | 'NONE';

/** Where the text of an article comes from. */
export type Origin =
  /** An agency beside an author, or in a credit. */
  | 'MIXED'
  /** A named author, and no agency. */
  | 'OWN'
  /** The article names neither author nor agency. */
  | 'UNKNOWN'
  /** An agency: its dateline or sign-off, its name as author, publisher or provider, or a copy of such an article. */
  | 'WIRE';

/** Function of a paragraph. */
export type ParagraphKind =
  /** The authors. */
  | 'BYLINE'
  /** The text under a picture, with its credit. */
  | 'CAPTION'
  /** Place and date of writing, in a paragraph of their own. */
  | 'DATELINE'
  /** The title of the article. */
  | 'HEADLINE'
  /** A closing mark of an agency or editor: `(END)`. */
  | 'SIGN_OFF'
  /** Running text. */
  | 'TEXT';

/** Conditions are combined with AND. A list matches any of its values. */
export type QuotationFilter = {
  /** The article matches this filter. */
  article?: ArticleFilter | null | undefined;
  /** Bases of the speaker, any of them. */
  basis?: Array<SpeakerBasis> | null | undefined;
  /** Counts quotations with equal words and speaker once in all copies of a story; each of them if omitted. */
  copies?: Copies | null | undefined;
  /** Factualities, any of them; all of them by default. */
  factuality?: Array<Factuality> | null | undefined;
  /** Kinds, any of them. */
  kind?: Array<QuotationKind> | null | undefined;
  /** Maximum confidence, 0 to 1, inclusive. */
  maxConfidence?: number | null | undefined;
  /** Minimum confidence, 0 to 1, inclusive. */
  minConfidence?: number | null | undefined;
  /** Namings, any of them. */
  naming?: Array<Naming> | null | undefined;
  /** A medium that relayed it. */
  relay?: SourceBy | null | undefined;
  /** The speaker. */
  speaker?: SpeakerBy | null | undefined;
  /** Confidence tiers, any of them. */
  tier?: Array<ConfidenceTier> | null | undefined;
  /** Full-text search in the content: words, "phrases" and prefix*. All must occur. */
  words?: string | null | undefined;
};

/** How much of the content is in quotation marks. */
export type QuotationKind =
  /** All of the content is in quotation marks. */
  | 'DIRECT'
  /** None of the content is in quotation marks. */
  | 'INDIRECT'
  /** Part of the content is in quotation marks. */
  | 'MIXED';

/** An order of the list. Remaining ties have a fixed order. */
export type QuotationOrder =
  /** Confidence, ascending. */
  | 'CONFIDENCE_ASC'
  /** Confidence, descending. */
  | 'CONFIDENCE_DESC'
  /** Time of publication, undated articles as the earliest, ascending. */
  | 'PUBLISHED_ASC'
  /** Time of publication, undated articles as the earliest, descending. */
  | 'PUBLISHED_DESC'
  /** Relevance to `words`; if `words` alone match more than 10,000 members, or in PostgreSQL the filter more than 2,000, only the newest of them are ranked and listed, best first. */
  | 'RELEVANCE'
  /** Reading order, article by article, ascending. */
  | 'TEXT_ASC'
  /** Reading order, article by article, descending. */
  | 'TEXT_DESC'
  /** Length, ascending. */
  | 'WORD_COUNT_ASC'
  /** Length, descending. */
  | 'WORD_COUNT_DESC';

/** Identifies a source by one of these. */
export type SourceBy =
  {   /** Global id. */
  id: string | number; name?: never; }
  |  { id?: never;   /** Name or alias, compared without case and accents. */
  name: string; };

/** Role of a source in an article. */
export type SourceRole =
  /** Is named in the byline. */
  | 'AUTHOR'
  /** Is credited for a picture. */
  | 'PICTURE_CREDIT'
  /** Published the article. */
  | 'PUBLISHER'
  /** Relayed a statement that the article quotes. */
  | 'RELAY'
  /** Wrote the article as an agency. */
  | 'WIRE_AGENCY';

/** How the speaker of a quotation was determined. */
export type SpeakerBasis =
  /** The quotation has no cue and continues the previous one. */
  | 'CONTINUATION'
  /** A manual correction. */
  | 'CORRECTED'
  /** A role or title at the cue was resolved to a speaker. */
  | 'DESCRIBED'
  /** The speaker is named at the cue. */
  | 'NAMED'
  /** The speaker is unknown; see `candidates`. */
  | 'NONE'
  /** A pronoun at the cue was resolved to a speaker. */
  | 'PRONOUN';

/** Identifies a speaker by one of these. */
export type SpeakerBy =
  {   /** Global id. */
  id: string | number; name?: never; sameAs?: never; }
  |  { id?: never;   /** Name or alias, compared without case and accents. */
  name: string; sameAs?: never; }
  |  { id?: never; name?: never;   /** URL of a page about the speaker, as listed in `sameAs`. */
  sameAs: string; };

/** Kind of a speaker. */
export type SpeakerKind =
  /** A group of people: "the families". */
  | 'GROUP'
  /** An organisation: "the ministry said". */
  | 'ORGANIZATION'
  /** One person. */
  | 'PERSON';

export type ArticleQueryVariables = Exact<{
  id: string | number;
}>;


export type ArticleQuery = { __typename: 'Query', article: { __typename: 'Article', id: string, headline: string | null, path: string, body: string, published: { __typename: 'PublishedTime', local: string } | null, paragraphs: Array<{ __typename: 'Paragraph', kind: ParagraphKind, span: { __typename: 'Span', start: number, end: number } }>, quotations: { __typename: 'QuotationConnection', totalCount: number, nodes: Array<{ __typename: 'Quotation', id: string, kind: QuotationKind, confidence: number, rule: string, content: Array<{ __typename: 'Span', start: number, end: number, exact: string }>, cue: { __typename: 'Cue', span: { __typename: 'Span', start: number, end: number } } | null, mention: { __typename: 'Span', start: number, end: number, exact: string } | null, speaker: { __typename: 'Speaker', id: string, name: string } | null }> } } | null };

export type ArchiveChangedSubscriptionVariables = Exact<{
  since?: string | null | undefined;
}>;


export type ArchiveChangedSubscription = { archiveChanged: { __typename: 'ArchiveChange', to: string, addedCount: number, changedCount: number, removedCount: number, added: Array<{ __typename: 'Article', id: string, headline: string | null, path: string }>, changed: Array<{ __typename: 'Article', id: string, headline: string | null, path: string }> } };

export type QuotationCardFragment = { __typename: 'Quotation', id: string, kind: QuotationKind, content: Array<{ __typename: 'Span', start: number, end: number, exact: string }>, mention: { __typename: 'Span', exact: string } | null, speaker: { __typename: 'Speaker', id: string, name: string } | null, relays: Array<{ __typename: 'Relay', span: { __typename: 'Span', exact: string }, source: { __typename: 'Source', id: string, name: string } | null }>, article: { __typename: 'Article', id: string, headline: string | null, path: string, published: { __typename: 'PublishedTime', local: string } | null } } & { ' $fragmentName'?: 'QuotationCardFragment' };

export type QuotationsQueryVariables = Exact<{
  filter: QuotationFilter;
  orderBy?: Array<QuotationOrder> | QuotationOrder | null | undefined;
  after?: string | null | undefined;
}>;


export type QuotationsQuery = { __typename: 'Query', quotations: { __typename: 'QuotationConnection', edges: Array<{ __typename: 'QuotationEdge', node: (
        { __typename: 'Quotation', id: string }
        & { ' $fragmentRefs'?: { 'QuotationCardFragment': QuotationCardFragment } }
      ), highlights: Array<{ __typename: 'Span', start: number, end: number }> }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } };

export type SearchFacetsQueryVariables = Exact<{
  filter: QuotationFilter;
}>;


export type SearchFacetsQuery = { __typename: 'Query', archive: { __typename: 'Archive', name: string | null }, quotations: { __typename: 'QuotationConnection', totalCount: number, kinds: Array<{ __typename: 'Facet', value: string, label: string, count: number }>, speakers: Array<{ __typename: 'Facet', value: string, label: string, count: number }>, publishers: Array<{ __typename: 'Facet', value: string, label: string, count: number }> } };

export type SpeakerQueryVariables = Exact<{
  id: string | number;
}>;


export type SpeakerQuery = { __typename: 'Query', speaker: { __typename: 'Speaker', id: string, name: string, kind: SpeakerKind, aliases: Array<string>, sameAs: Array<string>, roles: Array<{ __typename: 'SpeakerRole', text: string, articles: number }>, quotations: { __typename: 'QuotationConnection', totalCount: number, timeline: Array<{ __typename: 'TimelineBucket', from: string, until: string, count: number }> }, quotedWith: { __typename: 'SpeakerConnection', nodes: Array<{ __typename: 'Speaker', id: string, name: string }> } } | null };

export const QuotationCardFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"QuotationCard"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Quotation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"content"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"start"}},{"kind":"Field","name":{"kind":"Name","value":"end"}},{"kind":"Field","name":{"kind":"Name","value":"exact"}}]}},{"kind":"Field","name":{"kind":"Name","value":"mention"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"exact"}}]}},{"kind":"Field","name":{"kind":"Name","value":"speaker"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"relays"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"span"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"exact"}}]}},{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"article"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"headline"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"published"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"local"}}]}}]}}]}}]} as unknown as DocumentNode<QuotationCardFragment, unknown>;
export const ArticleDocument = {"__meta__":{"hash":"sha256:e335f51fd07e871e8a81f1650ec8e435ddd1a5a69c55bd81d3d62444940382c3"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Article"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"article"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"headline"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"published"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"local"}}]}},{"kind":"Field","name":{"kind":"Name","value":"paragraphs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"span"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"start"}},{"kind":"Field","name":{"kind":"Name","value":"end"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"quotations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"TEXT_ASC"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"confidence"}},{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"content"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"start"}},{"kind":"Field","name":{"kind":"Name","value":"end"}},{"kind":"Field","name":{"kind":"Name","value":"exact"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cue"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"span"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"start"}},{"kind":"Field","name":{"kind":"Name","value":"end"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"mention"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"start"}},{"kind":"Field","name":{"kind":"Name","value":"end"}},{"kind":"Field","name":{"kind":"Name","value":"exact"}}]}},{"kind":"Field","name":{"kind":"Name","value":"speaker"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<ArticleQuery, ArticleQueryVariables>;
export const ArchiveChangedDocument = {"__meta__":{"hash":"sha256:2577a75d68db4eb31614ae28daa8db5190392d765dbedd580c69d5745604921a"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"ArchiveChanged"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"since"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"archiveChanged"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"since"},"value":{"kind":"Variable","name":{"kind":"Name","value":"since"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"to"}},{"kind":"Field","name":{"kind":"Name","value":"addedCount"}},{"kind":"Field","name":{"kind":"Name","value":"changedCount"}},{"kind":"Field","name":{"kind":"Name","value":"removedCount"}},{"kind":"Field","name":{"kind":"Name","value":"added"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"headline"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}},{"kind":"Field","name":{"kind":"Name","value":"changed"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"headline"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<ArchiveChangedSubscription, ArchiveChangedSubscriptionVariables>;
export const QuotationsDocument = {"__meta__":{"hash":"sha256:bf0d8fb0225b051436c8271776ca7a13150962a8c1959c8602fcdada32151066"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Quotations"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"QuotationFilter"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"QuotationOrder"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"quotations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"QuotationCard"}}]}},{"kind":"Field","name":{"kind":"Name","value":"highlights"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"start"}},{"kind":"Field","name":{"kind":"Name","value":"end"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"QuotationCard"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Quotation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"content"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"start"}},{"kind":"Field","name":{"kind":"Name","value":"end"}},{"kind":"Field","name":{"kind":"Name","value":"exact"}}]}},{"kind":"Field","name":{"kind":"Name","value":"mention"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"exact"}}]}},{"kind":"Field","name":{"kind":"Name","value":"speaker"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"relays"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"span"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"exact"}}]}},{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"article"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"headline"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"published"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"local"}}]}}]}}]}}]} as unknown as DocumentNode<QuotationsQuery, QuotationsQueryVariables>;
export const SearchFacetsDocument = {"__meta__":{"hash":"sha256:5b9431650d50dcb4e2c465bc262f636b2422fcf5fb9a7eaf3b6a1b2e18889daf"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SearchFacets"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"QuotationFilter"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"archive"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"quotations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"0"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","alias":{"kind":"Name","value":"kinds"},"name":{"kind":"Name","value":"facets"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"EnumValue","value":"KIND"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"speakers"},"name":{"kind":"Name","value":"facets"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"EnumValue","value":"SPEAKER"}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"8"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"publishers"},"name":{"kind":"Name","value":"facets"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"EnumValue","value":"PUBLISHER"}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"8"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}}]}}]}}]} as unknown as DocumentNode<SearchFacetsQuery, SearchFacetsQueryVariables>;
export const SpeakerDocument = {"__meta__":{"hash":"sha256:6075186aabf06c9b3d1ce02d276536b2701346f23769245c0d13ad7cef21e0d3"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Speaker"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"speaker"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"aliases"}},{"kind":"Field","name":{"kind":"Name","value":"sameAs"}},{"kind":"Field","name":{"kind":"Name","value":"roles"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"articles"}}]}},{"kind":"Field","name":{"kind":"Name","value":"quotations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"0"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"timeline"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"interval"},"value":{"kind":"EnumValue","value":"MONTH"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"until"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"quotedWith"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"8"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<SpeakerQuery, SpeakerQueryVariables>;