import { describe, expect, it } from 'vitest'
import { sourceOf } from '../../src/text/source-map.ts'
import { openBytes, outlinesOf } from '../support/format-file.ts'

const XML = '<?xml version="1.0" encoding="utf-8"?>\n'

/** Codes and severities of a file's problems. */
function problemsOf(content: string, path = 'a.xml') {
  return openBytes(content, path)
    .parse()
    .problems.map(({ code, severity }) => `${severity} ${code}`)
}

const NITF = `${XML}<!DOCTYPE nitf SYSTEM "nitf-3-4.dtd">
<nitf baselang="en-GB">
  <head>
    <title>quay-opens</title>
    <tobject tobject.type="Economy"/>
    <docdata management-status="usable">
      <doc-id id-string="nw-17" regsrc="NW"/>
      <date.issue norm="20240715T163451+0200"/>
      <date.release norm="20240716T080000+0200"/>
      <date.expire norm="20240801T000000+0200"/>
      <doc.copyright year="2024" holder="Northern Wire"/>
      <key-list><keyword key="quays"/><keyword key="Quays"/><keyword key="ferries"/></key-list>
    </docdata>
  </head>
  <body>
    <body.head>
      <hedline><hl1>Quay opens &amp; ferries return</hl1><hl2>Six years late</hl2></hedline>
      <byline>By <person>Ida Moen</person><byttl>Harbour correspondent</byttl></byline>
      <distributor><org>Northern Wire</org></distributor>
      <dateline><location>Port Selm</location> <story.date>15 July</story.date></dateline>
    </body.head>
    <body.content>
      <p>The <b>ferries</b> are back,
        the harbour master said.</p>
      <media media-type="image">
        <media-reference source="img-2024-17"/>
        <media-caption>The quay on Monday morning.</media-caption>
        <media-producer>Mira Tan</media-producer>
      </media>
      <p>They sail at six from the new quay.</p>
      <p>im/hs</p>
    </body.content>
  </body>
</nitf>`

describe('NITF', () => {
  it('gives every field of a story', () => {
    expect(openBytes(NITF)).toMatchObject({
      format: 'nitf',
      reason: 'its root element is "nitf"',
    })
    expect(outlinesOf(NITF)).toEqual([
      {
        headline: 'Quay opens & ferries return',
        byline: 'By Ida Moen, Harbour correspondent',
        dateline: 'Port Selm',
        published: '2024-07-15T16:34:51 +0200',
        publisher: null,
        section: 'Economy',
        keywords: ['quays', 'ferries'],
        language: 'en-GB',
        rights: 'Northern Wire 2024',
        itemId: 'nw-17',
        text: [
          'The ferries are back, the harbour master said.',
          'They sail at six from the new quay.',
        ],
        captions: ['The quay on Monday morning. / Mira Tan'],
        times: [
          'PUBLISHED 20240715T163451+0200',
          'EMBARGOED 20240716T080000+0200',
          'EXPIRES 20240801T000000+0200',
        ],
      },
    ])
    expect(openBytes(NITF).parse().articles[0]?.provider).toBe('Northern Wire')
  })

  it.each(['a.txt', 'a.json', 'a.html', 'a'])('is recognised by its content in %s', (path) => {
    expect(openBytes(NITF, path).format).toBe('nitf')
  })

  it('takes neither embargo nor expiry for the publication', () => {
    const text = NITF.replace(/<date.issue[^>]*>/, '')
    expect(outlinesOf(text)[0]?.published).toBeNull()
  })

  it('has no byline where the element holds a subtitle', () => {
    const text = NITF.replace(/<byline>.*<\/byline>/, '<byline>how the quay was built</byline>')
    expect(outlinesOf(text)[0]?.byline).toBeNull()
  })

  it('has no dateline where the element holds a time of day', () => {
    const text = NITF.replace(/<dateline>.*<\/dateline>/, '<dateline>16:34</dateline>')
    expect(outlinesOf(text)[0]?.dateline).toBeNull()
  })

  it('tells that an item is withdrawn', () => {
    const text = NITF.replace('"usable"', '"canceled"')
    expect(openBytes(text).parse().articles[0]?.status).toBe('WITHDRAWN')
  })

  it('is read after blank lines before the declaration', () => {
    expect(outlinesOf(`\n\n${NITF}`)[0]?.text).toHaveLength(2)
  })

  it('gives what could be read of a malformed file', () => {
    const text = NITF.slice(0, NITF.indexOf('<p>They sail'))
    expect(problemsOf(text)).toEqual(['WARNING MALFORMED_FILE'])
    expect(outlinesOf(text)).toMatchObject([
      {
        headline: 'Quay opens & ferries return',
        text: ['The ferries are back, the harbour master said.'],
      },
    ])
  })

  it('gives the places of verbatim paragraphs in the file', () => {
    const [article] = openBytes(NITF).parse().articles
    const paragraph = article?.paragraphs.find(({ span }) =>
      article.body.startsWith('They sail', span.start),
    )
    if (!article || !paragraph) throw new Error('no paragraph')
    const place = sourceOf(article.body, article.sourceMap, paragraph.span)
    expect(NITF.slice(place?.byteStart, place?.byteEnd)).toBe('They sail at six from the new quay.')
    expect(place?.line).toBe(NITF.slice(0, NITF.indexOf('They sail')).split('\n').length)
  })
})

const g2Item = (inner: string, attributes = 'guid="urn:nw:1" version="3"') =>
  `<newsItem ${attributes} xmlns="http://iptc.org/std/nar/2006-10-01/">${inner}</newsItem>`

const G2 = `${XML}<newsMessage><itemSet>${g2Item(`
  <rightsInfo><copyrightHolder literal="Northern Wire"/><usageTerms>Not for archives.</usageTerms></rightsInfo>
  <itemMeta>
    <itemClass qcode="ninat:text"/>
    <provider qcode="nprov:nw"><name>Northern Wire</name></provider>
    <versionCreated>2024-07-15T18:00:00+02:00</versionCreated>
    <firstCreated>2024-07-15T16:34:51+02:00</firstCreated>
    <embargoed>2024-07-16T08:00:00+02:00</embargoed>
    <pubStatus qcode="stat:usable"/>
  </itemMeta>
  <contentMeta>
    <creator literal="imoen7"/>
    <by>By Ida Moen</by>
    <headline rank="2">Ferries return to Port Selm</headline>
    <headline rank="1">Quay opens</headline>
    <headline role="hld:subHeadline" rank="1">Six years late</headline>
    <language tag="en"/>
    <keyword>quays</keyword>
    <subject qcode="nwdesk:econ"><name>Economy</name></subject>
    <subject qcode="medtop:2"><name>Shipping</name></subject>
    <located><name>Port Selm</name></located>
  </contentMeta>
  <contentSet>
    <inlineData contenttype="text/plain">The ferries are back.</inlineData>
    <inlineXML contenttype="application/xhtml+xml"><html><head><title>x</title></head><body>
      <p>The ferries are back.</p><p>They sail at six.</p></body></html></inlineXML>
  </contentSet>`)}${g2Item(
  `<itemMeta><itemClass qcode="ninat:picture"/><provider literal="Northern Wire"/></itemMeta>
  <contentMeta><headline>The quay</headline><creditline>NW/Mira Tan</creditline>
    <description role="drol:summary">A quay.</description>
    <description role="drol:caption">The quay on Monday morning.</description></contentMeta>
  <contentSet><inlineXML><html><body><p>Another story about tea.</p></body></html></inlineXML></contentSet>`,
  'guid="urn:nw:2"',
)}${g2Item('<itemMeta><pubStatus qcode="stat:canceled"/></itemMeta>', 'guid="urn:nw:3"')}</itemSet></newsMessage>`

describe('NewsML-G2', () => {
  it('gives every item of a message: text, pictures and cancellations', () => {
    expect(openBytes(G2, 'a.txt').format).toBe('newsml-g2')
    expect(outlinesOf(G2)).toMatchObject([
      {
        headline: 'Quay opens',
        byline: 'By Ida Moen',
        dateline: 'Port Selm',
        published: '2024-07-15T16:34:51 +02:00',
        section: 'Economy',
        keywords: ['quays', 'Shipping'],
        language: 'en',
        rights: 'Not for archives.',
        itemId: 'urn:nw:1',
        text: ['The ferries are back.', 'They sail at six.'],
        times: [
          'CREATED 2024-07-15T16:34:51+02:00',
          'UPDATED 2024-07-15T18:00:00+02:00',
          'EMBARGOED 2024-07-16T08:00:00+02:00',
        ],
      },
      { headline: 'The quay', text: [], captions: ['The quay on Monday morning. / NW/Mira Tan'] },
      { headline: null, text: [], itemId: 'urn:nw:3' },
    ])
    expect(
      openBytes(G2)
        .parse()
        .articles.map(({ key, status, itemVersion }) => [key, status, itemVersion]),
    ).toEqual([
      ['urn:nw:1', 'USABLE', '3'],
      ['urn:nw:2', 'USABLE', null],
      ['urn:nw:3', 'WITHDRAWN', null],
    ])
  })

  it('takes creators with a full name for the byline, and never a login', () => {
    const without = G2.replace('<by>By Ida Moen</by>', '')
    expect(outlinesOf(without)[0]?.byline).toBeNull()
    const named = without.replace('literal="imoen7"', 'literal="Ida Moen"')
    expect(outlinesOf(named)[0]?.byline).toBe('Ida Moen')
  })
})

const NEWSML = `${XML}<NewsML>
  <NewsEnvelope><SentFrom><Party FormalName="Northern Wire"/></SentFrom></NewsEnvelope>
  <NewsItem xml:lang="en">
    <Identification><NewsIdentifier><ProviderId>nw.example</ProviderId><DateId>20240715</DateId>
      <NewsItemId>quay-1</NewsItemId><RevisionId>2</RevisionId></NewsIdentifier></Identification>
    <NewsManagement><NewsItemType FormalName="News"/>
      <FirstCreated>20240715T163451+0200</FirstCreated>
      <ThisRevisionCreated>20240715T180000+0200</ThisRevisionCreated>
      <Status FormalName="Embargoed"/>
      <StatusWillChange><DateAndTime>20240716T080000+0200</DateAndTime></StatusWillChange></NewsManagement>
    <NewsComponent>
      <NewsLines><HeadLine>Quay opens</HeadLine><ByLine>Ida Moen</ByLine>
        <DateLine>PORT SELM, July 15, 2024 -</DateLine><CopyrightLine>(c) Northern Wire</CopyrightLine>
        <KeywordLine>quays, ferries</KeywordLine></NewsLines>
      <NewsComponent><Role FormalName="Main"/>
        <ContentItem><DataContent><p>The ferries are back.</p><p>They sail at six.</p></DataContent></ContentItem>
      </NewsComponent>
      <NewsComponent><Role FormalName="Photo"/><NewsLines><CreditLine>Mira Tan</CreditLine></NewsLines>
        <NewsComponent><Role FormalName="Caption"/>
          <ContentItem><DataContent>The quay on Monday morning, which is longer than the story is.</DataContent></ContentItem>
        </NewsComponent></NewsComponent>
    </NewsComponent>
  </NewsItem>
</NewsML>`

describe('NewsML 1', () => {
  it('gives the story and its pictures', () => {
    expect(openBytes(NEWSML, 'a.dat').format).toBe('newsml-1')
    expect(outlinesOf(NEWSML)).toMatchObject([
      {
        headline: 'Quay opens',
        byline: 'Ida Moen',
        dateline: 'PORT SELM, July 15, 2024',
        published: '2024-07-15T16:34:51 +0200',
        keywords: ['quays', 'ferries'],
        language: 'en',
        rights: '(c) Northern Wire',
        itemId: 'quay-1',
        text: ['The ferries are back.', 'They sail at six.'],
        captions: ['The quay on Monday morning, which is longer than the story is. / Mira Tan'],
      },
    ])
    expect(outlinesOf(NEWSML)[0]?.times).toContain('EMBARGOED 20240716T080000+0200')
  })

  it('tells that an item is withdrawn', () => {
    const text = NEWSML.replace('"Embargoed"', '"Canceled"')
    expect(openBytes(text).parse().articles[0]?.status).toBe('WITHDRAWN')
  })
})

const RSS = `${XML}<rss version="2.0"><channel>
  <title>Harbour Post</title><language>en-gb</language><copyright>Harbour Post Ltd</copyright>
  <image><title>Logo</title><link>https://post.example/logo</link></image>
  <item>
    <image><title>Picture</title><link>https://post.example/picture</link></image>
    <media:title>Picture title</media:title>
    <title>Tea &amp;amp; ferries return</title>
    <link>https://post.example/tea</link>
    <guid isPermaLink="false">post-1</guid>
    <author>ida@post.example (Ida Moen)</author>
    <category>Economy</category>
    <pubDate>Mon, 15 Jul 2024 16:34:51 +0200</pubDate>
    <description>&lt;p&gt;The ferries are back.&lt;/p&gt;&lt;p&gt;They sail at six. &lt;a href="x"&gt;Continue reading&lt;/a&gt;&lt;/p&gt;</description>
    <media:content url="a.jpg"><media:description>The quay on Monday.</media:description><media:credit>Photograph: Mira Tan</media:credit></media:content>
    <media:content url="b.jpg"><media:description>The quay on Monday.</media:description><media:credit>Photograph: Mira Tan</media:credit></media:content>
  </item>
  <item><title>Bells go home</title><dc:creator>ida@post.example</dc:creator><pubDate>Tue, 16 Jul 2024 08:00:00 GMT</pubDate></item>
</channel></rss>`

describe('feeds', () => {
  it('give an article for each item of RSS', () => {
    expect(openBytes(RSS, 'a.txt').format).toBe('feed')
    expect(outlinesOf(RSS)).toMatchObject([
      {
        headline: 'Tea & ferries return',
        byline: 'Ida Moen',
        published: '2024-07-15T16:34:51 +0200',
        publisher: 'Harbour Post',
        keywords: ['Economy'],
        language: 'en-gb',
        rights: 'Harbour Post Ltd',
        itemId: 'post-1',
        text: ['The ferries are back.', 'They sail at six.'],
        captions: ['The quay on Monday. / Mira Tan'],
      },
      { headline: 'Bells go home', byline: null, published: '2024-07-16T08:00:00 GMT' },
    ])
    expect(openBytes(RSS).parse().articles[0]?.url).toBe('https://post.example/tea')
  })

  it('give an article for each item of RDF', () => {
    const text = `${XML}<rdf:RDF xmlns="http://purl.org/rss/1.0/"><channel><title>Harbour Post</title></channel>
      <item rdf:about="https://post.example/tea"><title>Tea returns</title>
      <link>https://post.example/tea</link><dc:date>2024-07-15T16:34:51+02:00</dc:date></item></rdf:RDF>`
    expect(outlinesOf(text)).toMatchObject([
      {
        headline: 'Tea returns',
        publisher: 'Harbour Post',
        published: '2024-07-15T16:34:51 +02:00',
        itemId: 'https://post.example/tea',
      },
    ])
  })

  it('give an article for each entry of Atom', () => {
    const text = `${XML}<feed xml:lang="en"><title>Harbour Post</title><rights>HP</rights>
      <entry><id>tag:post.example,2024:1</id><title type="html">Tea &amp;lt; coffee</title>
      <link rel="self" href="https://post.example/self"/><link href="https://post.example/tea"/>
      <author><name>Ida Moen</name></author><category term="eco" label="Economy"/>
      <published>2024-07-15T16:34:51+02:00</published><updated>2024-07-16T08:00:00Z</updated>
      <content type="xhtml"><div><p>The ferries are back.</p><p>They sail at six.</p></div></content></entry></feed>`
    expect(outlinesOf(text)).toMatchObject([
      {
        headline: 'Tea < coffee',
        byline: 'Ida Moen',
        publisher: 'Harbour Post',
        section: 'Economy',
        rights: 'HP',
        language: 'en',
        published: '2024-07-15T16:34:51 +02:00',
        text: ['The ferries are back.', 'They sail at six.'],
      },
    ])
    expect(openBytes(text).parse().articles[0]?.url).toBe('https://post.example/tea')
  })
})

const wpItem = (title: string, { type = 'post', status = 'publish', password = '' } = {}) => `<item>
  <title>${title}</title><dc:creator>imoen7</dc:creator><guid>https://post.example/?p=${title.length}</guid>
  <pubDate>Mon, 15 Jul 2024 14:34:51 +0000</pubDate>
  <wp:post_date_gmt>2024-07-15 14:34:51</wp:post_date_gmt><wp:post_type>${type}</wp:post_type>
  <wp:status>${status}</wp:status><wp:post_password>${password}</wp:post_password>
  <category domain="category">Economy</category><category domain="post_tag">quays</category>
  <content:encoded><![CDATA[[caption id="a" width="300"]<img src="a.jpg" /> The quay on Monday. Photo: Mira Tan[/caption]
"[The] ferries are back," she said.

[gallery ids="1,2"]They sail at six.]]></content:encoded></item>`

const WORDPRESS = `${XML}<rss><channel><title>Harbour Post</title>
  <wp:author><wp:author_login>imoen7</wp:author_login><wp:author_display_name>Ida Moen</wp:author_display_name></wp:author>
  ${wpItem('Quay opens')}${wpItem('Draft', { status: 'draft' })}${wpItem('Private', { status: 'private' })}
  ${wpItem('Secret', { password: 'x' })}${wpItem('quay.jpg', { type: 'attachment', status: 'inherit' })}
  ${wpItem('About us', { type: 'page' })}</channel></rss>`

describe('exports of WordPress', () => {
  it('give the posts and pages that the site shows, without shortcodes', () => {
    expect(outlinesOf(WORDPRESS)).toMatchObject([
      {
        headline: 'Quay opens',
        byline: 'Ida Moen',
        published: '2024-07-15T14:34:51 Z',
        section: 'Economy',
        keywords: ['quays'],
        text: ['"[The] ferries are back," she said.', 'They sail at six.'],
        captions: ['The quay on Monday. Photo: Mira Tan'],
      },
      { headline: 'About us' },
    ])
  })
})

describe("Factiva's XML", () => {
  it('gives every article of a response', () => {
    const article = (id: string) => `<article><accessionNo>${id}</accessionNo>
      <baseLanguage>en</baseLanguage><byline><paragraph>By Ida Moen</paragraph></byline>
      <headline><paragraph>Quay opens</paragraph></headline><sourceName>Harbour Post</sourceName>
      <leadParagraph><paragraph>The ferries are back.</paragraph></leadParagraph>
      <tailParagraphs><paragraph>They sail at six.</paragraph></tailParagraphs>
      <publicationDate><date>2024-07-15</date></publicationDate><copyright>(c) HP</copyright></article>`
    const text = `${XML}<PPSResponse>${article('HP01')}${article('HP02')}</PPSResponse>`
    expect(openBytes(text).format).toBe('factiva-xml')
    expect(outlinesOf(text)).toMatchObject([
      {
        headline: 'Quay opens',
        byline: 'By Ida Moen',
        published: '2024-07-15T00:00:00',
        publisher: 'Harbour Post',
        rights: '(c) HP',
        itemId: 'HP01',
        text: ['The ferries are back.', 'They sail at six.'],
      },
      { itemId: 'HP02' },
    ])
  })
})

describe('XML of a house', () => {
  const STORIES = `${XML}<export>
    <story id="7"><headline>Quay opens</headline><byLine>Ida Moen</byLine><pubDate>2024-07-15</pubDate>
      <section>Economy</section><content><p>The ferries are back.</p><p>They sail at six.</p></content></story>
    <story id="8"><headline>Bells go home</headline><content>The bell is home.</content></story></export>`

  it('gives the stories of a list by the names of their elements', () => {
    expect(openBytes(STORIES).format).toBe('xml')
    expect(outlinesOf(STORIES)).toMatchObject([
      {
        headline: 'Quay opens',
        byline: 'Ida Moen',
        published: '2024-07-15T00:00:00',
        section: 'Economy',
        itemId: '7',
        text: ['The ferries are back.', 'They sail at six.'],
      },
      { headline: 'Bells go home', itemId: '8' },
    ])
  })

  it('finds equal paragraphs of two stories at two places', () => {
    const text = STORIES.replace('The bell is home.', 'The ferries are back.')
    const places = openBytes(text, 'a.xml')
      .parse()
      .articles.map(({ body, sourceMap }) => {
        const start = body.indexOf('The ferries')
        return sourceOf(body, sourceMap, { start, end: start + 11 })?.line
      })
    expect(places).toEqual([4, 5])
  })

  it('without a story is a problem', () => {
    expect(problemsOf(`${XML}<config><port>8080</port></config>`)).toEqual(['WARNING NO_TEXT'])
  })
})

describe('hostile XML', () => {
  const story = (words: string, declarations = '') =>
    `${XML}${declarations}<nitf><body><body.head><hedline><hl1>Quay opens</hl1></hedline></body.head><body.content>${words}</body.content></body></nitf>`

  it('never expands the entities that a file declares', () => {
    const laughs = Array.from(
      { length: 10 },
      (_, index) => `<!ENTITY a${index + 1} "${`&a${index};`.repeat(10)}">`,
    ).join('')
    const text = story('<p>&a10;</p>', `<!DOCTYPE nitf [<!ENTITY a0 "ha">${laughs}]>`)
    expect(outlinesOf(text)).toMatchObject([{ text: ['&a10;'] }])
    expect(problemsOf(text)).toEqual(['WARNING MALFORMED_FILE'])
  })

  it('does not expand one large entity 5,000 times', () => {
    const text = story(
      `<p>${'&big;'.repeat(5000)}</p>`,
      `<!DOCTYPE nitf [<!ENTITY big "${'x'.repeat(10_000)}">]>`,
    )
    expect(openBytes(text).parse().articles[0]?.body.length).toBeLessThan(30_000)
  })

  it('never reads files that an entity names', () => {
    const text = story(
      '<p>Words &file;</p>',
      '<!DOCTYPE nitf [<!ENTITY file SYSTEM "file:///etc/hostname">]>',
    )
    expect(outlinesOf(text)).toMatchObject([{ text: ['Words &file;'] }])
  })

  it.each([
    ['200,000 nested elements', '<div>'.repeat(200_000)],
    ['300,000 opening brackets', '<'.repeat(300_000)],
    ['20,001 elements that are not closed', '<p>Hm'.repeat(20_001)],
  ])('of %s costs only what comes behind them', (_, bomb) => {
    const text = story(`<p>The ferries are back.</p>${bomb}`)
    expect(problemsOf(text)).toEqual(['WARNING MALFORMED_FILE'])
    expect(outlinesOf(text)[0]).toMatchObject({ headline: 'Quay opens' })
    expect(outlinesOf(text)[0]?.text[0]).toMatch(/^The ferries are back\./)
  })

  it('of 200,000 attributes is read', () => {
    const attributes = Array.from({ length: 200_000 }, (_, index) => `a${index}="x"`).join(' ')
    expect(outlinesOf(story(`<p ${attributes}>The ferries are back.</p>`))).toMatchObject([
      { text: ['The ferries are back.'] },
    ])
  })

  it('with elements named as members of every object is read', () => {
    const text = `${XML}<story><__proto__><polluted>1</polluted></__proto__><constructor>2</constructor>
      <headline>Quay opens</headline><content>The ferries are back.</content></story>`
    expect(outlinesOf(text)).toMatchObject([
      { headline: 'Quay opens', text: ['The ferries are back.'] },
    ])
    expect('polluted' in {}).toBe(false)
  })
})
