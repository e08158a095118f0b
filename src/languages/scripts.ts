/** A script that identifies a language in news. */
export interface Script {
  readonly language: string
  readonly letters: RegExp
}

/**
 * In order of precedence: Japanese mixes kana with Chinese characters. Scripts that several languages
 * share (Latin, Cyrillic, Arabic) identify none.
 */
export const scripts: readonly Script[] = [
  { language: 'ko', letters: /\p{Script=Hangul}/gu },
  { language: 'ja', letters: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu },
  { language: 'zh', letters: /\p{Script=Han}/gu },
  { language: 'th', letters: /\p{Script=Thai}/gu },
  { language: 'he', letters: /\p{Script=Hebrew}/gu },
  { language: 'el', letters: /\p{Script=Greek}/gu },
]

/** A letter of any of them. */
export const anyScript = new RegExp(scripts.map(({ letters }) => letters.source).join('|'), 'u')
