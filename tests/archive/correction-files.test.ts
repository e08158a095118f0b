import { execFile } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import { hashOfFile, saveCorrection, saveSpeaker } from '../../src/archive/correction-files.ts'
import { makeFolder } from '../support/archive.ts'

const MODULE = new URL('../../src/archive/correction-files.ts', import.meta.url)

/** @param work - with `saveCorrection` at hand */
async function runInProcess(work: string): Promise<void> {
  const code = `import { saveCorrection } from '${MODULE.href}'\n${work}`
  const options = ['--import', 'tsx', '--input-type=module', '--eval', code]
  await promisify(execFile)(process.execPath, options)
}

const entry = (quotation: string) => ({ article: 'a.txt', quotation, words: 'Yes', by: 'Ada' })

describe('the files of corrections', () => {
  it('lose nothing of many editors at once', async () => {
    const folder = makeFolder({}, onTestFinished)
    const ids = Array.from({ length: 20 }, (_, index) => `q${index}`)
    await Promise.all(ids.map((id) => saveCorrection(folder, entry(id))))
    const yaml = readFileSync(join(folder, 'corrections.yaml'), 'utf8')
    for (const id of ids) expect(yaml).toContain(`quotation: ${id}\n`)
    expect(readdirSync(folder)).toEqual(['.corrections.yaml.lock', 'corrections.yaml'])
  })

  it('are left alone when they are not the expected ones', async () => {
    const folder = makeFolder({}, onTestFinished)
    const expected = hashOfFile(folder, 'corrections.yaml')
    const written = await saveCorrection(folder, entry('q1'), { expected })
    expect(written).toMatchObject({ kind: 'WRITTEN', file: 'corrections.yaml' })
    const refused = await saveCorrection(folder, entry('q2'), { expected })
    expect(refused).toEqual({ ...written, kind: 'CONFLICT' })
    expect(readFileSync(join(folder, 'corrections.yaml'), 'utf8')).not.toContain('q2')
  })

  it('lose nothing of two processes at once', async () => {
    const folder = makeFolder({}, onTestFinished)
    const names = ['a', 'b']
    await Promise.all(
      names.map((name) =>
        runInProcess(`for (let at = 0; at < 15; at += 1) {
          await saveCorrection(${JSON.stringify(folder)},
            { article: 'a.txt', quotation: '${name}' + at, words: 'Yes' })
        }`),
      ),
    )
    const yaml = readFileSync(join(folder, 'corrections.yaml'), 'utf8')
    const written = Array.from(yaml.matchAll(/quotation: (\w+)\n/g), ([, id]) => id)
    const expected = names.flatMap((name) => Array.from({ length: 15 }, (_, at) => `${name}${at}`))
    expect(written.toSorted()).toEqual(expected.toSorted())
  })

  it('are free again after a process that was killed while it wrote', async () => {
    const folder = makeFolder({}, onTestFinished)
    const ended = runInProcess(`
      const entry = { article: 'a.txt', words: 'Yes', get quotation() {
        process.kill(process.pid, 'SIGKILL')
      } }
      await saveCorrection(${JSON.stringify(folder)}, entry)`)
    await expect(ended).rejects.toMatchObject({ signal: 'SIGKILL' })
    expect(readdirSync(folder)).toContain('.corrections.yaml.lock')
    expect((await saveCorrection(folder, entry('q1'))).kind).toBe('WRITTEN')
  })

  it('keep comments and order when names are added to a speaker', async () => {
    const folder = makeFolder({}, onTestFinished)
    const file = join(folder, 'speakers.yaml')
    writeFileSync(
      file,
      '# Ours.\n- kind: PERSON # known\n  name: Ann Roe\n  aliases: [Roe] # short\n- name: Bo Lane\n',
    )
    await saveSpeaker(folder, { name: 'Ann Roe', aliases: ['roe', 'A. Roe'], note: 'One person.' })
    await saveSpeaker(folder, { name: 'Bo Lane', aliases: ['Lane'] })
    await saveSpeaker(folder, { name: 'Cy Dun', aliases: ['Dun'] })
    expect(readFileSync(file, 'utf8')).toBe(
      '# Ours.\n- kind: PERSON # known\n  name: Ann Roe\n  aliases: [ Roe, A. Roe ] # short\n  note: One person.\n- name: Bo Lane\n  aliases:\n    - Lane\n- name: Cy Dun\n  aliases:\n    - Dun\n',
    )
  })
})
