import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createContext } from '../src/index.ts'
import { openSampleArchive } from './support/archive.ts'
import { askGraphqlJs } from './support/graphql.ts'
import { ROOT, startProgram } from './support/program.ts'

const readme = readFileSync(join(ROOT, 'README.md'), 'utf8')
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))

const BLOCK = /^```(?<language>\w+)\n(?<code>.*?)^```$/gms

/** The code of every block in a language, in the order of the README. */
function blocks(language: string): string[] {
  return Array.from(readme.matchAll(BLOCK), ({ groups }) => groups)
    .filter((groups) => groups?.language === language)
    .map((groups) => groups?.code ?? '')
}

const commands = blocks('sh').flatMap((code) => code.trim().split('\n'))

/** The words of `npx pressgraph …` as a shell would part them. */
function wordsOf(command: string): string[] {
  return Array.from(
    command.replace('npx pressgraph', '').matchAll(/'(?<quoted>[^']*)'|(?<plain>\S+)/g),
    ({ groups }) => groups?.quoted ?? groups?.plain ?? '',
  )
}

describe('the README', () => {
  it('shows the answer that its query gets', async () => {
    const archive = await openSampleArchive()
    const [query = ''] = blocks('graphql')
    const [answer = ''] = blocks('json')
    expect(await askGraphqlJs(archive, query, {}, createContext(archive))).toEqual(
      JSON.parse(answer),
    )
  })

  it('starts with a script that serves the sample archive', { tags: 'long' }, async () => {
    expect(commands[0]).toBe('npm install && npm start')
    const [command = '', ...words] = scripts.start.split(' ')
    const program = startProgram(command, ...words)
    expect(await program.line(/GraphiQL/)).toMatch(/http:\/\/localhost:\d+\/graphql/)
  })

  it.each(commands.filter((command) => command.startsWith('npx pressgraph')))(
    'shows a command that works: %s',
    async (command) => {
      const program = startProgram(process.execPath, 'dist/src/main.js', ...wordsOf(command))
      expect(await program.line(/\S/)).not.toMatch(/error: |^Usage/)
    },
  )

  it('embeds the gateway in as many lines as it shows', async () => {
    const [code = ''] = blocks('js')
    const file = join(ROOT, 'tests', `readme-${process.pid}.mjs`)
    const told = code.replace('listen(4000)', 'listen(0, () => console.log("listening"))')
    expect(told).not.toBe(code)
    writeFileSync(file, told)
    onTestFinished(() => rmSync(file))
    expect(await startProgram(process.execPath, file).line(/./)).toBe('listening')
  })

  it('names files that are there', () => {
    const links = Array.from(
      readme.matchAll(/\]\((?<path>[^)#]+)\)/g),
      ({ groups }) => groups?.path,
    )
    const local = links.filter((path) => path !== undefined && !path.startsWith('http'))
    expect(local.filter((path) => !existsSync(join(ROOT, path ?? '')))).toEqual([])
  })
})
