import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { resolve, utteranceOf } from './answers.ts'

const SEED = new URL('../../../../shared/seed/000_882abbc43594cb68.txt', import.meta.url)

/** The words that name a speaker, each after or before words that are unique in the text. */
const XI = [
  "China's Xi| says he intends",
  'Chinese President Xi Jinping| vowed',
  'the Chinese leader| wrote',
  'Xi| added',
  'He| noted',
  'he| said, according to the KCNA',
]

it.skipIf(!existsSync(SEED))(
  'tells one leader from the other in the seed article (skipped where it is not beside the project)',
  () => {
    const body = readFileSync(SEED, 'utf8').replace(/ +DATE: /, '\n')
    const at = (words: string) => {
      const [mention = '', rest = ''] = words.split('|')
      const start = body.indexOf(mention + rest)
      return { start, end: start + mention.length }
    }
    const kim = at('North Korean leader Kim Jong-un|, marking')
    const { resolved, speakers } = resolve(
      body,
      [...XI.map(at), kim].map((mention) => utteranceOf(mention)),
    )
    const names = resolved.map(
      ({ attribution }) => speakers.find(({ id }) => id === attribution.speaker)?.name,
    )
    expect(names).toEqual([...XI.map(() => 'Xi Jinping'), 'Kim Jong-un'])
    expect(speakers[0]).toMatchObject({ kind: 'PERSON', aliases: ['Xi'] })
    expect(speakers[0]?.roles.map(({ text }) => text)).toEqual([
      'Chinese President',
      'the Chinese leader',
    ])
  },
)
