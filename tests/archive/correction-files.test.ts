import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { hashOfFile, saveCorrection, saveSpeaker } from '../../src/archive/correction-files.ts'
import { makeFolder } from '../support/archive.ts'

const entry = (quotation: string) => ({ article: 'a.txt', quotation, words: 'Yes', by: 'Ada' })

describe('the files of corrections', () => {
  it('lose nothing of many editors at once', async () => {
    const folder = makeFolder({}, onTestFinished)
    const ids = Array.from({ length: 20 }, (_, index) => `q${index}`)
    await Promise.all(ids.map((id) => saveCorrection(folder, entry(id))))
    const yaml = readFileSync(join(folder, 'corrections.yaml'), 'utf8')
    for (const id of ids) expect(yaml).toContain(`quotation: ${id}\n`)
    expect(readdirSync(folder)).toEqual(['corrections.yaml'])
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

  it('are free again after a process that ended while it wrote', async () => {
    const folder = makeFolder({ '.corrections.yaml.lock': '' }, onTestFinished)
    const lock = join(folder, '.corrections.yaml.lock')
    utimesSync(lock, 1, 1)
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
