import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openArchive } from '../../src/index.ts'

/** A text with that of its story, and what a person says of the two. */
interface Pair {
  readonly name: string
  readonly isCopy: boolean
  readonly story: string
  readonly text: string
}

/** Print precision and recall of groups of copies over pairs that are marked by hand. */
export async function evaluateCopies(): Promise<void> {
  const pairs = parsePairs(readFileSync(new URL('copies.txt', import.meta.url), 'utf8'))
  const found: boolean[] = []
  for (const pair of pairs) found.push(await areGrouped(pair))
  const count = (isCopy: boolean, isGrouped: boolean) =>
    pairs.filter((pair, at) => pair.isCopy === isCopy && found[at] === isGrouped).length
  const right = count(true, true)
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`
  console.log(`${pairs.length} pairs, ${right + count(true, false)} of them copies
precision ${percent(right / (right + count(false, true)))}
recall    ${percent(right / (right + count(true, false)))}`)
  pairs.forEach(({ name, isCopy }, at) => {
    if (found[at] !== isCopy) console.log(`${isCopy ? 'missed' : 'wrong'}: ${name}`)
  })
}

/** Whether an archive of the two texts counts one story. */
async function areGrouped({ story, text }: Pair): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'pressgraph-copies-'))
  try {
    for (const [name, body] of Object.entries({ story, text })) {
      const item = { headline: name, published: '2031-03-01T08:00:00Z', text: body, language: 'en' }
      writeFileSync(join(folder, `${name}.json`), JSON.stringify(item))
    }
    const archive = await openArchive(folder, { index: ':memory:' })
    const filter = { copies: 'FIRST_ONLY' } as const
    const set = { list: 'articles', filter, owner: null, roles: [] } as const
    const [count] = await archive.store.counts(set, [''])
    await archive.close()
    return count === 1
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function parsePairs(file: string): Pair[] {
  return file.split(/^story /m).flatMap((part): Pair[] => {
    const [name = '', ...lines] = part.split('\n')
    const paragraphs = lines.flatMap((line) => /^\d (?<text>.*)$/.exec(line)?.groups?.text ?? [])
    return lines.flatMap((line): Pair[] => {
      const match = /^> (?<kind>copy|other) (?<what>[^:]*): (?<parts>.*)$/.exec(line)?.groups
      if (!match) return []
      const parts = Array.from((match.parts ?? '').matchAll(PART), ([written]) =>
        written.startsWith('"') ? String(JSON.parse(written)) : paragraphs[Number(written) - 1],
      )
      return [
        {
          name: `${name}: ${match.what}`,
          isCopy: match.kind === 'copy',
          story: paragraphs.join('\n\n'),
          text: parts.join('\n\n'),
        },
      ]
    })
  })
}

/** The number of a paragraph, or a JSON string. */
const PART = /\d|"(?:[^"\\]|\\.)*"/g
