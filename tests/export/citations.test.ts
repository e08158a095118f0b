import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { withTextFragment } from '../../src/export/citations.ts'
import { openFiles } from '../support/archive.ts'
import { exportAll } from './exporting.ts'

const require = createRequire(import.meta.url)

interface Citations {
  readonly data: readonly unknown[]
  format(name: 'bibliography', options: { readonly template: string }): string
}

/** citation-js has no types. */
const Module = v.object({
  Cite: v.custom<new (text: string) => Citations>((value) => typeof value === 'function'),
})
const { Cite } = v.parse(Module, require('@citation-js/core'))
require('@citation-js/plugin-bibtex')
require('@citation-js/plugin-csl')

const page = (url: string, headline: string, ...paragraphs: readonly string[]) =>
  JSON.stringify({
    headline,
    url,
    datePublished: '2031-05-06T07:08:09Z',
    author: 'Cora Bell',
    publisher: 'Harbour Post',
    articleBody: paragraphs.join('\n\n'),
  })

const FILES = {
  'pressgraph.json': '{"publisher": "Harbour Post"}',
  'a.json': page(
    'https://post.example/gate?a=1&b={2}',
    'Gate & bridge: 100% {open}_again',
    '"The gate of the old harbour is open, and it will stay open for all of the summer," said Ada Lind.',
    '"No," said Bo Marr.',
  ),
}

const SAID = '{ quotations(orderBy: TEXT_ASC) { nodes { id } } }'
const ARTICLES = '{ articles { edges { cursor node { path } } } }'

const exported = async (format: 'bibtex' | 'csl-json' | 'webannotation', document = SAID) =>
  (await exportAll(await openFiles(FILES), { document, format })).text

const FRAGMENT = '#:~:text=The%20gate%20of%20the%20old%20harbour'

describe('citation-js reads', () => {
  it.each(['bibtex', 'csl-json'] as const)('quotations in %s', async (format) => {
    const { data } = new Cite(await exported(format))
    expect(data).toHaveLength(2)
    expect(data[0]).toMatchObject({
      type: expect.stringMatching(/^article/),
      title: 'Gate & bridge: 100% {open}_again',
      'container-title': 'Harbour Post',
      author: [{ given: 'Cora', family: 'Bell' }],
      issued: { 'date-parts': [[2031, 5, 6]] },
      URL: expect.stringContaining(FRAGMENT),
      note: expect.stringMatching(/^Ada Lind: “The gate of the old harbour is open, and/),
    })
  })

  it.each(['bibtex', 'csl-json'] as const)('articles in %s', async (format) => {
    const { data } = new Cite(await exported(format, ARTICLES))
    expect(data).toMatchObject([
      { URL: expect.stringMatching(/^https:\/\/post\.example\/gate\?a=1&b=/) },
    ])
    expect(data[0]).not.toHaveProperty('note')
  })

  it('a bibliography from CSL-JSON', async () => {
    const shown = new Cite(await exported('csl-json')).format('bibliography', { template: 'apa' })
    expect(shown).toMatch(/^Bell, C\. \(2031a, May 6\)\. Gate & bridge/m)
    expect(shown).toContain('Harbour Post')
  })
})

describe('Web Annotations', () => {
  it('are a page of annotations with the words, the speaker and the text fragment', async () => {
    const { items, ...about } = JSON.parse(await exported('webannotation'))
    expect(about).toEqual({
      '@context': 'http://www.w3.org/ns/anno.jsonld',
      id: 'urn:pressgraph:export',
      type: 'AnnotationPage',
    })
    expect(items).toHaveLength(2)
    expect(items[1]).toMatchObject({
      type: 'Annotation',
      motivation: 'highlighting',
      body: [
        { purpose: 'tagging', value: 'Bo Marr' },
        {
          purpose: 'describing',
          value: expect.stringMatching(/^Bo Marr, Gate .*, Harbour Post, 2031-05-06$/),
        },
      ],
      target: [
        {
          source: 'https://post.example/gate?a=1&b={2}',
          selector: [
            { type: 'TextQuoteSelector', exact: expect.stringMatching(/^No/) },
            { type: 'FragmentSelector', value: expect.stringMatching(/^:~:text=/) },
          ],
        },
      ],
    })
  })

  it('are valid JSON for an empty list', async () => {
    const document = '{ quotations(filter: {words: "nothing"}) { nodes { id } } }'
    expect(JSON.parse(await exported('webannotation', document)).items).toEqual([])
    expect(JSON.parse(await exported('csl-json', document))).toEqual([])
  })
})

describe('citations', () => {
  it('are refused for lists of other types', async () => {
    const refused = exported('bibtex', '{ speakers { nodes { id } } }')
    await expect(refused).rejects.toMatchObject({ extensions: { code: 'EXPORT_FORMAT' } })
  })

  it.each([
    ['state-run, & co', '', '', '#:~:text=state%2Drun%2C%20%26%20co'],
    [
      'No',
      `${'x'.repeat(16)} he said at once`,
      ` after this ${'y'.repeat(20)}`,
      '#:~:text=he%20said%20at%20once-,No,-after%20this',
    ],
    ['No', 'one\n', '\ntwo', '#:~:text=No'],
    ['one two three\n\nfour', '', '', '#:~:text=one%20two%20three%20four'],
    [' ', '', '', ''],
  ])('lead to %j by a text fragment', (exact, prefix, suffix, fragment) => {
    const url = 'https://post.example/a'
    expect(withTextFragment(url, [{ exact, prefix, suffix }])).toBe(url + fragment)
  })

  it('keep the fragment that an address has, and lead to each part of the words', () => {
    const words = ['one two three', 'four five six'].map((exact) => ({
      exact,
      prefix: '',
      suffix: '',
    }))
    expect(withTextFragment('https://post.example/a#top', words)).toBe(
      'https://post.example/a#top:~:text=one%20two%20three&text=four%20five%20six',
    )
  })
})
