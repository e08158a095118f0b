import { describe, expect, it } from 'vitest'
import { sourceOf } from '../../src/text/source-map.ts'
import { openBytes, outlinesOf } from '../support/format-file.ts'

const STORY = `<p>The ferries are back at the quay of Port Selm, the harbour master said on Monday.</p>
<p>They sail at six from the new quay, which took the city six years to build.</p>
<p>Tickets cost the same as before, and dogs travel free, the company said in a letter.</p>`

const page = (head: string, body: string) =>
  `<!DOCTYPE html>\n<html lang="en-GB"><head>${head}</head><body>${body}</body></html>`

const JSON_LD = `<script type="application/ld+json">${JSON.stringify({
  '@context': 'https://schema.org',
  '@graph': [
    { '@type': 'BreadcrumbList' },
    {
      '@type': 'NewsArticle',
      headline: 'Tea &amp; ferries return',
      author: [{ name: 'Ida Moen' }],
      publisher: { name: 'Harbour Post' },
      datePublished: '2024-07-15T16:34:51+02:00',
      dateModified: '2024-07-16T08:00:00+02:00',
      articleSection: 'Economy',
      keywords: ['quays', 'ferries'],
    },
  ],
})}</script>`

const PAGE = page(
  `<title>Tea and ferries | Harbour Post</title>
   <link rel="canonical" href="https://post.example/tea"><meta name="author" content="imoen7">
   <meta name="copyright" content="Harbour Post Ltd">${JSON_LD}`,
  `<nav><ul><li><a href="/">Home</a></li></ul></nav><main><article><h1>Tea &amp; ferries return</h1>
   <figure><img src="a.jpg"><figcaption>The quay on Monday morning. <span class="credit">Photograph: Mira Tan</span></figcaption></figure>
   ${STORY}</article></main><footer>Contact us</footer>`,
)

describe('pictures', () => {
  const captionsOf = (picture: string) =>
    outlinesOf(
      page(
        '<title>Ferries return</title>',
        `<article><h1>Ferries return</h1>${STORY}${picture}<p>The old quay stays closed until the spring, when the museum moves in.</p></article>`,
      ),
    )[0]?.captions

  it.each([
    [
      'a class',
      '<figure><img src="a"><figcaption>The new quay</figcaption></figure><p class="photo-credit">Mira Tan/Northern Wire</p>',
    ],
    [
      'a label',
      '<figure><img src="a"><figcaption>The new quay</figcaption></figure><p>Credit: Mira Tan/Northern Wire</p>',
    ],
    [
      'a class inside the figure',
      '<figure><img src="a"><div class="copyright">© Mira Tan/Northern Wire</div><figcaption>The new quay</figcaption></figure>',
    ],
    [
      'a class beside a caption of another element',
      '<div><img src="a"><p class="caption">The new quay</p><p class="credit">Mira Tan/Northern Wire</p></div>',
    ],
  ])('take the credit below their caption by %s', (_, picture) => {
    expect(captionsOf(picture)).toEqual(['The new quay / Mira Tan/Northern Wire'])
  })

  it('take a paragraph with a credit as the caption of the picture above it', () => {
    const caption = 'The new quay. Photograph: Mira Tan/Northern Wire'
    expect(captionsOf(`<figure><img src="a"></figure><p><em>${caption}</em></p>`)).toEqual([
      caption,
    ])
    expect(captionsOf(`<p>The quay was new.</p><p>${caption}</p>`)).toEqual([])
  })

  it('do not take the paragraph below them as their credit', () => {
    const figure = '<figure><img src="a"><figcaption>The new quay</figcaption></figure>'
    expect(captionsOf(`${figure}<p>Mira Tan</p>`)).toEqual(['The new quay'])
    expect(captionsOf(`${figure}<p class="byline">Mira Tan</p>`)).toEqual(['The new quay'])
  })
})

describe('pages', () => {
  it('give the facts of their JSON-LD and the story without what surrounds it', () => {
    expect(openBytes(PAGE, 'a.txt')).toMatchObject({
      format: 'html',
      reason: 'it begins as an HTML page',
    })
    expect(outlinesOf(PAGE)).toMatchObject([
      {
        headline: 'Tea & ferries return',
        byline: 'Ida Moen',
        publisher: 'Harbour Post',
        published: '2024-07-15T16:34:51 +02:00',
        section: 'Economy',
        keywords: ['quays', 'ferries'],
        language: 'en-GB',
        rights: 'Harbour Post Ltd',
        captions: ['The quay on Monday morning. / Mira Tan'],
        text: [
          expect.stringMatching(/^The ferries/),
          expect.stringMatching(/^They sail/),
          expect.stringMatching(/^Tickets cost/),
        ],
      },
    ])
    expect(openBytes(PAGE).parse().articles[0]?.url).toBe('https://post.example/tea')
  })

  it('without JSON-LD give the facts of their meta tags', () => {
    const text = page(
      `<title>Quay opens - Harbour Post</title><meta property="og:site_name" content="Harbour Post">
       <meta name="author" content="Ida Moen"><meta property="article:section" content="Economy">
       <meta property="article:published_time" content="2024-07-15T16:34:51+02:00">
       <meta name="keywords" content="quays, ferries">`,
      `<article>${STORY}</article>`,
    )
    expect(outlinesOf(text)).toMatchObject([
      {
        headline: 'Quay opens',
        byline: 'Ida Moen',
        publisher: 'Harbour Post',
        published: '2024-07-15T16:34:51 +02:00',
        section: 'Economy',
        keywords: ['quays', 'ferries'],
      },
    ])
  })

  it.each([
    ['Quay opens | Harbour Post', 'Quay opens'],
    ['Harbour Post: Quay opens', 'Harbour Post: Quay opens'],
    ['Quay opens – and closes | Harbour Post', 'Quay opens – and closes'],
    ['Quay opens - 15/07/2024', 'Quay opens'],
  ])('cut only the name of the site from the title "%s"', (title, headline) => {
    const text = page(
      `<title>${title}</title><meta property="og:site_name" content="Harbour Post">`,
      `<article>${STORY}</article>`,
    )
    expect(outlinesOf(text)[0]?.headline).toBe(headline)
  })

  it('are read where their JSON-LD cannot be parsed', () => {
    const text = PAGE.replace('"@context"', '@context')
    expect(outlinesOf(text)[0]).toMatchObject({
      headline: 'Tea & ferries return',
      text: expect.arrayContaining([expect.stringMatching(/^Tickets cost/)]),
    })
  })

  it('give the places of verbatim paragraphs in the file', () => {
    const [article] = openBytes(PAGE).parse().articles
    const start = article?.body.indexOf('They sail') ?? -1
    const place =
      article &&
      sourceOf(article.body, article.sourceMap, { start, end: start + 'They sail'.length })
    expect(PAGE.slice(place?.byteStart, place?.byteEnd)).toBe('They sail')
  })

  it('without a headline and a story are a problem', () => {
    expect(openBytes(page('', '<script>render()</script>'), 'a.html').parse()).toMatchObject({
      articles: [],
      problems: [{ code: 'NO_TEXT', severity: 'WARNING' }],
    })
  })
})

describe('hostile pages', () => {
  const read = (body: string) =>
    openBytes(page('<title>Quay opens</title>', body), 'a.html').parse()

  it('of 1,000 nested elements are read in one pass', () => {
    const { articles, problems } = read(`${'<div>'.repeat(1_000)}${STORY}`)
    expect(problems).toMatchObject([{ code: 'PAGE_TOO_LARGE', severity: 'WARNING' }])
    expect(articles[0]?.body).toContain('Tickets cost the same')
  })

  it('of 200,000 nested elements give what comes before them', () => {
    const { articles, problems } = read(`${STORY}${'<div>'.repeat(200_000)}Deep`)
    expect(problems).toMatchObject([{ code: 'PAGE_TOO_LARGE', severity: 'WARNING' }])
    expect(articles[0]?.body).toContain('Tickets cost the same')
    expect(articles[0]?.body).not.toContain('Deep')
  })

  it.each(['&', '> ', '\u00a0.'])(
    'of 200,000 escaped characters are read in one pass: %j',
    (unit) => {
      const { articles, problems } = read(`${STORY}<p>${unit.repeat(200_000)}</p>`)
      expect(problems).toMatchObject([{ code: 'PAGE_TOO_LARGE', severity: 'WARNING' }])
      expect(articles[0]?.body).toContain('Tickets cost the same')
    },
  )

  it('of 30,000 elements are read in one pass', () => {
    const { articles, problems } = read('<p>The ferries are back.</p>'.repeat(30_000))
    expect(problems).toMatchObject([{ code: 'PAGE_TOO_LARGE', severity: 'WARNING' }])
    expect(articles[0]?.paragraphs.length).toBeGreaterThan(30_000)
  })

  it.each([
    [
      '200,000 attributes',
      `<p ${Array.from({ length: 200_000 }, (_, index) => `a${index}="x"`).join(' ')}>`,
    ],
    ['300,000 opening brackets', '<'.repeat(300_000)],
    ['JSON-LD nested 100,000 deep', `<script type="application/ld+json">${'['.repeat(100_000)}`],
    ['100,000 blanks', `<pre>x${' '.repeat(100_000)}x</pre>`],
    ['a comment that stays open', '<!--'.repeat(100_000)],
  ])('with %s give the story before it', (_, bomb) => {
    expect(read(`<article>${STORY}</article>${bomb}`).articles[0]?.body).toContain(
      'Tickets cost the same',
    )
  })
})
