import { describe, expect, it } from 'vitest'
import { findQuotations } from '../../../src/extraction/quotations.ts'
import { english } from '../../../src/languages/en/index.ts'
import { french } from '../../../src/languages/fr/index.ts'
import type { Language } from '../../../src/languages/language.ts'
import { articleOf } from './found.ts'

function factualitiesOf(text: string, language: Language = english): string[] {
  const known = { dateline: null, outlets: [] }
  const { quotations } = findQuotations(articleOf(text), 'varn', known, language)
  return quotations.map(({ factuality }) => factuality)
}

describe('factuality', () => {
  it.each([
    'Jo Hale never said that the bridge was shut.',
    'Jo Hale did not say the bridge was shut.',
    'Jo Hale never said "shut the bridge".',
    'Jo Hale refused to say whether the bridge was shut.',
    'Jo Hale declined to say if the bridge would be shut.',
    'Jo Hale has yet to say whether the bridge will be shut.',
    'Hale left the room without saying whether the bridge was shut.',
    'Hale stopped short of saying that the bridge was unsafe.',
    'No minister said that the bridge was shut.',
    'Nobody said the bridge was shut.',
    'None of the ministers has said that the bridge was shut.',
    'Nor did Hale say that the bridge was shut.',
    'At no point did Hale say that the bridge was shut.',
    'There is no evidence that Hale said that the bridge was shut.',
    'It is not true that Hale said that the bridge was shut.',
    'Hale would not say whether the bridge was shut.',
    'Hale could not say whether the bridge was shut.',
    'Hale denied saying that the bridge was shut.',
    "Hale hasn't said that the bridge is shut.",
    'Hale failed to mention that the bridge was shut.',
    'Hale has not told parliament that the bridge is unsafe.',
    'Hale is not expected to say that the bridge will be shut.',
    'Neither Hale nor Brand said that the bridge was shut.',
    'Hale was never quoted as saying that the bridge was shut.',
  ])('is NOT_SAID: %s', (text) => {
    expect(factualitiesOf(text)).toEqual(['NOT_SAID'])
  })

  it.each([
    'If Hale says that the bridge is unsafe, the company will stop the work.',
    'If Hale says "the bridge is unsafe", the company will stop the work.',
    'Hale is expected to say that the bridge will be shut.',
    'Hale is likely to tell parliament that the bridge will be shut.',
    'Hale will tell parliament on Friday that the bridge is unsafe.',
    'Hale may announce on Friday that the bridge is to be shut.',
    'Hale might say that the bridge was shut.',
    'Hale is due to say on Friday whether the bridge will be shut.',
    'Hale was asked to say whether the bridge was shut.',
    'Hale wants to tell the court that the bridge was shut.',
    'Did Hale say that the bridge was shut?',
    'Had Hale said that the bridge was shut, the company would have stopped.',
    'Hale allegedly said that the bridge was shut.',
    'Hale is accused of saying that the bridge was shut.',
    'Anyone who says that the bridge is safe is wrong.',
    'Hale should have said that the bridge was shut.',
    'Unless Hale says that the bridge is safe, the company will stop the work.',
    'Hale will say: "The bridge is unsafe."',
    '"The bridge is unsafe," Hale will tell parliament on Friday.',
    'Hale was expected to say the bridge was "a danger to all".',
    'Asked if she would say that the bridge was shut, Hale shook her head.',
  ])('is UNCERTAIN: %s', (text) => {
    expect(factualitiesOf(text)).toEqual(['UNCERTAIN'])
  })

  it.each([
    'Hale denied that she had said the bridge was shut.',
    'Hale did not hesitate to say that the bridge was unsafe.',
    'Hale not only said that the bridge was unsafe.',
    'Hale would say only that the bridge was unsafe.',
    'Hale went on to say that the bridge was unsafe.',
    '"I never said the bridge was shut," Hale said.',
    '"The bridge is shut," Hale would say when asked.',
    'Hale asked Brand to say that the bridge was shut.',
    'Before she said that the bridge was unsafe, Hale had met the engineers.',
    'Hale said that Brand had never said the bridge was shut.',
    'Hale was quick to say that the bridge was safe.',
    'Hale was forced to admit that the bridge was unsafe.',
    'Hale said on Monday that the bridge was shut.',
  ])('is SAID: %s', (text) => {
    expect(factualitiesOf(text)).toEqual(['SAID'])
  })

  it.each([
    ['La ministre n’a jamais dit que le pont était fermé.', 'NOT_SAID'],
    ['Si la ministre dit que le pont est fermé, les travaux cesseront.', 'UNCERTAIN'],
    ['La ministre a dit que le pont était fermé.', 'SAID'],
  ])('is found in French: %s', (text, factuality) => {
    expect(factualitiesOf(text, french)).toEqual([factuality])
  })

  it('goes on with the quotation in the next paragraph', () => {
    const text = 'Hale is expected to say: "The bridge is unsafe.\n\n"It has to be shut."'
    expect(factualitiesOf(text)).toEqual(['UNCERTAIN'])
  })
})
