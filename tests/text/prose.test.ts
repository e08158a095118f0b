import { describe, expect, it } from 'vitest'
import { english } from '../../src/languages/en/index.ts'
import { readProse, spanOf } from '../../src/text/prose.ts'

function read(text: string) {
  const spans = Array.from(text.matchAll(/[^\n]+/g), ({ index, 0: words }) => ({
    start: index,
    end: index + words.length,
  }))
  const prose = readProse(text, spans, english.quotations.sentences)
  const show = (run: { first: number; end: number }) => {
    const { start, end } = spanOf(prose.tokens, run)
    return text.slice(start, end)
  }
  return { prose, show }
}

describe('sentences', () => {
  it.each([
    ['He left. She stayed.', ['He left.', 'She stayed.']],
    ['Mr. Hale met Dr. J. Moss. They ate.', ['Mr. Hale met Dr. J. Moss.', 'They ate.']],
    ['On Oct. 10 it fell. It rose.', ['On Oct. 10 it fell.', 'It rose.']],
    ['He left the U.S. The end came.', ['He left the U.S.', 'The end came.']],
    ['The U.S. Senate met.', ['The U.S. Senate met.']],
    ['"I won. You lost," he said. She left.', ['"I won. You lost," he said.', 'She left.']],
    ['"I won." She left.', ['"I won."', 'She left.']],
    ['It rose 3.5 percent. Then it fell.', ['It rose 3.5 percent.', 'Then it fell.']],
  ])('%s', (text, expected) => {
    const { prose, show } = read(text)
    expect(prose.sentences.map(show)).toEqual(expected)
  })
})

describe('quotation marks', () => {
  it.each([
    ['He said “one” and "two".', ['“one”', '"two"']],
    ["He said ''one'' and ``two''.", ["''one''", "``two''"]],
    ['«Oui», „Ja“.', ['«Oui»', '„Ja“']],
    ['“He called it “mad” twice,” she said.', ['“He called it “mad” twice,”']],
    ['‘The workers’ rights matter,’ she said.', ['‘The workers’ rights matter,’']],
    ["'It isn't so,' she said. 'No.'", ["'It isn't so,'", "'No.'"]],
    ["Hale's bid. The '90s. The workers' bus.", []],
    ['"He said \'no\' to me," she said.', ['"He said \'no\' to me,"']],
    ['“The end,“ she said.', ['“The end,“']],
  ])('%s', (text, expected) => {
    const { prose, show } = read(text)
    expect(prose.quoted.stretches.map(show)).toEqual(expected)
    expect(prose.quoted.unbalanced).toEqual([])
  })

  it.each([
    ['"One. Two.\n"Three," he said.', ['"One. Two.', '"Three,"']],
    ['‘One. Two.\n‘Three,’ he said.', ['‘One. Two.', '‘Three,’']],
  ])('carry a speech into the paragraph that opens it again: %j', (text, expected) => {
    const { prose, show } = read(text)
    expect(prose.quoted.stretches.map(show)).toEqual(expected)
    expect(prose.quoted.stretches.map(({ carried }) => carried)).toEqual([false, true])
    expect(prose.quoted.unbalanced).toEqual([])
  })

  it.each(['He said "one and left.', 'He said one" and left.', '“One. “Two,” he said.'])(
    'without a partner are reported: %s',
    (text) => {
      expect(read(text).prose.quoted.unbalanced).toHaveLength(1)
    },
  )
})
