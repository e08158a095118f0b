import { describe, expect, it } from 'vitest'
import { openBytes, outlinesOf } from '../support/format-file.ts'

const XML = '<?xml version="1.0" encoding="utf-8"?>\n'

const nitf = (body: string, docdata = '') => `${XML}<nitf><head><docdata>${docdata}</docdata></head>
<body><body.head><hedline><hl1>Quay opens</hl1></hedline></body.head>
<body.content>${body}</body.content></body></nitf>`

const g2 = (content: string, meta = '') => `${XML}<newsItem guid="urn:nw:1" version="1"><itemMeta/>
<contentMeta>${meta}</contentMeta><contentSet><inlineXML>${content}</inlineXML></contentSet></newsItem>`

const rss = (items: string, channel = '') =>
  `${XML}<rss version="2.0"><channel><title>Post</title>${channel}${items}</channel></rss>`

const rssItem = (members: string) => `<item><title>Quay opens</title>${members}</item>`

describe('text inside of XML', () => {
  it('joins lines that are wrapped with line breaks, and parts paragraphs at others', () => {
    const text =
      nitf(`<p>The ferries are back at the old quay of the <br/>town of Port Selm, the harbour master<br/>
      said.</p><p>He named three reasons:<br/>the tide.<br/>The wind.</p>`)
    expect(outlinesOf(text, 'a.xml')[0]?.text).toEqual([
      'The ferries are back at the old quay of the town of Port Selm, the harbour master said.',
      'He named three reasons:',
      'the tide.',
      'The wind.',
    ])
  })

  it('keeps the paragraphs of a text that is laid out inside of one element', () => {
    const text = g2(`<html><body><p>(Adds detail)

    By Ida Moen
    PORT SELM, July 15 (NW) - The ferries are back at
the quay, the harbour master said.
    They sail at six from the new quay.</p></body></html>`)
    expect(outlinesOf(text, 'a.xml')).toMatchObject([
      {
        byline: 'By Ida Moen',
        text: [
          '(Adds detail)',
          'PORT SELM, July 15 (NW) - The ferries are back at the quay, the harbour master said.',
          'They sail at six from the new quay.',
        ],
      },
    ])
  })

  it('leaves the head of an XHTML rendition out, which repeats its fields', () => {
    const text = g2(
      `<html><body><header><ul class="slugline"><li>Ports</li></ul><time>15.07.2024</time><h1>Quay opens</h1></header>
       <section><p>The ferries are back.</p></section></body></html>`,
      '<headline>Quay opens</headline>',
    )
    expect(outlinesOf(text, 'a.xml')[0]).toMatchObject({
      headline: 'Quay opens',
      text: ['The ferries are back.'],
    })
  })

  it('leaves markup out that is escaped as a paragraph', () => {
    const text = nitf(`<p>The ferries are back.</p>
      <p>&lt;div class="embed"&gt;&lt;/div&gt;&lt;script src="a.js"&gt;&lt;/script&gt;</p>`)
    expect(outlinesOf(text, 'a.xml')[0]?.text).toEqual(['The ferries are back.'])
  })

  it('has no blank between a name on a line of its own and its comma', () => {
    const text = nitf(
      '<p>\n<person>Ida Moen</person>\n, of the\n<org>Harbour Board</org>\n, said so\n.\n</p>',
    )
    expect(outlinesOf(text, 'a.xml')[0]?.text).toEqual(['Ida Moen, of the Harbour Board, said so.'])
  })

  it('marks the initials of the desk at its end', () => {
    const text = nitf('<p>The ferries are back.</p><p>NWA RTV ar</p>')
    expect(outlinesOf(text, 'a.xml')[0]?.text).toEqual(['The ferries are back.'])
  })
})

describe('times that are not the publication', () => {
  it('a release at the time of issue is not an embargo', () => {
    const norm = '20240715T163451+0200'
    const docdata = `<date.issue norm="${norm}"/><date.release norm="${norm}"/>`
    expect(outlinesOf(nitf('<p>Back.</p>', docdata), 'a.xml')[0]?.times).toEqual([
      `PUBLISHED ${norm}`,
    ])
  })

  it('a day in the field for the dateline is none', () => {
    const text = `${XML}<NewsML><NewsItem><Identification><NewsIdentifier><NewsItemId>7</NewsItemId></NewsIdentifier></Identification>
      <NewsManagement><FirstCreated>20240715T163451+0300</FirstCreated></NewsManagement>
      <NewsComponent><NewsLines><HeadLine>Quay opens</HeadLine><DateLine>15/7/2024</DateLine></NewsLines>
      <NewsComponent><Role FormalName="Main"/><ContentItem><DataContent><![CDATA[<P>The ferries are back.</P>]]></DataContent></ContentItem></NewsComponent>
      </NewsComponent></NewsItem></NewsML>`
    expect(outlinesOf(text, 'a.xml')[0]).toMatchObject({
      dateline: null,
      published: '2024-07-15T16:34:51 +0300',
      text: ['The ferries are back.'],
    })
  })

  it('a time in the field for the dateline of NewsML-G2 is none', () => {
    const text = g2(
      '<html><body><p>Back.</p></body></html>',
      '<dateline>2024-07-15 16:34:51 GMT+00:00</dateline><located><name>Port Selm</name></located>',
    )
    expect(outlinesOf(text, 'a.xml')[0]?.dateline).toBe('Port Selm')
  })

  it.each([
    [
      'Mon Jul 15 2024 16:34:51 GMT+0200 (Central European Summer Time)',
      '2024-07-15T16:34:51 GMT+0200',
    ],
    ['2024-07-15 16:34:51 +02:00', '2024-07-15T16:34:51 +02:00'],
    ['2024-07-15 16:34:51Z', '2024-07-15T16:34:51 Z'],
    ['16:34 2024-07-15', '2024-07-15T16:34:00'],
    ['Mon, 15 Jul 2024 16:34:51 EST', '2024-07-15T16:34:51 EST'],
    ['2024-07-15T00:00:00', '2024-07-15T00:00:00'],
    ['2024-07-15+02:00', '2024-07-15T00:00:00'],
    ['2024-02-30T10:00:00Z', null],
    ['2024-07-15T25:00:00Z', null],
    ['0000-00-00 00:00:00', null],
    ['Mon, 32 Jul 2024 16:34:51 GMT', null],
  ])('a feed prints %s', (printed, published) => {
    const text = rss(rssItem(`<pubDate>${printed}</pubDate>`))
    expect(outlinesOf(text, 'a.rss')).toMatchObject([{ published }])
  })

  it('midnight without a zone is a day', () => {
    const [article] = openBytes(
      rss(rssItem('<pubDate>2024-07-15 00:00:00</pubDate>')),
      'a.rss',
    ).parse().articles
    expect(article?.stamp).toMatchObject({ precision: 'DAY', zone: null })
  })

  it.each([
    ['13/02/2024', '2024-04-03'],
    ['02/13/2024', '2024-03-04'],
  ])('a source that prints %s tells how it prints the others', (sure, day) => {
    const records = [
      { title: 'Tea returns', text: 'Tea is back.', date: sure },
      { title: 'Quay opens', text: 'The ferries are back.', date: '03/04/2024' },
    ]
    expect(outlinesOf(JSON.stringify(records), 'a.json')[1]?.published).toBe(`${day}T00:00:00`)
  })

  it('a numeric day that nothing explains is none', () => {
    const record = { title: 'Quay opens', text: 'The ferries are back.', date: '03/04/2024' }
    expect(outlinesOf(JSON.stringify(record), 'a.json')[0]?.published).toBeNull()
  })
})

describe('fields that hold something else', () => {
  it.each([
    ['imoen7', null],
    ['im/hs', null],
    ['The harbour master explains why the quay opened six years late.', null],
    ['Ida Moen', 'Ida Moen'],
    ['By Ida Moen and Finn Sole, Northern Wire', 'By Ida Moen and Finn Sole, Northern Wire'],
  ])('of a byline field, %s is read as %s', (printed, byline) => {
    const text = nitf('<p>The ferries are back.</p>').replace(
      '</hedline>',
      `</hedline><byline>${printed}</byline>`,
    )
    expect(outlinesOf(text, 'a.xml')).toMatchObject([{ byline }])
  })

  it('of several headlines the main one of the highest rank counts', () => {
    const meta = `<headline role="hld:sub" rank="1">Six years late</headline>
      <headline rank="2">Quay opens after six years</headline><headline rank="1">Quay opens</headline>`
    expect(outlinesOf(g2('<html><body><p>Back.</p></body></html>', meta), 'a.xml')).toMatchObject([
      { headline: 'Quay opens' },
    ])
  })

  it('three renditions are one story', () => {
    const item = {
      uri: 'urn:nw:1',
      versioncreated: '2024-07-15T16:34:51Z',
      headline: 'Quay opens',
      body_text: 'The ferries are back. They sail at six.',
      body_xhtml: '<p>The ferries are back.</p><p>They sail at six.</p>',
      body_html: '<p>The ferries are back.</p>',
    }
    expect(outlinesOf(JSON.stringify(item), 'a.json')[0]?.text).toEqual([
      'The ferries are back.',
      'They sail at six.',
    ])
  })

  it('a picture keeps its caption and not the story of its text member', () => {
    const item = {
      uri: 'urn:nw:2',
      type: 'picture',
      versioncreated: '2024-07-15T16:34:51Z',
      headline: 'Quay',
      description_text: 'The quay at noon.',
      byline: 'Mira Tan',
      body_text: 'Tea prices rose.',
    }
    expect(outlinesOf(JSON.stringify(item), 'a.json')).toMatchObject([
      { text: [], captions: ['The quay at noon. / Mira Tan'] },
    ])
  })

  it.each([
    ['Copyright 2024 Northern Wire, www.wire.example - all rights reserved.', 'Northern Wire'],
    ['© 2024, nwa (www.nwa.example)', 'nwa'],
    ['Copyright protected by law.', null],
    ['The content is owned by Northern Wire.', null],
  ])('who delivered an item is told by its notice alone: %s', (copyrightnotice, provider) => {
    const item = {
      uri: 'urn:nw:3',
      versioncreated: '2024-07-15T16:34:51Z',
      headline: 'Quay opens',
      body_text: 'The ferries are back.',
      byline: 'Ida Moen',
      copyrightnotice,
    }
    expect(openBytes(JSON.stringify(item), 'a.json').parse().articles).toMatchObject([{ provider }])
  })

  it('an export may keep its items in a member named "item"', () => {
    const items = {
      total: 1,
      item: [{ id: 7, headline: 'Quay opens', body_text: 'The ferries are back.' }],
    }
    expect(outlinesOf(JSON.stringify(items), 'a.json')).toMatchObject([{ headline: 'Quay opens' }])
  })

  it('title and address of a feed item are not those of its picture', () => {
    const text = rss(
      `<item><image><title>Logo</title><link>https://post.example/logo</link></image>
       <media:content xmlns:media="m"><media:title>Quay.jpg</media:title></media:content>
       <title>Quay opens</title><link>https://post.example/quay</link><description>Back.</description></item>`,
      '<image><title>Post logo</title><link>https://post.example</link></image>',
    )
    expect(outlinesOf(text, 'a.rss')).toMatchObject([{ headline: 'Quay opens', publisher: 'Post' }])
    expect(openBytes(text, 'a.rss').parse().articles[0]?.url).toBe('https://post.example/quay')
  })

  it('an alert without headline is its text', () => {
    const text = nitf('<p>FERRIES BACK AT SELM QUAY - HARBOUR MASTER</p>').replace(
      '<hedline><hl1>Quay opens</hl1></hedline>',
      '',
    )
    expect(outlinesOf(text, 'a.xml')).toMatchObject([
      { headline: null, text: ['FERRIES BACK AT SELM QUAY - HARBOUR MASTER'] },
    ])
  })

  it('names of topics are keywords in the language of the item', () => {
    const text = `${XML}<NewsML><NewsItem><NewsComponent><TopicSet><Topic><Description xml:lang="el" Variant="Name">Λιμάνια</Description>
      <Description xml:lang="en" Variant="Name">Ports</Description><Description xml:lang="en" Variant="Category">PRT</Description></Topic></TopicSet>
      <NewsLines><HeadLine>Quay opens</HeadLine></NewsLines><DescriptiveMetadata><Language FormalName="EN"/></DescriptiveMetadata>
      </NewsComponent></NewsItem></NewsML>`
    expect(outlinesOf(text, 'a.xml')).toMatchObject([{ keywords: ['Ports'] }])
  })

  it('a subject of the type of a category is the section', () => {
    const meta = `<headline>Quay opens</headline><subject qcode="nwcat:ec" type="nwtype:category"><name>Economy</name></subject>
      <subject qcode="nwtop:7"><name>Ports</name></subject>`
    expect(outlinesOf(g2('<html><body><p>Back.</p></body></html>', meta), 'a.xml')).toMatchObject([
      { section: 'Economy', keywords: ['Ports'] },
    ])
  })
})

describe('words that are damaged by layout', () => {
  const post = (content: string) =>
    rss(
      `<item><title>Quay opens</title><wp:post_type>post</wp:post_type><wp:status>publish</wp:status><content:encoded><![CDATA[${content}]]></content:encoded></item>`,
    )

  it('a drop capital is part of its word', () => {
    expect(outlinesOf(post('[dropcap]F[/dropcap]erries are back.'), 'a.xml')[0]?.text).toEqual([
      'Ferries are back.',
    ])
    const html = `<!doctype html><html><head><title>Quay opens</title></head><body><article><h1>Quay opens</h1>
      <p><span class="drop-cap">F</span>erries are back at the quay of Port Selm, the harbour master said on Monday.</p>
      <p>They sail at six from the new quay, which took the city six years to build, and at noon.</p></article></body></html>`
    expect(outlinesOf(html)[0]?.text[0]).toMatch(/^Ferries are back/)
  })

  it('shortcodes go, and words in brackets of an editor stay', () => {
    const content =
      '[contact_form]\n\nThe ferries [which left in 2018] are back.\n\n[gallery ids="1,2"]'
    expect(outlinesOf(post(content), 'a.xml')[0]?.text).toEqual([
      'The ferries [which left in 2018] are back.',
    ])
  })

  it.each([
    ['&lt;p&gt;Tea &amp;amp; ferries&lt;/p&gt;', 'Tea & ferries'],
    ['Tea &amp;amp; ferries', 'Tea & ferries'],
    ['Tea &amp;#8211; ferries', 'Tea – ferries'],
  ])('entities that are escaped twice are read: %s', (description, words) => {
    const text = rss(
      `<item><title>${description.replace(/&lt;[^;]*;/g, '')}</title><description>${description}</description></item>`,
    )
    expect(outlinesOf(text, 'a.rss')[0]?.text).toEqual([words])
  })

  it('a credit behind its label keeps the names behind slashes', () => {
    const text = nitf(
      '<media><media-caption>The quay at noon. Photo: Mira Tan / NW / Pool</media-caption></media><p>Back.</p>',
    )
    const [article] = openBytes(text, 'a.xml').parse().articles
    const credit = article?.paragraphs.find(({ kind }) => kind === 'CAPTION')?.credit
    expect(credit && article?.body.slice(credit.start, credit.end)).toBe('Mira Tan / NW / Pool')
  })
})

describe('feeds that state a field elsewhere', () => {
  it('a keyword whose entities are escaped twice', () => {
    const text = rss(
      rssItem(`<category><![CDATA[Ferries &amp; Quays]]></category>
        <dc:rights>&amp;copy; 2024 &lt;span&gt;Harbor Post&lt;/span&gt;</dc:rights>`),
    )
    expect(outlinesOf(text, 'a.rss')[0]).toMatchObject({
      keywords: ['Ferries & Quays'],
      rights: '© 2024 Harbor Post',
    })
  })

  it.each(['www.post.example', 'post.example', 'https://post.example/', 'desk@post.example'])(
    'an author that is the address %s',
    (address) => {
      const text = rss(rssItem(`<author>${address}</author>`))
      expect(outlinesOf(text, 'a.rss')[0]?.byline).toBeNull()
    },
  )

  it('author, summary and keywords of a podcast', () => {
    const text = rss(
      rssItem(`<itunes:author>Ida Moen</itunes:author><itunes:summary>The ferries are back.</itunes:summary>
        <itunes:keywords>ferries, quays</itunes:keywords>`),
    )
    expect(outlinesOf(text, 'a.rss')[0]).toMatchObject({
      byline: 'Ida Moen',
      keywords: ['ferries', 'quays'],
      text: ['The ferries are back.'],
    })
  })

  it('a description of elements', () => {
    const text = rss(
      rssItem('<description><p>The ferries are back.</p> <p>Six sail.</p></description>'),
    )
    expect(outlinesOf(text, 'a.rss')[0]?.text).toEqual(['The ferries are back.', 'Six sail.'])
  })

  it('a paragraph on each line, above a link', () => {
    const text = rss(
      rssItem(`<description>
The ferries are back.
Six of them sail.
&lt;a href="https://post.example/1"&gt;Read more&lt;/a&gt;</description>`),
    )
    expect(outlinesOf(text, 'a.rss')[0]?.text).toEqual([
      'The ferries are back.',
      'Six of them sail.',
    ])
  })

  it.each([
    ['Ida Moen', 'Ida Moen'],
    ['post online', null],
  ])('the author %s of a whole Atom feed', (name, byline) => {
    const text = `${XML}<feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title><author><name>${name}</name></author>
      <entry><title>Quay opens</title><media:group><media:description>The ferries are back.</media:description></media:group></entry></feed>`
    expect(outlinesOf(text, 'a.atom')[0]).toMatchObject({ byline, text: ['The ferries are back.'] })
  })

  it('the address of an Atom entry behind a counting service', () => {
    const text = `${XML}<feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title><entry><title>Quay opens</title>
      <link rel="alternate" href="https://proxy.example/7"/><feedburner:origLink>https://post.example/quay</feedburner:origLink>
      <summary>Back.</summary></entry></feed>`
    const [article] = openBytes(text, 'a.atom').parse().articles
    expect(article?.url).toBe('https://post.example/quay')
  })
})

describe('items of agencies that state a field elsewhere', () => {
  it('a list inside of the envelopes of a service', () => {
    const item = (id: number, title: string) =>
      `<Item><NewsID>${id}</NewsID><headline>${title}</headline><content>&lt;p&gt;${title} today.&lt;/p&gt;</content></Item>`
    const answer = (items: string) =>
      `${XML}<Response><Result><error>0</error><errormsg/><List>${items}</List></Result></Response>`
    const both = answer(item(1, 'Quay opens') + item(2, 'Tea returns'))
    expect(outlinesOf(both, 'a.xml')).toMatchObject([
      { itemId: '1', headline: 'Quay opens', text: ['Quay opens today.'] },
      { itemId: '2', headline: 'Tea returns', text: ['Tea returns today.'] },
    ])
    expect(outlinesOf(answer(item(1, 'Quay opens')), 'a.xml')).toMatchObject([{ itemId: '1' }])
  })

  it('a byline that the story prints, where the field names nobody', () => {
    const text = (byline: string) =>
      `${XML}<nitf><body><body.head><hedline><hl1>Quay opens</hl1></hedline><byline>${byline}</byline></body.head>
       <body.content><p>By Ida Moen</p><p>The ferries are back.</p></body.content></body></nitf>`
    expect(outlinesOf(text('By<person>Staff Reporter</person>'), 'a.xml')[0]).toMatchObject({
      byline: 'By Ida Moen',
      text: ['The ferries are back.'],
    })
    expect(outlinesOf(text('Mira Tan'), 'a.xml')[0]?.byline).toBe('Mira Tan')
  })

  it('keywords of the head, where the list of keywords is empty', () => {
    const text = `${XML}<nitf><head><meta name="subject" content="ports-ferries"/><docdata><key-list key="7"/></docdata></head>
      <body><body.content><p>The ferries are back.</p></body.content></body></nitf>`
    expect(outlinesOf(text, 'a.xml')[0]?.keywords).toEqual(['ports-ferries'])
  })

  it('a caption that says only whose the picture is', () => {
    const text = nitf(`<p>The ferries are back.</p>
      <media media-type="image"><media-caption> Photo: NW / Pool, montage by Ida Moen</media-caption></media>`)
    const [article] = openBytes(text, 'a.xml').parse().articles
    const credit = article?.paragraphs.find(({ kind }) => kind === 'CAPTION')?.credit
    expect(credit && article?.body.slice(credit.start, credit.end)).toBe(
      'NW / Pool, montage by Ida Moen',
    )
  })

  it('codes for routing behind the story', () => {
    const text = g2(
      '<html><body><p>The ferries are back.</p>51 77 03 POL01 1113 GEST GEST03 QBXB</body></html>',
    )
    expect(outlinesOf(text, 'a.xml')[0]?.text).toEqual(['The ferries are back.'])
  })

  it('the caption of a picture that an item links to', () => {
    const text = g2('<html><body><p>The ferries are back.</p></body></html>').replace(
      '<itemMeta/>',
      '<itemMeta><link contenttype="image/jpeg"><title role="drol:caption">Ferries at dawn.</title></link></itemMeta>',
    )
    expect(outlinesOf(text, 'a.xml')[0]?.captions).toEqual(['Ferries at dawn.'])
  })

  it('a desk that is named by its code', () => {
    const text = g2(
      '<html><body><p>Back.</p></body></html>',
      '<subject qcode="category:f"><name>f</name></subject>',
    )
    expect(outlinesOf(text, 'a.xml')[0]?.section).toBeNull()
  })

  it('the summary of an item without a story', () => {
    const text = g2('', '<description role="drol:summary">The ferries are back.</description>')
    expect(outlinesOf(text, 'a.xml')[0]?.text).toEqual(['The ferries are back.'])
  })

  it('a provider that is named as the source beside a domain', () => {
    const text = `${XML}<NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>wire.example</ProviderId></NewsIdentifier></Identification>
      <NewsComponent><NewsLines><HeadLine>Quay opens</HeadLine></NewsLines><AdministrativeMetadata><Source><Party FormalName="Northern Wire"/></Source></AdministrativeMetadata>
      <ContentItem><DataContent><p>The ferries are back.</p></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>`
    const [article] = openBytes(text, 'a.xml').parse().articles
    expect(article?.provider).toBe('Northern Wire')
  })

  it('a ninjs body that is NITF, and the sources of ninjs 2', () => {
    const item = {
      uri: 'urn:nw:1',
      versioncreated: '2024-07-15T16:34:51Z',
      infosources: [{ name: 'Northern Wire' }],
      headlines: [{ role: 'main', value: 'Quay opens' }],
      bodies: [
        {
          role: 'nitf',
          contenttype: 'text/vnd.IPTC.NITF',
          value: nitf('<p>The ferries are back.</p>'),
        },
      ],
    }
    const [article] = openBytes(JSON.stringify(item), 'a.json').parse().articles
    expect(article?.provider).toBe('Northern Wire')
    expect(outlinesOf(JSON.stringify(item), 'a.json')[0]?.text).toEqual(['The ferries are back.'])
  })

  it('a headline in a list of names and values', () => {
    const record = {
      headline: [{ name: 'main', value: 'Quay opens' }],
      text: 'The ferries are back.',
    }
    expect(outlinesOf(JSON.stringify(record), 'a.json')[0]?.headline).toBe('Quay opens')
  })
})
