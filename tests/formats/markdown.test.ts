import { describe, expect, it } from 'vitest'
import { parseText } from '../../src/formats/index.ts'
import { openBytes, outlinesOf } from '../support/format-file.ts'
import { growthOf, MOST_GROWTH } from '../support/growth.ts'

const YAML = `---
title: "Ferries return: *Selm*"
author: [Ida Moen, Ada Lind]
date: 2024-07-15 16:34:51 +0900
lastmod: 2024-07-16
lang: en-GB
tags: [ferries, tea]
categories: harbor
copyright: Selm Media
---

# Ferries return: Selm

The *ferries* are [back][1], said
the \`master\`{: .x}.

![The Moewe at her quay](a.jpg "The Moewe leaves")

> They sail at **six**.

{% include ad.html %}
{{< figure src="b.jpg" caption="The quay at dawn" >}}

* Tea is free.<br>Milk too.

[1]: https://selm.example/a
`

describe('Markdown', () => {
  it('keeps the paragraphs and captions of HTML, and reads the marks in it', () => {
    const text = `---
title: Quay opens
---
<p>The ferries are back.</p>
<p>They sail at <b>six</b>.</p>

<figure><img src="a.jpg"><figcaption>The quay at dawn.</figcaption></figure>

<div markdown="1">
The tea is **free**.
</div>
`
    expect(outlinesOf(text, 'a.md')[0]).toMatchObject({
      text: ['The ferries are back.', 'They sail at six.', 'The tea is free.'],
      captions: ['The quay at dawn.'],
    })
  })

  it('takes caption and credit of a figure of Hugo', () => {
    const text = `---
title: Quay opens
---
{{< figure src="a.jpg" title="The quay at noon" attr="Mira Tan" >}}

The ferries are back.
`
    const [article] = openBytes(text, 'a.md').parse().articles
    const caption = article?.paragraphs.find(({ kind }) => kind === 'CAPTION')
    const wordsOf = (span?: { start: number; end: number } | null) =>
      span && article?.body.slice(span.start, span.end)
    expect([wordsOf(caption?.span), wordsOf(caption?.credit)]).toEqual([
      'The quay at noon / Mira Tan',
      'Mira Tan',
    ])
  })

  it('leaves out the marks of notes and of the end of a list', () => {
    const text = `---
title: Quay opens
---
The ferries[^1] are back.

* They sail at six.
^

[^1]: All but one.
`
    expect(outlinesOf(text, 'a.md')[0]?.text).toEqual([
      'The ferries are back.',
      'They sail at six.',
      'All but one.',
    ])
  })

  it('gives the front matter as facts and the text without marks', () => {
    expect(openBytes(YAML, 'a.md')).toMatchObject({
      format: 'markdown',
      reason: 'it begins with front matter in "---"',
    })
    expect(outlinesOf(YAML, 'a.md')).toEqual([
      {
        headline: 'Ferries return: Selm',
        byline: 'Ida Moen, Ada Lind',
        dateline: null,
        published: '2024-07-15T16:34:51 +0900',
        publisher: null,
        section: 'harbor',
        keywords: ['ferries', 'tea'],
        language: 'en-GB',
        rights: 'Selm Media',
        itemId: null,
        text: [
          'The ferries are back, said the master.',
          'They sail at six.',
          'Tea is free. Milk too.',
        ],
        captions: ['The Moewe leaves', 'The quay at dawn'],
        times: ['PUBLISHED 2024-07-15 16:34:51 +0900', 'UPDATED 2024-07-16'],
      },
    ])
  })

  it('reads TOML', () => {
    const text =
      '+++\ntitle = "Tea"\ndate = 2024-07-15T16:34:51+09:00\n[params]\nauthor = "Ida Moen"\n+++\nThey got it.\n'
    expect(outlinesOf(text, 'a.md')).toMatchObject([
      {
        headline: 'Tea',
        byline: 'Ida Moen',
        published: '2024-07-15T16:34:51 +09:00',
        text: ['They got it.'],
      },
    ])
  })

  it('takes a date without a zone as a wall clock, and the day of its name where it has none', () => {
    expect(outlinesOf('---\ndate: 2024-07-15\n---\nTea.', 'a.md')[0]?.published).toBe(
      '2024-07-15T00:00:00',
    )
    expect(outlinesOf('# Tea\n\nThey got it.', '2024-07-15-tea.md')).toMatchObject([
      { headline: 'Tea', published: '2024-07-15T00:00:00', text: ['They got it.'] },
    ])
  })

  it.each([
    ['a key twice', 'title: Old\ntitle: Tea'],
    ['broken YAML', 'title: Tea\n  tags: [a'],
    [
      'an alias bomb',
      `title: Tea\na: &a [x,x]\n${[...'bcdefgh'].map((name, at) => `${name}: &${name} [*${'abcdefg'[at]},*${'abcdefg'[at]},*${'abcdefg'[at]}]`).join('\n')}`,
    ],
    ['code', 'title: Tea\nrun: !!js/function "process.exit()"'],
  ])('survives %s', (_what, matter) => {
    expect(outlinesOf(`---\n${matter}\n---\nThey got it.`, 'a.md')[0]).toMatchObject({
      headline: 'Tea',
      text: ['They got it.'],
    })
  })

  it('leaves a text alone that only has a line of dashes', () => {
    expect(openBytes('---\nThe ferry sails.\n---\nMore.', 'a.txt').format).toBe('text')
  })
})

describe('Markdown of one fragment', { tags: 'timing' }, () => {
  it.each(['|\n\n**\\', '&lt;# \n\n~~', '\n# )<b>{', '(```\n(\n\n'])(
    'is read in linear time: %j',
    (unit) => {
      const read = (text: string) => parseText('a.md', `---\ntitle: Quay\n---\n\n${text}`)
      expect(growthOf(read, unit, 96_000)).toBeLessThan(MOST_GROWTH)
    },
  )
})
