/* eslint-disable */
import * as types from './graphql';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  query Article($id: ID!) {\n    article(by: { id: $id }) {\n      id\n      headline\n      path\n      body\n      published {\n        local\n      }\n      paragraphs {\n        kind\n        span {\n          start\n          end\n        }\n      }\n      quotations(first: 100, orderBy: [TEXT_ASC]) {\n        totalCount\n        nodes {\n          id\n          kind\n          confidence\n          rule\n          content {\n            start\n            end\n            exact\n          }\n          cue {\n            span {\n              start\n              end\n            }\n          }\n          mention {\n            start\n            end\n            exact\n          }\n          speaker {\n            id\n            name\n          }\n        }\n      }\n    }\n  }\n": typeof types.ArticleDocument,
    "\n  subscription ArchiveChanged($since: String) {\n    archiveChanged(since: $since) {\n      to\n      addedCount\n      changedCount\n      removedCount\n      added(first: 1) {\n        id\n        headline\n        path\n      }\n      changed(first: 1) {\n        id\n        headline\n        path\n      }\n    }\n  }\n": typeof types.ArchiveChangedDocument,
    "\n  fragment QuotationCard on Quotation {\n    id\n    kind\n    content {\n      start\n      end\n      exact\n    }\n    mention {\n      exact\n    }\n    speaker {\n      id\n      name\n    }\n    relays {\n      span {\n        exact\n      }\n      source {\n        id\n        name\n      }\n    }\n    article {\n      id\n      headline\n      path\n      published {\n        local\n      }\n    }\n  }\n": typeof types.QuotationCardFragmentDoc,
    "\n  query Quotations($filter: QuotationFilter!, $orderBy: [QuotationOrder!], $after: String) {\n    quotations(first: 20, after: $after, filter: $filter, orderBy: $orderBy) {\n      edges {\n        node {\n          id\n          ...QuotationCard\n        }\n        highlights {\n          start\n          end\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": typeof types.QuotationsDocument,
    "\n  query SearchFacets($filter: QuotationFilter!) {\n    archive {\n      name\n    }\n    quotations(first: 0, filter: $filter) {\n      totalCount\n      kinds: facets(by: KIND) {\n        value\n        label\n        count\n      }\n      speakers: facets(by: SPEAKER, first: 8) {\n        value\n        label\n        count\n      }\n      publishers: facets(by: PUBLISHER, first: 8) {\n        value\n        label\n        count\n      }\n    }\n  }\n": typeof types.SearchFacetsDocument,
    "\n  query Speaker($id: ID!) {\n    speaker(by: { id: $id }) {\n      id\n      name\n      kind\n      aliases\n      sameAs\n      roles {\n        text\n        articles\n      }\n      quotations(first: 0) {\n        totalCount\n        timeline(interval: MONTH) {\n          from\n          until\n          count\n        }\n      }\n      quotedWith(first: 8) {\n        nodes {\n          id\n          name\n        }\n      }\n    }\n  }\n": typeof types.SpeakerDocument,
};
const documents: Documents = {
    "\n  query Article($id: ID!) {\n    article(by: { id: $id }) {\n      id\n      headline\n      path\n      body\n      published {\n        local\n      }\n      paragraphs {\n        kind\n        span {\n          start\n          end\n        }\n      }\n      quotations(first: 100, orderBy: [TEXT_ASC]) {\n        totalCount\n        nodes {\n          id\n          kind\n          confidence\n          rule\n          content {\n            start\n            end\n            exact\n          }\n          cue {\n            span {\n              start\n              end\n            }\n          }\n          mention {\n            start\n            end\n            exact\n          }\n          speaker {\n            id\n            name\n          }\n        }\n      }\n    }\n  }\n": types.ArticleDocument,
    "\n  subscription ArchiveChanged($since: String) {\n    archiveChanged(since: $since) {\n      to\n      addedCount\n      changedCount\n      removedCount\n      added(first: 1) {\n        id\n        headline\n        path\n      }\n      changed(first: 1) {\n        id\n        headline\n        path\n      }\n    }\n  }\n": types.ArchiveChangedDocument,
    "\n  fragment QuotationCard on Quotation {\n    id\n    kind\n    content {\n      start\n      end\n      exact\n    }\n    mention {\n      exact\n    }\n    speaker {\n      id\n      name\n    }\n    relays {\n      span {\n        exact\n      }\n      source {\n        id\n        name\n      }\n    }\n    article {\n      id\n      headline\n      path\n      published {\n        local\n      }\n    }\n  }\n": types.QuotationCardFragmentDoc,
    "\n  query Quotations($filter: QuotationFilter!, $orderBy: [QuotationOrder!], $after: String) {\n    quotations(first: 20, after: $after, filter: $filter, orderBy: $orderBy) {\n      edges {\n        node {\n          id\n          ...QuotationCard\n        }\n        highlights {\n          start\n          end\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": types.QuotationsDocument,
    "\n  query SearchFacets($filter: QuotationFilter!) {\n    archive {\n      name\n    }\n    quotations(first: 0, filter: $filter) {\n      totalCount\n      kinds: facets(by: KIND) {\n        value\n        label\n        count\n      }\n      speakers: facets(by: SPEAKER, first: 8) {\n        value\n        label\n        count\n      }\n      publishers: facets(by: PUBLISHER, first: 8) {\n        value\n        label\n        count\n      }\n    }\n  }\n": types.SearchFacetsDocument,
    "\n  query Speaker($id: ID!) {\n    speaker(by: { id: $id }) {\n      id\n      name\n      kind\n      aliases\n      sameAs\n      roles {\n        text\n        articles\n      }\n      quotations(first: 0) {\n        totalCount\n        timeline(interval: MONTH) {\n          from\n          until\n          count\n        }\n      }\n      quotedWith(first: 8) {\n        nodes {\n          id\n          name\n        }\n      }\n    }\n  }\n": types.SpeakerDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Article($id: ID!) {\n    article(by: { id: $id }) {\n      id\n      headline\n      path\n      body\n      published {\n        local\n      }\n      paragraphs {\n        kind\n        span {\n          start\n          end\n        }\n      }\n      quotations(first: 100, orderBy: [TEXT_ASC]) {\n        totalCount\n        nodes {\n          id\n          kind\n          confidence\n          rule\n          content {\n            start\n            end\n            exact\n          }\n          cue {\n            span {\n              start\n              end\n            }\n          }\n          mention {\n            start\n            end\n            exact\n          }\n          speaker {\n            id\n            name\n          }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Article($id: ID!) {\n    article(by: { id: $id }) {\n      id\n      headline\n      path\n      body\n      published {\n        local\n      }\n      paragraphs {\n        kind\n        span {\n          start\n          end\n        }\n      }\n      quotations(first: 100, orderBy: [TEXT_ASC]) {\n        totalCount\n        nodes {\n          id\n          kind\n          confidence\n          rule\n          content {\n            start\n            end\n            exact\n          }\n          cue {\n            span {\n              start\n              end\n            }\n          }\n          mention {\n            start\n            end\n            exact\n          }\n          speaker {\n            id\n            name\n          }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription ArchiveChanged($since: String) {\n    archiveChanged(since: $since) {\n      to\n      addedCount\n      changedCount\n      removedCount\n      added(first: 1) {\n        id\n        headline\n        path\n      }\n      changed(first: 1) {\n        id\n        headline\n        path\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription ArchiveChanged($since: String) {\n    archiveChanged(since: $since) {\n      to\n      addedCount\n      changedCount\n      removedCount\n      added(first: 1) {\n        id\n        headline\n        path\n      }\n      changed(first: 1) {\n        id\n        headline\n        path\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment QuotationCard on Quotation {\n    id\n    kind\n    content {\n      start\n      end\n      exact\n    }\n    mention {\n      exact\n    }\n    speaker {\n      id\n      name\n    }\n    relays {\n      span {\n        exact\n      }\n      source {\n        id\n        name\n      }\n    }\n    article {\n      id\n      headline\n      path\n      published {\n        local\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment QuotationCard on Quotation {\n    id\n    kind\n    content {\n      start\n      end\n      exact\n    }\n    mention {\n      exact\n    }\n    speaker {\n      id\n      name\n    }\n    relays {\n      span {\n        exact\n      }\n      source {\n        id\n        name\n      }\n    }\n    article {\n      id\n      headline\n      path\n      published {\n        local\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Quotations($filter: QuotationFilter!, $orderBy: [QuotationOrder!], $after: String) {\n    quotations(first: 20, after: $after, filter: $filter, orderBy: $orderBy) {\n      edges {\n        node {\n          id\n          ...QuotationCard\n        }\n        highlights {\n          start\n          end\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"): (typeof documents)["\n  query Quotations($filter: QuotationFilter!, $orderBy: [QuotationOrder!], $after: String) {\n    quotations(first: 20, after: $after, filter: $filter, orderBy: $orderBy) {\n      edges {\n        node {\n          id\n          ...QuotationCard\n        }\n        highlights {\n          start\n          end\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SearchFacets($filter: QuotationFilter!) {\n    archive {\n      name\n    }\n    quotations(first: 0, filter: $filter) {\n      totalCount\n      kinds: facets(by: KIND) {\n        value\n        label\n        count\n      }\n      speakers: facets(by: SPEAKER, first: 8) {\n        value\n        label\n        count\n      }\n      publishers: facets(by: PUBLISHER, first: 8) {\n        value\n        label\n        count\n      }\n    }\n  }\n"): (typeof documents)["\n  query SearchFacets($filter: QuotationFilter!) {\n    archive {\n      name\n    }\n    quotations(first: 0, filter: $filter) {\n      totalCount\n      kinds: facets(by: KIND) {\n        value\n        label\n        count\n      }\n      speakers: facets(by: SPEAKER, first: 8) {\n        value\n        label\n        count\n      }\n      publishers: facets(by: PUBLISHER, first: 8) {\n        value\n        label\n        count\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Speaker($id: ID!) {\n    speaker(by: { id: $id }) {\n      id\n      name\n      kind\n      aliases\n      sameAs\n      roles {\n        text\n        articles\n      }\n      quotations(first: 0) {\n        totalCount\n        timeline(interval: MONTH) {\n          from\n          until\n          count\n        }\n      }\n      quotedWith(first: 8) {\n        nodes {\n          id\n          name\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Speaker($id: ID!) {\n    speaker(by: { id: $id }) {\n      id\n      name\n      kind\n      aliases\n      sameAs\n      roles {\n        text\n        articles\n      }\n      quotations(first: 0) {\n        totalCount\n        timeline(interval: MONTH) {\n          from\n          until\n          count\n        }\n      }\n      quotedWith(first: 8) {\n        nodes {\n          id\n          name\n        }\n      }\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;