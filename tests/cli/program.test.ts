import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { call } from './console.ts'

const commands = ['serve', 'index', 'query', 'check', 'explain', 'schema']

describe('help', () => {
  it('lists every command, with examples and exit codes', async () => {
    const { exitCode, out, err } = await call(['--help'])
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' })
    for (const name of commands) expect(out).toMatch(new RegExp(`^  ${name} `, 'm'))
    expect(out).toContain('Examples:\n  $ pressgraph serve')
    expect(out).toMatch(/Exit codes:\n {2}0 +success/)
  })

  it.each(commands)('shows examples for %s within 80 columns', async (name) => {
    const { exitCode, out } = await call([name, '--help'])
    expect(exitCode).toBe(0)
    expect(out).toContain(`Examples:\n  $ pressgraph ${name}`)
    expect(out.split('\n').filter((line) => line.length > 80)).toEqual([])
  })

  it('prints the version of the package', async () => {
    const manifest = JSON.parse(readFileSync('package.json', 'utf8'))
    expect((await call(['--version'])).out).toBe(`${manifest.version}\n`)
  })
})

describe('wrong arguments', () => {
  it.each([
    [['serv'], "unknown command 'serv'\n(Did you mean serve?)"],
    [['check', '--strikt'], "unknown option '--strikt'\n(Did you mean --strict?)"],
    [['query'], "missing required argument 'folder'"],
    [['serve', '--port', 'abc'], 'Write a number from 0 (any free port) to 65535.'],
    [['serve', '--cors', 'news.example'], 'Write an origin without a path, like'],
    [
      ['serve', '--cors', 'https://a.example,https://b.example/x'],
      'Write an origin without a path',
    ],
    [['serve', '--allow-host', 'news.example:80'], 'Write a host name without a port'],
    [['serve', '--endpoint', '/health'], 'Write a path, like /graphql or /news/graphql.'],
    [['serve', '--endpoint', 'graphql'], 'Write a path, like /graphql or /news/graphql.'],
    [['serve', '--keep-alive', '0'], 'Write a number of seconds, from 1 to 9999.'],
    [['serve', '--port', '65536'], 'Write a number from 0 (any free port) to 65535.'],
    [['check', '--max-bytes', 'much'], 'Write a number of bytes, like 500000, 500k or 20M.'],
    [['check', '--max-bytes', '0'], 'Write a number of bytes, like 500000, 500k or 20M.'],
    [['check', 'one', 'two'], "too many arguments for 'check'"],
  ])('explains %j', async (args, message) => {
    const { exitCode, out, err } = await call(args)
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' })
    expect(err).toContain(message)
    expect(err).toMatch(/Try "pressgraph (\w+ )?--help"/)
    expect(err).not.toContain('    at ')
  })

  it.each([
    ['a command', ['bo\x1b[31mgus']],
    ['an option', ['check', '--bo\x1b[31mgus']],
    ['a value', ['serve', '--port', '\x1b[31m9']],
    ['a path', ['check', 'no\x1b[31mwhere']],
  ])('shows control characters of %s as codes', async (_part, args) => {
    const { err } = await call(args)
    expect(err).toContain('\\x1b[31m')
    expect(err).not.toContain('\x1b')
  })

  it('shows the help without a command', async () => {
    const { exitCode, out, err } = await call([])
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' })
    expect(err).toContain('Usage: pressgraph')
  })
})

describe('an internal error', () => {
  const input = () => Promise.reject(new Error('the tape is torn', { cause: new Error('age') }))

  it('is reported without details', async () => {
    const { exitCode, err } = await call(['query', '.', '-'], { input })
    expect(exitCode).toBe(70)
    expect(err).toBe(
      'Internal error in Pressgraph. Run the command again with --verbose to see its stack.\n',
    )
  })

  it('is printed with its stack with --verbose', async () => {
    const { exitCode, err } = await call(['query', '.', '-', '--verbose'], { input })
    expect(exitCode).toBe(70)
    expect(err).toMatch(/Error: the tape is torn\n {4}at [^]*Caused by Error: age\n {4}at /)
  })
})
