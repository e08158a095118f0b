import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openArchive } from '../src/index.ts'
import { call } from './cli/console.ts'
import { makeFolder } from './support/archive.ts'
import { ask } from './support/graphql.ts'
import { ROOT } from './support/program.ts'

const doc = readFileSync(join(ROOT, 'docs/corrections.md'), 'utf8')

const blocks = Array.from(doc.matchAll(/^```(?<language>\w+)\n(?<code>.*?)^```$/gms), (match) => ({
  language: match.groups?.language,
  code: match.groups?.code ?? '',
}))
const [quotations = '', articles = '', speakers = ''] = blocks
  .filter(({ language }) => language === 'yaml')
  .map(({ code }) => code)
const corrections = quotations + articles
const id = /quotation: (?<id>\S+)/.exec(corrections)?.groups?.id ?? ''

/** The sample archive without its bad files, and with the examples beside it. */
async function openExamples() {
  const folder = makeFolder({})
  for (const name of ['northern-wire', 'littoral']) {
    cpSync(join(ROOT, 'data', name), join(folder, name), { recursive: true })
  }
  writeFileSync(join(folder, 'corrections.yaml'), corrections)
  writeFileSync(join(folder, 'speakers.yaml'), speakers)
  const archive = await openArchive(folder, { index: ':memory:' })
  onTestFinished(() => archive.close())
  return { archive, folder }
}

describe('docs/corrections.md', () => {
  it('shows a correction and identities that hold', async () => {
    const { archive } = await openExamples()
    const { data } = await ask(
      archive,
      `query ($id: ID!) {
        node(id: $id) { ... on Quotation { basis confidence rule speaker { name } } }
        keeper: speaker(by: { sameAs: "https://museum.example/people/ok-se-ram" }) { name }
        union: speaker(by: { name: "DPU" }) { name }
        ministry: speaker(by: { name: "Ministry of Waters" }) { kind }
        solvanes: speakers(filter: { name: "Ingrid Solvane" }) { totalCount }
        article(by: { path: "littoral/lit-2021-10-14-1122.txt" }) {
          published { local basis }
          sources(role: [PUBLISHER]) { source { name } }
        }
        archive { problems { nodes { code } } }
      }`,
      { id },
    )
    expect(data).toEqual({
      node: {
        basis: 'CORRECTED',
        confidence: 1,
        rule: 'correction',
        speaker: { name: 'Sylvain de Roncourt' },
      },
      keeper: { name: 'Ok Se-ram' },
      union: { name: "Dockers' and Pilots' Union" },
      ministry: { kind: 'ORGANIZATION' },
      solvanes: { totalCount: 2 },
      article: {
        published: { local: '2021-10-15T08:30:00', basis: 'CORRECTED' },
        sources: [{ source: { name: 'Littoral Agency' } }],
      },
      archive: { problems: { nodes: [] } },
    })
  })

  it('shows a command that writes such an entry, and changes no article', async () => {
    const { folder } = await openExamples()
    writeFileSync(join(folder, 'corrections.yaml'), '')
    const file = join(folder, 'northern-wire/nw-20231110-1108.txt')
    const before = readFileSync(file)
    const command = blocks.find(({ language }) => language === 'sh')?.code.trim() ?? ''
    const [, given, speaker = ''] = /correct data (\S+) --speaker '([^']+)'/.exec(command) ?? []
    expect(given).toBe(id)
    const { exitCode } = await call(['correct', folder, id, '--speaker', speaker, '--quiet'])
    expect(exitCode).toBe(0)
    const written = readFileSync(join(folder, 'corrections.yaml'), 'utf8')
    expect(written).toContain(`article: northern-wire/nw-20231110-1108.txt`)
    expect(written).toContain('words: My client has been acquitted')
    expect(readFileSync(file).equals(before)).toBe(true)
  })
})
