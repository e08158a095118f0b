import type { GraphiQLTab } from './graphiql-page.ts'

/**
 * The questions that GraphiQL opens with: the graph at its best, on any archive. The editor of a
 * common window shows 55 characters of a line.
 */
export const graphiqlTabs: readonly GraphiQLTab[] = [
  {
    title:
      'The latest words in quotation marks: who said them, how we know, and where they are printed.',
    query: `query WhoSaidWhat {
  quotations(
    first: 10
    filter: {
      kind: [DIRECT, MIXED]
      basis: [NAMED, DESCRIBED, PRONOUN]
    }
  ) {
    totalCount
    nodes {
      text
      speaker { name }
      basis
      mention { exact }
      relays { span { exact } source { name } }
      confidence
      article { headline published { local } }
      content { line exact }
    }
  }
}`,
  },
  {
    title: 'Who is quoted, how often, with how many words, and with whom.',
    query: `query MostQuoted {
  quotations(first: 0) {
    totalCount
    bySpeaker: facets(by: SPEAKER) {
      label
      count
      words
    }
    byKind: facets(by: KIND) { label count words }
    byNaming: facets(by: NAMING) { label count words }
    timeline(interval: MONTH) { from count }
  }
  speakers(first: 3) {
    nodes {
      name
      aliases
      roles {
        text
        articles
        first { local }
        last { local }
      }
      quotedWith(first: 3) { nodes { name } }
    }
  }
}`,
  },
  {
    title: 'What is known only because a medium passed it on, and who runs whose copy.',
    query: `query ByWhoseAccount {
  sources(first: 10) {
    nodes {
      name
      kind
      relayed(first: 3) {
        totalCount
        nodes {
          text
          speaker { name }
          article { path }
        }
      }
      wire: articles(first: 0, role: [WIRE_AGENCY]) {
        totalCount
        timeline(interval: MONTH) { from count }
      }
      pictures(first: 2) {
        nodes { caption creditText }
      }
    }
  }
}`,
  },
  {
    title: 'Everyone who is quoted without a name: how they are described, and what they said.',
    query: `query UnnamedVoices {
  quotations(
    first: 20
    filter: { naming: [ANONYMOUS] }
  ) {
    totalCount
    nodes {
      mention { exact line }
      text
      article { headline path }
    }
  }
}`,
  },
  {
    title: 'Days that were ahead when the article was published, in its own words.',
    query: `query ComingDates {
  dates(
    first: 20
    filter: { relation: [FUTURE], type: [DATE] }
  ) {
    nodes {
      from
      until
      value
      span { exact prefix suffix }
      anchor { kind date }
      article { headline published { local } }
    }
  }
}`,
  },
  {
    title: 'Files that failed, times that contradict the text, and the least certain readings.',
    query: `query WhatIsInDoubt {
  archive {
    name
    revision
    articleCount
    problems(first: 20) {
      totalCount
      nodes { severity code path line message hint }
    }
  }
  quotations(first: 10, orderBy: [CONFIDENCE_ASC]) {
    nodes {
      confidence
      rule
      text
      candidates { name }
      article { path }
      content { line column }
    }
  }
}`,
  },
]
