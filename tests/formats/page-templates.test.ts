import { describe, expect, it } from 'vitest'
import { openBytes, outlinesOf } from '../support/format-file.ts'

const STORY = `<p>The ferries are back at the quay of Port Selm, the harbour master said on Monday morning.</p>
<p>They sail at six from the new quay, which took the city six years to build, and at noon.</p>
<p>Tickets cost the same as before, and dogs travel free, the company said in a letter.</p>`

interface Template {
  readonly head?: string
  readonly body?: string
  readonly lang?: string
}

const page = ({ head = '', body = `<article>${STORY}</article>`, lang = 'en' }: Template) =>
  `<!DOCTYPE html>\n<html lang="${lang}"><head>${head}</head><body>${body}</body></html>`

const ld = (value: unknown) =>
  `<script type="application/ld+json">${JSON.stringify(value)}</script>`
const meta = (members: Readonly<Record<string, string>>) =>
  Object.entries(members)
    .map(([name, content]) => `<meta name="${name}" content="${content}">`)
    .join('\n')
const og = (members: Readonly<Record<string, string>>) =>
  Object.entries(members)
    .map(([name, content]) => `<meta property="${name}" content="${content}">`)
    .join('\n')

type Wanted = Readonly<Record<string, unknown>>

const FACTS: readonly (readonly [template: string, page: Template, wanted: Wanted])[] = [
  [
    'a graph whose article refers to author, publisher and picture by id',
    {
      head: ld({
        '@context': 'https://schema.org',
        '@graph': [
          {
            '@type': 'Article',
            '@id': 'https://post.example/quay/#article',
            headline: 'Quay opens',
            author: { '@id': '#ida' },
            publisher: { '@id': '#post' },
            image: { '@id': '#picture' },
            datePublished: '2024-07-15T16:34:51+02:00',
            articleSection: ['Economy'],
            inLanguage: 'en-GB',
          },
          { '@type': 'Organization', '@id': '#post', name: 'Harbour Post' },
          { '@type': 'Person', '@id': '#ida', name: 'Ida Moen' },
          { '@type': 'ImageObject', '@id': '#picture', caption: 'The quay at noon on Monday' },
        ],
      }),
    },
    {
      headline: 'Quay opens',
      byline: 'Ida Moen',
      publisher: 'Harbour Post',
      published: '2024-07-15T16:34:51 +02:00',
      section: 'Economy',
      language: 'en-GB',
      captions: ['The quay at noon on Monday'],
    },
  ],
  [
    'an article as the main entity of a page',
    {
      head: ld({
        '@type': 'WebPage',
        mainEntity: {
          '@type': ['NewsArticle', 'Article'],
          headline: 'Quay opens',
          author: 'By Ida Moen',
        },
      }),
    },
    { headline: 'Quay opens', byline: 'By Ida Moen' },
  ],
  [
    'teasers that are described before the article',
    {
      head: `<title>Quay opens</title>${ld([
        { '@type': 'NewsArticle', headline: 'Bridge closes', author: { name: 'Finn Sole' } },
        { '@type': 'NewsArticle', headline: 'Quay opens', author: { name: 'Ida Moen' } },
      ])}`,
    },
    { headline: 'Quay opens', byline: 'Ida Moen' },
  ],
  [
    'commas behind the last members of JSON-LD',
    {
      head: `<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Quay opens",
        "author": [{"name": "Ida Moen",},], }</script>`,
    },
    { headline: 'Quay opens', byline: 'Ida Moen' },
  ],
  [
    'JSON-LD in a comment, with line breaks inside of texts',
    {
      head: `<script type="application/ld+json"><!--
        {"@type": "NewsArticle", "headline": "Quay\n opens", "datePublished": "2024-07-15"} --></script>`,
    },
    { headline: 'Quay opens', published: '2024-07-15T00:00:00' },
  ],
  [
    'two objects in one script',
    {
      head: `<script type="application/ld+json">{"@type": "WebSite", "name": "Harbour Post"}
        {"@type": "NewsArticle", "headline": "Quay opens"}</script>`,
    },
    { headline: 'Quay opens', publisher: 'Harbour Post' },
  ],
  [
    'JSON-LD with a quotation mark that is not escaped',
    {
      head: `<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Quay opens",
        "description": "He said "soon" to us", "datePublished": "2024-07-15T16:34:51Z",
        "author": {"@type": "Person", "name": "Ida Moen"}}</script>`,
    },
    { headline: 'Quay opens', byline: 'Ida Moen', published: '2024-07-15T16:34:51 Z' },
  ],
  [
    'a page described without an article, and crumbs',
    {
      head: `<title>Quay opens | Harbour Post</title>${ld({
        '@graph': [
          { '@type': 'WebPage', datePublished: '2024-07-15T16:34:51+00:00', inLanguage: 'sv-SE' },
          { '@type': 'WebSite', name: 'Harbour Post' },
          {
            '@type': 'BreadcrumbList',
            itemListElement: [
              { '@type': 'ListItem', position: 1, item: { name: 'Home' } },
              { '@type': 'ListItem', position: 2, name: 'Economy' },
              { '@type': 'ListItem', position: 3, name: 'Quay opens' },
            ],
          },
        ],
      })}`,
    },
    {
      headline: 'Quay opens',
      publisher: 'Harbour Post',
      section: 'Economy',
      published: '2024-07-15T16:34:51 +00:00',
    },
  ],
  [
    'a headline that JSON-LD cuts off',
    {
      head: `<title>Quay opens after six years of work on piles and planks</title>${ld({
        '@type': 'NewsArticle',
        headline: 'Quay opens after six years of work…',
      })}`,
    },
    { headline: 'Quay opens after six years of work on piles and planks' },
  ],
  [
    'Open Graph alone',
    {
      head: og({
        'og:title': 'Quay opens',
        'og:site_name': 'Harbour Post',
        'og:url': 'https://post.example/quay',
        'article:published_time': '2024-07-15T16:34:51+02:00',
        'article:modified_time': '2024-07-16T08:00:00+02:00',
        'article:author': 'Ida Moen',
        'article:section': 'Economy',
        'article:tag': 'quays, ferries',
      }),
    },
    {
      headline: 'Quay opens',
      byline: 'Ida Moen',
      publisher: 'Harbour Post',
      section: 'Economy',
      keywords: ['quays', 'ferries'],
      times: expect.arrayContaining(['UPDATED 2024-07-16T08:00:00+02:00']),
    },
  ],
  [
    'Dublin Core',
    {
      head: `<title>x</title>${meta({
        'DC.title': 'Quay opens',
        'DC.creator': 'Ida Moen',
        'DC.publisher': 'Harbour Post',
        'DC.date.issued': '2024-07-15',
        'DC.rights': 'Harbour Post Ltd',
        'DC.subject': 'quays; ferries',
      })}`,
    },
    {
      byline: 'Ida Moen',
      publisher: 'Harbour Post',
      published: '2024-07-15T00:00:00',
      rights: 'Harbour Post Ltd',
      keywords: ['quays', 'ferries'],
    },
  ],
  [
    'tags of an analytics service',
    {
      head: meta({
        'parsely-title': 'Quay opens',
        'parsely-author': 'Ida Moen',
        'parsely-pub-date': '2024-07-15T14:34:51Z',
        'parsely-section': 'Economy',
        'parsely-tags': 'quays,ferries',
      }),
    },
    { byline: 'Ida Moen', section: 'Economy', published: '2024-07-15T14:34:51 Z' },
  ],
  [
    'JSON in one tag of an analytics service',
    {
      head: `<title>Quay opens</title><meta name="parsely-page" content='{"authors": ["Ida Moen", "Finn Sole"], "tags": ["quays"]}'>`,
    },
    { byline: 'Ida Moen, Finn Sole', keywords: ['quays'] },
  ],
  [
    'tags of a mail service',
    {
      head: `<title>Quay opens</title>${meta({
        'sailthru.author': 'Ida Moen',
        'sailthru.date': '2024-07-15 16:34:51',
        'sailthru.tags': 'quays, ferries',
      })}`,
    },
    { byline: 'Ida Moen', published: '2024-07-15T16:34:51', keywords: ['quays', 'ferries'] },
  ],
  [
    'a blog that describes its author to a network',
    {
      head: `<title>Quay opens</title>${meta({
        'twitter:label1': 'Written by',
        'twitter:data1': 'Ida Moen',
      })}`,
    },
    { byline: 'Ida Moen' },
  ],
  [
    'microdata',
    {
      head: '<title>Quay opens</title>',
      body: `<article itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">Quay opens</h1>
        <span itemprop="author" itemscope><span itemprop="name">Ida Moen</span></span>
        <meta itemprop="datePublished" content="2024-07-15T16:34:51+02:00">
        <time itemprop="dateModified" datetime="2024-07-16T08:00:00+02:00">Tuesday</time>
        <span itemprop="articleSection">Economy</span><div itemprop="articleBody">${STORY}</div></article>`,
    },
    {
      headline: 'Quay opens',
      byline: 'Ida Moen',
      section: 'Economy',
      published: '2024-07-15T16:34:51 +02:00',
    },
  ],
  [
    'links to the author and to topics',
    {
      head: '<title>Quay opens</title>',
      body: `<article><h1>Quay opens</h1><p>by <a rel="author" href="/ida">Ida Moen</a> and
        <a rel="author" href="/finn">Finn Sole</a></p>${STORY}<a rel="tag" href="/t/quays">quays</a></article>`,
    },
    { byline: 'Ida Moen, Finn Sole', keywords: ['quays'] },
  ],
  [
    'a time element beside those of teasers',
    {
      head: '<title>Quay opens</title>',
      body: `<aside><time datetime="2024-07-20T10:00:00Z">today</time></aside><article><h1>Quay opens</h1>
        <time class="entry-date published" datetime="2024-07-15T16:34:51+02:00">Monday</time>${STORY}</article>`,
    },
    { published: '2024-07-15T16:34:51 +02:00' },
  ],
  [
    'a line with author, time and counts',
    {
      head: '<title>Quay opens - Harbour Post</title>',
      body: `<div class="date">Friday, August 2, 2024</div><p>Weather</p><article><h1>Quay opens</h1>
        <p class="byline">By Ida Moen, Staff | July 15, 2024, 4:34 p.m. EDT | 12 Comments</p>${STORY}</article>`,
    },
    {
      headline: 'Quay opens',
      byline: 'By Ida Moen, Staff',
      published: '2024-07-15T16:34:00 EDT',
      text: [
        expect.stringMatching(/^The ferries/),
        expect.stringMatching(/^They sail/),
        expect.stringMatching(/^Tickets/),
      ],
    },
  ],
  [
    'publication and update in one line',
    {
      head: '<title>Quay opens</title>',
      body: `<article><h1>Quay opens</h1><div class="post-meta">Published 15 July 2024 16:34 · Updated 16 July 2024 08:00</div>${STORY}</article>`,
    },
    {
      published: '2024-07-15T16:34:00',
      times: ['PUBLISHED 15 July 2024 16:34', 'UPDATED 16 July 2024 08:00'],
    },
  ],
  [
    'no marks at all: lines between headline and story',
    {
      head: '<title>Quay opens - News - Harbour Post</title><link rel="canonical" href="https://harbourpost.example/a">',
      body: `<div><h1>Quay opens</h1><p>By Ida Moen</p><p>Monday 15 July 2024 16.34 BST</p>${STORY}</div>`,
    },
    {
      headline: 'Quay opens',
      byline: 'By Ida Moen',
      publisher: 'Harbour Post',
      published: '2024-07-15T16:34:00 BST',
    },
  ],
  [
    'a day in the address only',
    {
      head: '<title>Quay opens</title><link rel="canonical" href="https://post.example/2024/07/15/quay">',
    },
    { published: '2024-07-15T00:00:00' },
  ],
  [
    'a Chinese page',
    {
      lang: 'zh-CN',
      head: '<title>新码头启用 - 港湾网 - 经济</title>',
      body: `<h1>新码头启用</h1><span class="pubTime">2024年07月15日07:17</span><div>
        <p>港务长周一表示，渡轮已经回到塞尔姆港的码头，新码头的建设用了六年时间，耗资巨大，市民表示欢迎。</p>
        <p>渡轮六点从新码头出发，票价与以前相同，狗可以免费乘船，公司在一封信中说，下个月还会增加班次。</p></div>`,
    },
    { headline: '新码头启用', published: '2024-07-15T07:17:00', language: 'zh-CN' },
  ],
  [
    'a German page',
    {
      lang: 'de',
      head: '<title>Kai eröffnet :: Hafenpost</title><meta property="og:site_name" content="Hafenpost">',
      body: `<article><h1>Kai eröffnet</h1><p class="author">Von Ida Moen</p><p class="date">Stand: 15.07.2024, 16:34 Uhr</p>
        <p>Die Fähren sind zurück am Kai von Port Selm, sagte der Hafenmeister am Montagmorgen in der Stadt.</p>
        <p>Sie fahren um sechs Uhr vom neuen Kai ab, an dem die Stadt sechs Jahre lang gebaut hat.</p></article>`,
    },
    { headline: 'Kai eröffnet', byline: 'Von Ida Moen', published: '2024-07-15T16:34:00' },
  ],
  [
    'a Russian page',
    {
      lang: 'ru',
      head: '<title>Причал открыт</title>',
      body: `<article><h1>Причал открыт</h1><div class="article-date">15 июля 2024, 16:34</div>
        <p>Паромы вернулись к причалу порта Сельм, сообщил в понедельник утром капитан порта городским газетам.</p>
        <p>Они отправляются в шесть часов от нового причала, который город строил шесть долгих лет.</p></article>`,
    },
    { published: '2024-07-15T16:34:00', language: 'ru' },
  ],
  [
    'a figure with its credit in an element of its own',
    {
      head: '<title>Quay opens</title>',
      body: `<article><h1>Quay opens</h1>${STORY}<figure class="image"><img data-src="a.jpg" src="blank.gif" alt="quay">
        <figcaption><span class="caption__text">The quay at noon on Monday.</span>
        <span class="caption__source">Mira Tan / Northern Wire</span></figcaption></figure>${STORY}</article>`,
    },
    { captions: ['The quay at noon on Monday. / Mira Tan / Northern Wire'] },
  ],
  [
    'captions of a blog that has no figures',
    {
      head: '<title>Quay opens</title>',
      body: `<article><h1>Quay opens</h1>${STORY}<div class="wp-caption alignleft"><img src="a.jpg" alt="a">
        <p class="wp-caption-text">The quay at noon on Monday. (Photo: Mira Tan)</p></div>${STORY}</article>`,
    },
    { captions: ['The quay at noon on Monday. (Photo: Mira Tan)'] },
  ],
  [
    'the leading picture outside of the story',
    {
      head: '<title>Quay opens</title>',
      body: `<header><h1>Quay opens</h1><figure><img src="a.jpg"><figcaption>The new quay at noon. Photo: Mira Tan</figcaption></figure></header>
        <article>${STORY}</article>`,
    },
    { captions: ['The new quay at noon. Photo: Mira Tan'] },
  ],
  [
    'a title that is the name of the site',
    {
      head: `<title>Harbour Post</title>${og({ 'og:site_name': 'Harbour Post', 'og:title': 'Harbour Post' })}`,
      body: `<article><h1>Quay opens at last</h1>${STORY}</article>`,
    },
    { headline: 'Quay opens at last' },
  ],
]

describe('pages of many templates', () => {
  it.each(FACTS)('read %s', (_template, template, wanted) => {
    expect(outlinesOf(page(template))).toMatchObject([wanted])
  })

  it.each([
    ['Quay opens | Harbour Post'],
    ['Quay opens - Harbour Post'],
    ['Quay opens — Economy — Harbour Post'],
    ['Quay opens » Harbour Post'],
    ['Harbour Post: Quay opens'],
  ])('tell the headline in the title %s', (title) => {
    const head = `<title>${title}</title><meta property="og:site_name" content="Harbour Post">`
    const body = `<h1>Quay opens</h1><article>${STORY}</article>`
    expect(outlinesOf(page({ head, body }))).toMatchObject([{ headline: 'Quay opens' }])
  })

  it.each([
    ['imoen7'],
    ['Authors'],
    ['admin'],
    ['https://network.example/post'],
    ['harbourpost.example'],
  ])('take no author from %s', (author) => {
    const head = `<title>Quay opens</title><meta name="author" content="${author}">`
    expect(outlinesOf(page({ head }))).toMatchObject([{ byline: null }])
  })

  it('resolve a relative canonical address', () => {
    const head = `<title>Quay</title><link rel="canonical" href="/quay?id=7"><meta property="og:url" content="https://post.example/q">`
    expect(openBytes(page({ head })).parse().articles[0]?.url).toBe(
      'https://post.example/quay?id=7',
    )
  })

  it('leave lines out that lead elsewhere', () => {
    const body = `<article><h1>Quay opens</h1>${STORY}<p>Advertisement</p><p>Read more</p><p>1 / 5</p>${STORY.replaceAll('quay', 'pier')}</article>`
    const [article] = outlinesOf(page({ head: '<title>Quay opens</title>', body }))
    expect(article?.text).toHaveLength(6)
  })

  it('are read in linear time whatever their marks', () => {
    const marks = '<span class="date author byline meta" rel="author tag" itemprop="author">1'
    const [article] = outlinesOf(
      page({ body: `<article>${STORY}${marks.repeat(20_000)}</article>` }),
    )
    expect(article?.text[0]).toMatch(/^The ferries/)
  })
})
