import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { escapeControls, escapeLines, formatJson } from '../../src/cli/terminal.ts'

const CONTROLS = /[\0-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/

// Every control character, and others.
const anything = fc.string({
  unit: fc.integer({ min: 0, max: 0x206f }).map((code) => String.fromCharCode(code)),
})

describe('escapeControls', () => {
  it.each([
    ['plain “words” 그리고 𝄞', 'plain “words” 그리고 𝄞'],
    ['two\nlines\tand\r', 'two\\nlines\\tand\\r'],
    ['red \u001b[31m', 'red \\x1b[31m'],
    ['eight bits \u009b31m', 'eight bits \\x9b31m'],
    ['turned \u202eround', 'turned \\u202eround'],
  ])('shows %j', (text, shown) => {
    expect(escapeControls(text)).toBe(shown)
  })

  it('leaves no control characters', () => {
    fc.assert(
      fc.property(anything, (text) => {
        expect(escapeControls(text)).not.toMatch(CONTROLS)
        expect(escapeLines(text).replace(/[\n\t]/g, '')).not.toMatch(CONTROLS)
      }),
    )
  })
})

describe('formatJson', () => {
  it('is JSON of the value without control characters', () => {
    fc.assert(
      fc.property(fc.dictionary(anything, anything), (value) => {
        const json = formatJson(value)
        expect(JSON.parse(json)).toEqual(value)
        expect(json.replaceAll('\n', '')).not.toMatch(CONTROLS)
      }),
    )
  })
})
