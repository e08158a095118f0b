import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readMarks } from '../../src/text/marks.ts'
import { makeFolder } from '../support/archive.ts'
import { BRIDGE, call } from './console.ts'

const bridge = () => join(makeFolder({ 'bridge.txt': BRIDGE }), 'bridge.txt')

describe('explain', () => {
  it('marks words, cue and mention in the text and prints the rule below', async () => {
    const { exitCode, out, err } = await call(['explain', bridge()])
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' })
    const unwrapped = out.replace(/\s+/g, ' ')
    expect(unwrapped).toContain(
      '"[[q1 We will mend every stone of it]]," [[q1.cue said]] [[q1.mention',
    )
    expect(unwrapped).toMatch(
      /Quotations q1 DIRECT Ada Lind, line 3 We will mend every stone of it/,
    )
    expect(unwrapped).toMatch(/basis NAMED, naming NAMED, mention “Ada Lind/)
    expect(unwrapped).toMatch(/cue “said” \(say\), rule [\w-]+, confidence [01]\.\d\d/)
    expect(unwrapped).toContain('Published 2031-05-06 07:08:09, time zone unknown basis HEADER')
    expect(unwrapped).toMatch(/Speakers p1 Ada Lind PERSON, quotations 1/)
    expect(unwrapped).toMatch(/d1 “Monday” 2031-05-05/)
  })

  it('reads a file of records part by part, whatever its size', async () => {
    const lines = Array.from({ length: 40 }, (_, at) =>
      JSON.stringify({
        title: `Ferry ${at} sails`,
        text: `"It sails," said Ada Lind. ${'The harbour is quiet. '.repeat(100)}`,
      }),
    )
    const folder = makeFolder({ 'a.jsonl': `${lines.join('\n')}\n{"a"\n` })
    const args = ['explain', join(folder, 'a.jsonl'), '--max-bytes', '20000']
    const { exitCode, out } = await call([...args, '--json'])
    const { file, readings, problems } = JSON.parse(out)
    expect(exitCode).toBe(1)
    expect(file).toMatchObject({ path: 'a.jsonl', format: 'json-lines' })
    expect(readings).toHaveLength(40)
    expect(readings[39].quotations[0].content[0].exact).toBe('It sails')
    expect(problems).toMatchObject([{ code: 'MALFORMED_FILE', line: 41 }])
    expect((await call(args)).out.match(/^Ferry \d+ sails$/gm)).toHaveLength(40)
    expect((await call([...args, '--marks'])).out.match(/^Ferry \d+ sails$/gm)).toHaveLength(40)
  })

  const MAYOR = [
    'Ferry sails     DATE: 2031-05-06 07:08:09',
    'Mayor Ada Lind opened the quay. Lind waved.',
    '"It sails," she said. The crowd cheered.',
    '"It stays," the mayor said.',
  ].join('\n\n')

  it('prints the steps from "she" and "the mayor" to the name, with their lines', async () => {
    const { out } = await call(['explain', join(makeFolder({ 'a.txt': MAYOR }), 'a.txt')])
    const unwrapped = out.replace(/\s+/g, ' ')
    expect(unwrapped).toContain('way “she”, line 5 → “Lind”, line 3 → “Ada Lind”, line 3')
    expect(unwrapped).toContain(
      'way “the mayor”, line 7 → “Mayor” (role), line 3 → “Ada Lind”, line 3',
    )
  })

  it('has the steps in the JSON, and none for a corrected speaker', async () => {
    const folder = makeFolder({ 'a.txt': MAYOR })
    const explain = async () => {
      const { out } = await call(['explain', join(folder, 'a.txt'), '--json'])
      return JSON.parse(out).readings[0].quotations
    }
    const [{ id, way }] = await explain()
    expect(way).toMatchObject([
      { kind: 'PRONOUN', span: { exact: 'she' } },
      { kind: 'NAME', span: { exact: 'Lind' } },
      { kind: 'NAME', span: { exact: 'Ada Lind' } },
    ])
    const correction = `- {article: a.txt, quotation: ${id}, words: It sails, speaker: Bo Ek}\n`
    writeFileSync(join(folder, 'corrections.yaml'), correction)
    expect(await explain()).toMatchObject([{ way: [] }, { way: [{}, {}, {}] }])
  })

  it('keeps paragraphs and the width of the window', async () => {
    const { out } = await call(['explain', bridge()], { columns: 50 })
    expect(out.split('\n').filter((line) => line.length > 50)).toEqual([])
    expect(out).toMatch(/enough\.\]\]"\n\n(\[\[\S+ )?A spokesman/)
  })

  it('marks with colours and small numbers on a terminal', async () => {
    const { out } = await call(['explain', bridge()], { isTerminal: true })
    expect(out).toContain(
      '\u001b[32mWe will mend every stone of it\u001b[39m,"\u001b[32m¹\u001b[39m',
    )
    expect(out).toContain('\u001b[33msaid\u001b[39m')
    expect(out).not.toContain('[[')
  })

  it('prints only the text with its marks with --marks', async () => {
    const { out } = await call(['explain', bridge(), '--marks'], { isTerminal: true })
    const { text, marks } = readMarks(out)
    expect(text).toBe(BRIDGE)
    expect(marks).toContainEqual({
      label: 'q1.cue',
      span: { start: BRIDGE.indexOf('said'), end: BRIDGE.indexOf('said') + 4 },
    })
  })

  it('prints the whole reading as JSON, with the words of every span', async () => {
    const { exitCode, out } = await call(['explain', bridge(), '--json'])
    expect(exitCode).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      path: 'bridge.txt',
      file: { format: 'text', encoding: 'utf-8' },
      readings: [
        {
          article: { headline: { exact: 'Old bridge to be mended' } },
          quotations: [{ kind: 'DIRECT', cue: { span: { exact: 'said' } } }, expect.anything()],
        },
      ],
    })
  })

  it('uses the settings of the archive of the file', async () => {
    const folder = makeFolder({
      'pressgraph.json': '{"timeZone": "Asia/Seoul"}',
      'may/bridge.txt': BRIDGE,
    })
    const file = join(folder, 'may/bridge.txt')
    const { out } = await call(['explain', file])
    expect(out).toContain('Asia/Seoul (CONFIGURED), instant 2031-05-05T22:08:09')
    const other = await call(['explain', file, '--time-zone', 'UTC'])
    expect(other.out).toContain('UTC (CONFIGURED)')
    const { path } = JSON.parse((await call(['explain', file, '--json'])).out)
    expect(path).toBe('may/bridge.txt')
  })

  it('prints several files', async () => {
    const folder = makeFolder({ 'a.txt': BRIDGE, 'b.txt': MAYOR })
    const { out } = await call(['explain', join(folder, 'a.txt'), join(folder, 'b.txt')])
    expect(out.indexOf('a.txt: text')).toBeGreaterThanOrEqual(0)
    expect(out.indexOf('\n\nb.txt: text')).toBeGreaterThan(out.indexOf('Old bridge'))
  })

  it('prints the problem of a file that is not an article', async () => {
    const file = join(makeFolder({ 'scan.txt': '%PDF-1.7' }), 'scan.txt')
    const { exitCode, out } = await call(['explain', file])
    expect(exitCode).toBe(1)
    expect(out).toContain(`${file}: error BINARY_FILE`)
  })

  it.each([
    ['nowhere.txt', 3, 'Cannot read "nowhere.txt": it does not exist.'],
    ['src', 2, '"src" is a folder. Name one of its files, or try "pressgraph check src".'],
  ])('explains why it cannot explain %s', async (path, exitCode, message) => {
    expect(await call(['explain', path])).toEqual({ exitCode, out: '', err: `${message}\n` })
  })

  it.each(['--color', '--json', '--marks'])(
    'lets no text command the terminal with %s',
    async (option) => {
      const text = `Storm \u202eover Harrow     DATE: 2031-05-06 07:08:09\n\n"Stay in," said Bo\u009b31m Ek.\n`
      const file = join(makeFolder({ 'storm.txt': text }), 'storm.txt')
      const { out } = await call(['explain', file, option])
      expect(out).toContain('Storm')
      expect(out.replace(/\u001b\[[\d;]+m/g, '')).not.toMatch(
        /[\0-\u0009\u000b-\u001f\u007f-\u009f\u202e]/,
      )
    },
  )

  const samples = 'data/harbour-post'
  it.runIf(existsSync(samples))(
    'sets the articles of the sample archive in 80 columns',
    async () => {
      for (const name of readdirSync(samples).slice(0, 5)) {
        const path = join(samples, name)
        const plain = await call(['explain', path])
        expect(plain.out.split('\n').filter((line) => [...line].length > 80)).toEqual([])
        const marked = await call(['explain', path, '--marks'])
        expect(readMarks(marked.out).text).toBe(readFileSync(path, 'utf8'))
      }
    },
  )
})
