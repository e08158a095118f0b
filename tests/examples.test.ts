import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT, startProgram } from './support/program.ts'

const URL_LINE = /http:\/\/localhost:\d+\/graphql/
const SIMPLEST = 'node-http.js'

describe('the examples', () => {
  const servers = readdirSync(join(ROOT, 'examples')).filter(
    (file) => file.endsWith('.js') && file !== 'library.js',
  )

  const answers = async (file: string) => {
    const program = startProgram(process.execPath, join('examples', file))
    const url = URL_LINE.exec(await program.line(URL_LINE))?.[0] ?? ''
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ archive { name } }' }),
    })
    expect(await response.json()).toEqual({ data: { archive: { name: 'Papers of the Ild' } } })
  }

  it(`${SIMPLEST} answers`, () => answers(SIMPLEST))
  it.each(servers.filter((file) => file !== SIMPLEST))('%s answers', { tags: 'long' }, answers)

  it('library.js prints who said what', { tags: 'long' }, async () => {
    const program = startProgram(process.execPath, 'examples/library.js')
    expect(await program.line(/^Ingrid Solvane: /)).toContain('Ingrid Solvane: ')
  })
})
