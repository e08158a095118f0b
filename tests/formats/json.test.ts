import { describe, expect, it } from 'vitest'
import { sourceOf } from '../../src/text/source-map.ts'
import { openBytes, outlinesOf } from '../support/format-file.ts'

function problemsOf(content: string, path = 'a.json') {
  return openBytes(content, path)
    .parse()
    .problems.map(({ code, severity }) => `${severity} ${code}`)
}

const NINJS = {
  uri: 'urn:nw:1',
  type: 'text',
  version: '2',
  versioncreated: '2024-07-15T18:00:00+02:00',
  firstcreated: '2024-07-15T16:34:51+02:00',
  embargoed: '2024-07-16T08:00:00+02:00',
  pubstatus: 'usable',
  language: 'en',
  headline: 'Quay opens',
  byline: 'By Ida Moen',
  located: 'Port Selm',
  source: 'Northern Wire',
  copyrightnotice: '(c) Northern Wire',
  subject: [{ name: 'Shipping' }],
  keywords: ['quays'],
  service: [{ name: 'Economy' }],
  body_xhtml: '<p>Quay opens</p><p>The ferries are back.</p><p>They sail at six.</p>',
  body_text: 'The ferries are back. They sail at six.',
  associations: {
    main: { type: 'picture', description_text: 'The quay on Monday.', byline: 'Mira Tan' },
    related: { type: 'text', headline: 'Another story', body_text: 'Tea returns.' },
  },
}

describe('ninjs', () => {
  it('gives every field of an item', () => {
    const text = JSON.stringify(NINJS)
    expect(openBytes(text, 'a.txt')).toMatchObject({
      format: 'ninjs',
      reason: 'it is JSON with the members of ninjs',
    })
    expect(outlinesOf(text)).toMatchObject([
      {
        headline: 'Quay opens',
        byline: 'By Ida Moen',
        dateline: 'Port Selm',
        published: '2024-07-15T16:34:51 +02:00',
        section: 'Economy',
        keywords: ['quays', 'Shipping'],
        language: 'en',
        rights: '(c) Northern Wire',
        itemId: 'urn:nw:1',
        text: ['The ferries are back.', 'They sail at six.'],
        captions: ['The quay on Monday. / Mira Tan'],
        times: [
          'CREATED 2024-07-15T16:34:51+02:00',
          'UPDATED 2024-07-15T18:00:00+02:00',
          'EMBARGOED 2024-07-16T08:00:00+02:00',
        ],
      },
    ])
    expect(openBytes(text).parse().articles[0]).toMatchObject({
      provider: 'Northern Wire',
      itemVersion: '2',
    })
  })

  it('of version 3 has headlines and bodies with roles', () => {
    const text = JSON.stringify({
      uri: 'urn:nw:3',
      versionCreated: '2024-07-15T18:00:00Z',
      headlines: [
        { role: 'short', value: 'Quay' },
        { role: 'main', value: 'Quay opens' },
      ],
      bodies: [
        { role: 'text', value: 'The ferries are back.' },
        { role: 'html', contentType: 'text/html', value: '<p>The ferries</p><p>are back.</p>' },
      ],
    })
    expect(outlinesOf(text)).toMatchObject([
      { headline: 'Quay opens', text: ['The ferries', 'are back.'] },
    ])
  })

  it('gives pictures without the story that they carry', () => {
    const text = JSON.stringify({
      ...NINJS,
      type: 'picture',
      description_text: 'The quay.',
      byline: 'Mira Tan',
      associations: {},
    })
    expect(outlinesOf(text)).toMatchObject([
      { headline: 'Quay opens', text: [], captions: ['The quay. / Mira Tan'] },
    ])
  })

  it('tells that an item is withdrawn', () => {
    const text = JSON.stringify({
      uri: 'urn:nw:1',
      versioncreated: '2024-07-15T18:00:00Z',
      pubstatus: 'canceled',
    })
    expect(openBytes(text).parse().articles).toMatchObject([
      { status: 'WITHDRAWN', itemId: 'urn:nw:1' },
    ])
  })
})

describe('JSON of crawls', () => {
  it('gives the articles of a list by the names of their members', () => {
    const text = JSON.stringify([
      {
        title: 'Quay opens',
        authors: ['Ida Moen', 'https://post.example/ida'],
        date_publish: '2024-07-15 16:34:51',
        maintext: 'The ferries are back.\n\nThey sail at six.',
        source_domain: 'post.example',
        url: 'https://post.example/quay',
        language: 'en',
        tags: 'quays; ferries',
        image_url: 'https://post.example/quay.jpg',
      },
      { title: 'Bells go home', text: 'The bell is home.' },
    ])
    expect(openBytes(text, 'crawl.txt').format).toBe('json')
    expect(outlinesOf(text)).toMatchObject([
      {
        headline: 'Quay opens',
        byline: 'Ida Moen',
        published: '2024-07-15T16:34:51',
        publisher: 'post.example',
        language: 'en',
        keywords: ['quays', 'ferries'],
        text: ['The ferries are back.', 'They sail at six.'],
      },
      { headline: 'Bells go home' },
    ])
  })

  it('reads nested facts, and a language by its English name', () => {
    const text = JSON.stringify({
      uuid: 'w1',
      title: 'Quay',
      language: 'english',
      published: '2024-07-15T16:34:00.000+03:00',
      thread: { title_full: 'Quay opens', site_full: 'www.post.example', section_title: 'Economy' },
      text: 'The ferries are back.',
      crawled: '2024-07-20T00:00:00.000+03:00',
    })
    expect(outlinesOf(text)).toMatchObject([
      {
        headline: 'Quay opens',
        publisher: 'www.post.example',
        language: 'en',
        published: '2024-07-15T16:34:00 +03:00',
        itemId: 'w1',
        times: ['PUBLISHED 2024-07-15T16:34:00.000+03:00'],
      },
    ])
  })

  it('gives the list inside an export', () => {
    const text = JSON.stringify({
      status: 'ok',
      totalResults: 1,
      articles: [{ title: 'Quay opens', content: '<p>The ferries are back.</p>' }],
    })
    expect(outlinesOf(text)).toMatchObject([{ text: ['The ferries are back.'] }])
  })

  it('has no byline of a login or an address', () => {
    for (const author of ['imoen7', 'ida@post.example', 'https://post.example/ida', 'im/hs']) {
      const text = JSON.stringify({ title: 'Quay opens', text: 'The ferries are back.', author })
      expect(outlinesOf(text)[0]?.byline, author).toBeNull()
    }
  })

  it.each([
    ['seconds since 1970', 1721054091, '2024-07-15T14:34:51 Z'],
    ['milliseconds since 1970', 1721054091000, '2024-07-15T14:34:51 Z'],
    [
      "JavaScript's toString",
      'Mon Jul 15 2024 16:34:51 GMT+0200 (Central European Summer Time)',
      '2024-07-15T16:34:51 GMT+0200',
    ],
    ["Unix's form", 'Mon Jul 15 16:34:51 +0200 2024', '2024-07-15T16:34:51 +0200'],
    ['a blank for T before a zone', '2024-07-15 16:34:51 +02:00', '2024-07-15T16:34:51 +02:00'],
    ['a time before its day', '16:34, 15 July 2024', '2024-07-15T16:34:00'],
  ])('reads %s', (_, date, published) => {
    const text = JSON.stringify({ title: 'Quay opens', text: 'The ferries are back.', date })
    expect(outlinesOf(text)[0]?.published).toBe(published)
  })

  it.each(['2024-02-30', '31/12/0000', 'yesterday'])('has no time for %s', (date) => {
    const text = JSON.stringify({ title: 'Quay opens', text: 'The ferries are back.', date })
    expect(outlinesOf(text)[0]?.published).toBeNull()
  })

  it('takes midnight without a zone for a day', () => {
    const stampOf = (date: string) =>
      openBytes(JSON.stringify({ title: 'Quay', text: 'Words.', date })).parse().articles[0]?.stamp
        ?.precision
    expect(stampOf('2024-07-15T00:00:00')).toBe('DAY')
    expect(stampOf('2024-07-15T00:00:00Z')).toBe('SECOND')
  })

  it('has day or month first as the other dates show', () => {
    const records = (...dates: string[]) =>
      outlinesOf(
        JSON.stringify(dates.map((date) => ({ title: 'Quay opens', text: 'Words.', date }))),
      ).map(({ published }) => published)
    expect(records('03/04/2024', '13/04/2024')).toEqual([
      '2024-04-03T00:00:00',
      '2024-04-13T00:00:00',
    ])
    expect(records('03/04/2024', '04/13/2024')).toEqual([
      '2024-03-04T00:00:00',
      '2024-04-13T00:00:00',
    ])
    expect(records('03/04/2024')).toEqual([null])
  })

  it('takes neither embargo nor expiry for the publication', () => {
    const text = JSON.stringify({
      title: 'Quay opens',
      text: 'Words.',
      embargo: '2024-07-16T08:00:00Z',
      expires: '2024-08-01',
    })
    expect(outlinesOf(text)).toMatchObject([
      { published: null, times: ['EMBARGOED 2024-07-16T08:00:00Z', 'EXPIRES 2024-08-01'] },
    ])
  })

  it('reads the names that the settings give', () => {
    const content = Buffer.from(
      JSON.stringify({ kop: 'Quay opens', lijf: 'The ferries are back.' }),
    )
    const opened = openBytes(content, 'a.json', { headline: 'kop', text: 'lijf' })
    expect(opened.parse().articles).toMatchObject([{ body: 'Quay opens\n\nThe ferries are back.' }])
  })

  it('gives the places of paragraphs that are verbatim in the file', () => {
    const text = JSON.stringify([
      { title: 'Müller', text: 'The ferries are back.\n\n"They" sail – at six o’clock.\n\nFin.' },
      { title: 'Quay', text: 'The ferries are back.' },
    ])
    const places = openBytes(text, 'a.json')
      .parse()
      .articles.flatMap(({ body, sourceMap, paragraphs }) =>
        paragraphs.map(({ span }) => sourceOf(body, sourceMap, span)),
      )
    const bytes = Buffer.from(text)
    const words = places.map(
      (place) => place && bytes.subarray(place.byteStart, place.byteEnd).toString(),
    )
    expect(words).toEqual([
      null,
      'The ferries are back.',
      null,
      'Fin.',
      null,
      'The ferries are back.',
    ])
    expect(places[5]?.byteStart).toBeGreaterThan(places[1]?.byteStart ?? Infinity)
  })

  it('that is cut off is a problem', () => {
    expect(problemsOf('[{"title": "Quay')).toEqual(['ERROR MALFORMED_FILE'])
  })

  it('without articles is a problem', () => {
    expect(problemsOf('{"name": "", "port": 8080}')).toEqual(['WARNING NO_TEXT'])
  })
})

describe('JSON of schema.org', () => {
  it('gives the article of a graph, its entities decoded', () => {
    const text = JSON.stringify({
      '@context': 'https://schema.org',
      '@graph': [
        { '@type': 'WebSite', name: 'Harbour Post' },
        {
          '@type': ['NewsArticle'],
          headline: 'Tea &amp; ferries return',
          author: [{ '@type': 'Person', name: 'Ida Moen' }],
          publisher: { name: 'Harbour Post' },
          datePublished: '2024-07-15T16:34:51+02:00',
          articleSection: 'Economy',
          keywords: 'quays, ferries',
          inLanguage: 'en-GB',
          image: { caption: 'The quay.', creditText: 'Mira Tan' },
          articleBody: 'The ferries are back.\n\nThey sail at six.',
        },
      ],
    })
    expect(outlinesOf(text)).toMatchObject([
      {
        headline: 'Tea & ferries return',
        byline: 'Ida Moen',
        publisher: 'Harbour Post',
        published: '2024-07-15T16:34:51 +02:00',
        section: 'Economy',
        keywords: ['quays', 'ferries'],
        language: 'en-GB',
        text: ['The ferries are back.', 'They sail at six.'],
        captions: ['The quay. / Mira Tan'],
      },
    ])
  })
})

describe('JSON Lines', () => {
  const LINES =
    '{"id": 1, "title": "Quay opens", "text": "The ferries are back."}\n\n' +
    '{"id": 2, "title": "Bells go\n{"id": 3, "title": "Tea returns", "text": "Tea is back."}\n'

  it('give an article for each line, and name the lines that are none', () => {
    expect(openBytes(LINES, 'a.txt')).toMatchObject({ format: 'json-lines' })
    expect(outlinesOf(LINES).map(({ itemId, headline }) => [itemId, headline])).toEqual([
      ['1', 'Quay opens'],
      ['3', 'Tea returns'],
    ])
    expect(openBytes(LINES).parse().problems).toMatchObject([
      { code: 'MALFORMED_FILE', message: 'The line is not a JSON object.', line: 3 },
    ])
  })
})

describe('hostile JSON', () => {
  it.each(['[', '{"a":'])('nested 100,000 deep by %s gives no article', (open) => {
    const close = open === '[' ? ']' : '}'
    const text = `${open.repeat(100_000)}1${close.repeat(100_000)}`
    expect(openBytes(text, 'a.json').parse().articles).toEqual([])
  })

  it('nested deep in a field costs the field', () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`
    const text = `{"uri": "urn:nw:1", "versioncreated": "", "byline": ${deep}, "headline": "Quay opens"}`
    expect(outlinesOf(text)).toMatchObject([{ headline: 'Quay opens', byline: null }])
  })

  it('of a million empty objects is a problem', () => {
    expect(problemsOf(`[${'{},'.repeat(999_999)}{}]`)).toEqual(['WARNING NO_TEXT'])
  })

  it('with members named as those of every object is read', () => {
    const text =
      '{"__proto__": {"polluted": 1}, "constructor": "x", "title": "Quay opens", "text": "Words."}'
    expect(outlinesOf(text)).toMatchObject([{ headline: 'Quay opens', text: ['Words.'] }])
    expect('polluted' in {}).toBe(false)
  })
})
