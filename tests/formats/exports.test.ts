import { describe, expect, it } from 'vitest'
import { sourceOf } from '../../src/text/source-map.ts'
import { openBytes, outlinesOf } from '../support/format-file.ts'

const NEXIS = `
                               1 of 2 DOCUMENTS


                              The Selm Courier (Port Selm)

                            July 15, 2024 Monday
                                Final Edition

Ferries return to the harbor after
a winter away

BYLINE: BY IDA MOEN

SECTION: NEWS; Pg. 3

LENGTH: 212 words

DATELINE: PORT SELM

The ferries are back, and the harbor
is glad.

NOTE: the crew asked for tea.

GRAPHIC: The Moewe leaves the quay. / Northern Wire

LOAD-DATE: July 16, 2024

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper


                       Copyright 2024 Selm Media Ltd.
                              All Rights Reserved

                               2 of 2 DOCUMENTS


                              The Selm Courier (Port Selm)

                            July 16, 2024 Tuesday

Tea for the crew

LENGTH: 12 words

They got it.

LOAD-DATE: July 17, 2024
`

describe('Nexis exports', () => {
  it('give every document with its labels', () => {
    const [first, second, ...others] = outlinesOf(NEXIS)
    expect(others).toEqual([])
    expect(first).toMatchObject({
      headline: 'Ferries return to the harbor after a winter away',
      byline: 'BY IDA MOEN',
      dateline: 'PORT SELM',
      published: '2024-07-15T00:00:00',
      publisher: 'The Selm Courier (Port Selm)',
      section: 'NEWS; Pg. 3',
      language: 'en',
      rights: 'Copyright 2024 Selm Media Ltd.',
      text: ['The ferries are back, and the harbor is glad.', 'NOTE: the crew asked for tea.'],
      captions: ['The Moewe leaves the quay. / Northern Wire'],
      times: ['PUBLISHED July 15, 2024 Monday'],
    })
    expect(second).toMatchObject({ headline: 'Tea for the crew', text: ['They got it.'] })
  })

  it.each([
    [
      'German',
      'Dokument 1 von 1',
      '15. Juli 2024 Montag',
      'AUTOR',
      'LÄNGE',
      'SPRACHE: DEUTSCH; GERMAN',
      'de',
    ],
    [
      'French',
      'Document 1 de 1',
      'lundi 15 juillet 2024',
      'AUTEUR',
      'LONGUEUR',
      'LANGUE: FRANÇAIS',
      'fr',
    ],
    [
      'Dutch',
      '1 van 1 DOCUMENTEN',
      '15 juli 2024 maandag',
      'AUTEUR',
      'LENGTE',
      'TAAL: NEDERLANDS',
      'nl',
    ],
    [
      'Spanish',
      'Documento 1 de 1',
      '15 de julio de 2024 lunes',
      'AUTOR',
      'LONGITUD',
      'IDIOMA: ESPAÑOL',
      'es',
    ],
  ])('are read with %s labels', (_name, separator, date, byline, length, language, tag) => {
    const text = `
                               ${separator}

                                 Selmer Bote

                            ${date}

Die Fähre ist zurück

${byline}: Ida Moen

${length}: 12 Wörter

Sie fährt um sechs.

${language}
`
    expect(outlinesOf(text)).toMatchObject([
      {
        headline: 'Die Fähre ist zurück',
        byline: 'Ida Moen',
        published: '2024-07-15T00:00:00',
        publisher: 'Selmer Bote',
        language: tag,
        text: ['Sie fährt um sechs.'],
      },
    ])
  })

  it('are read in the newer layout', () => {
    const text = `Ferries return to Selm
The Selm Courier
July 15, 2024 Monday

Copyright 2024 Selm Media All Rights Reserved

Section: NEWS; Pg. 3
Length: 212 words
Byline: Ida Moen
Body

The ferries are back.
They sail at six.

Classification

Language: ENGLISH
Load-Date: July 16, 2024

End of Document
`
    expect(outlinesOf(text)).toMatchObject([
      {
        headline: 'Ferries return to Selm',
        byline: 'Ida Moen',
        published: '2024-07-15T00:00:00',
        publisher: 'The Selm Courier',
        section: 'NEWS; Pg. 3',
        language: 'en',
        text: ['The ferries are back. They sail at six.'],
      },
    ])
  })

  it('print rights above the name of the publication', () => {
    const text = `
                               1 of 1 DOCUMENTS


               Copyright 2024 Harbor Post Media Company, LLC d/b/a
                              Harbor Post Digital
                              All Rights Reserved

                                The Harbor Post

                             July 1, 2024 Monday

LENGTH: 20 words

HEADLINE: Quay opens

BODY:

The quay opens.

LOAD-DATE: July 2, 2024
`
    expect(outlinesOf(text)).toMatchObject([
      {
        headline: 'Quay opens',
        publisher: 'The Harbor Post',
        rights: 'Copyright 2024 Harbor Post Media Company, LLC d/b/a',
        text: ['The quay opens.'],
      },
    ])
  })

  it('leave the numbers of printed pages out', () => {
    const text = `Page 1 of 2

Quay opens
The Harbor Post
July 8, 2024 Wednesday

Section: NEWS; Pg. 6
Length: 75 words
Byline: Mira Tan
Body

The quay opens.

Page 2 of 2

It is new.

Load-Date: July 9, 2024

End of Document
`
    expect(outlinesOf(text)).toMatchObject([
      {
        headline: 'Quay opens',
        publisher: 'The Harbor Post',
        text: ['The quay opens.', 'It is new.'],
      },
    ])
  })

  it('say where their words stand in the file', () => {
    const printed = NEXIS.replaceAll('\n', '\r\n')
    const [article] = openBytes(printed).parse().articles
    const body = article?.body ?? ''
    const start = body.indexOf('harbor is glad')
    const place = sourceOf(body, article?.sourceMap ?? null, { start, end: start + 14 })
    const bytes = Buffer.from(printed).subarray(place?.byteStart, place?.byteEnd).toString()
    expect(bytes).toBe('harbor\r\nis glad')
    expect(printed.split('\r\n')[(place?.line ?? 0) - 1]?.slice((place?.column ?? 0) - 1)).toBe(
      'harbor',
    )
  })
})

const FACTIVA = `Ferries return to Selm

News
By Ida Moen
355 words
15 July 2024
05:41 GMT
The Selm Courier
SELC
3
English
(c) 2024 Selm Media.

The ferries are back.

They sail at six.

Document SELC000020240715e61b0002p

Tea for the crew
12 words
16 July 2024
The Selm Courier
SELC
English
(c) 2024 Selm Media.

They got it.

Document SELC000020240716e61b0002q
`

describe('Factiva exports', () => {
  it('give every document of the plain display', () => {
    expect(outlinesOf(FACTIVA)).toMatchObject([
      {
        headline: 'Ferries return to Selm',
        byline: 'By Ida Moen',
        section: 'News',
        published: '2024-07-15T05:41:00 GMT',
        publisher: 'The Selm Courier',
        language: 'en',
        rights: '(c) 2024 Selm Media.',
        itemId: 'SELC000020240715e61b0002p',
        text: ['The ferries are back.', 'They sail at six.'],
      },
      { headline: 'Tea for the crew', itemId: 'SELC000020240716e61b0002q', text: ['They got it.'] },
    ])
  })

  it('give every document of the display with codes', () => {
    const text = `HD Ferries return to Selm
BY Ida Moen
WC 355 words
PD 15 July 2024
ET 05:41
SN The Selm Courier
SC SELC
LA English
CY (c) 2024 Selm Media.

LP
The ferries are back.

TD
They sail at six.

NS gtour : Travel | gcat : Political News
AN Document SELC000020240715e61b0002p
`
    expect(outlinesOf(text)).toMatchObject([
      {
        headline: 'Ferries return to Selm',
        byline: 'Ida Moen',
        published: '2024-07-15T05:41:00',
        publisher: 'The Selm Courier',
        keywords: ['Travel', 'Political News'],
        itemId: 'SELC000020240715e61b0002p',
        text: ['The ferries are back.', 'They sail at six.'],
      },
    ])
  })
  it('give every document of a page without codes', () => {
    const page = `<!DOCTYPE html>
<html><head><title>Factiva</title></head><body><form><h1>Factiva</h1>
<div id="article-1" class="article" ><div class="article deArticle"><p>
<div>Politik</div>
<div id="hd" ><span class='deHeadline'>Der Hafen <b>öffnet</b>.   </span>
</div><div class="author">Von IDA MOEN.   </div><div>574 Wörter</div><div>4 Dezember 2003</div><div>Hafenpost</div><div>HAFP</div><div>13</div><div>Deutsch</div><div>(c) 2003 Hafenpost   </div>
</p>
<p class="articleParagraph">Die Fähren sind da.   </p>
<p class="articleParagraph">Der Wind lässt nach.   </p>
<p>Dokument HAFP000020031204dzc40002h</p></div></div><br/>
<div id="article-2" class="lastarticle" ><div id="lastArticle" class="article deArticle"><p>
<div id="hd" ><span class='deHeadline'>Tee</span></div><div>35 Wörter</div><div>5 Dezember 2003</div><div>Hafenpost</div><div>HAFP</div><div>Deutsch</div><div>Quelle: Hafenpost, 2003. All rights reserved.</div>
</p><p class="articleParagraph">Es gibt Tee.</p><p>Dokument HAFP000020031205dzc50001a</p></div></div></form></body></html>`
    expect(outlinesOf(page, 'a.html')).toMatchObject([
      {
        headline: 'Der Hafen öffnet.',
        byline: 'Von IDA MOEN.',
        published: '2003-12-04T00:00:00',
        publisher: 'Hafenpost',
        section: 'Politik',
        language: 'de',
        rights: '(c) 2003 Hafenpost',
        itemId: 'HAFP000020031204dzc40002h',
        text: ['Die Fähren sind da.', 'Der Wind lässt nach.'],
      },
      {
        headline: 'Tee',
        rights: 'Quelle: Hafenpost, 2003. All rights reserved.',
        text: ['Es gibt Tee.'],
      },
    ])
  })

  it('give every document of a page with codes', () => {
    const row = (code: string, value: string) =>
      `<tr><td class="index"><b>${code}</b>&nbsp;</td><td>${value}</td></tr>`
    const page = `<!DOCTYPE html>
<html><head><title>Factiva</title></head><body><form><table><tr><td><h1>Factiva</h1></td></tr></table>
<div class="article"><table>${row('HD', '<b>Le port rouvre</b>')}${row('PD', '29 juillet 2024')}${row('ET', '15:32')}
${row('SN', 'Harbor Post')}${row('LA', 'Français')}${row('LP', '<p>Les bacs sont revenus.</p><p>Le vent tombe.</p>')}
${row('TD', '<p>La foule a applaudi.</p>')}${row('NS', '<br/>gpol : Domestic Politics | gcat : General News')}
${row('AN', '<br/>Document HRBPST0020240729ek7t0001r')}</table></div>
<div class="article"><table>${row('SE', 'Local')}${row('HD', 'Tea returns')}${row('PD', '30 July 2024')}
${row('SN', 'Harbor Post')}${row('LP', '<p>Tea is back.</p>')}${row('AN', 'Document HRBPST0020240730ek7t0002s')}</table></div>
<p>Nobody else</p></form></body></html>`
    expect(outlinesOf(page, 'a.html')).toMatchObject([
      {
        headline: 'Le port rouvre',
        published: '2024-07-29T15:32:00',
        publisher: 'Harbor Post',
        language: 'fr',
        keywords: ['Domestic Politics', 'General News'],
        itemId: 'HRBPST0020240729ek7t0001r',
        text: ['Les bacs sont revenus.', 'Le vent tombe.', 'La foule a applaudi.'],
      },
      { headline: 'Tea returns', section: 'Local', text: ['Tea is back.'] },
    ])
  })
})

describe('ProQuest exports', () => {
  it('print the headline below the number of the document', () => {
    const rule = '_'.repeat(60)
    const text = `${rule}

Document 1 of 1

Quay opens

Author: Anonymous

Full text: The ferries are back.

Publication title: Harbor Post; Port Selm

Publication date: Jul 15, 2024

ProQuest document ID: 123

${rule}
`
    expect(outlinesOf(text)).toMatchObject([
      {
        headline: 'Quay opens',
        byline: null,
        publisher: 'Harbor Post',
        text: ['The ferries are back.'],
      },
    ])
  })

  it.each([
    [
      'Title',
      'Author',
      'Full text',
      'Publication title',
      'Publication date',
      'Language of publication: English',
      'en',
    ],
    [
      'Titel',
      'Autor',
      'Volltext',
      'Publikationstitel',
      'Publikationsdatum',
      'Publikationssprache: Deutsch',
      'de',
    ],
    [
      'Titre',
      'Auteur',
      'Texte intégral',
      'Titre de la publication',
      'Date de publication',
      'Langue de publication: Français',
      'fr',
    ],
    [
      'Titel',
      'Auteur',
      'Volledige tekst',
      'Titel van publicatie',
      'Publicatiedatum',
      'Taal van publicatie: Nederlands',
      'nl',
    ],
    [
      'Título',
      'Autor',
      'Texto completo',
      'Título de publicación',
      'Fecha de publicación',
      'Idioma de la publicación: Español',
      'es',
    ],
  ])(
    'are read with the labels "%s", "%s" and so on',
    (title, author, full, publication, date, language, tag) => {
      const text = `${'_'.repeat(60)}

Dokument 1 von 1

Ferries return to Selm

${author}: Moen, Ida

${full}: The ferries are back.

They sail at six.

${title}: Ferries return to Selm

${publication}: The Selm Courier

${date}: Jul 15, 2024

${language}

Copyright: Copyright Selm Media 2024

Last updated: 2024-08-01

${'_'.repeat(60)}
`
      expect(outlinesOf(text)).toMatchObject([
        {
          headline: 'Ferries return to Selm',
          byline: 'Moen, Ida',
          published: '2024-07-15T00:00:00',
          publisher: 'The Selm Courier',
          language: tag,
          rights: 'Copyright Selm Media 2024',
          text: ['The ferries are back.', 'They sail at six.'],
        },
      ])
    },
  )
})
