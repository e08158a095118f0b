import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseSettings } from '../src/archive/settings.ts'
import { formats } from '../src/formats/index.ts'
import { articleFields, formatNames } from '../src/model/settings.ts'
import { ROOT } from './support/program.ts'

const doc = readFileSync(join(ROOT, 'docs/formats.md'), 'utf8')

describe('docs/formats.md', () => {
  it('has an entry for each format, and for no other', () => {
    const entries = Array.from(
      doc.matchAll(/^- \*\*(?<name>[\w-]+)\*\*:/gm),
      ({ groups }) => groups?.name,
    )
    expect(entries.toSorted()).toEqual(formats.map(({ name }) => String(name)).toSorted())
    expect(formatNames.toSorted()).toEqual(formats.map(({ name }) => name).toSorted())
  })

  it('names every fact that a field can give', () => {
    const list = /These facts can be mapped: (?<names>[^.]+)\./.exec(doc)?.groups?.names ?? ''
    const names = Array.from(list.matchAll(/`(?<name>\w+)`/g), ({ groups }) => groups?.name)
    expect(names).toEqual([...articleFields])
  })

  it('shows settings that are valid', () => {
    const example = /```json\n(?<json>[^]+?)```/.exec(doc)?.groups?.json ?? ''
    expect(parseSettings(example)).toMatchObject({ problems: [], value: { fields: {} } })
  })

  it('names the formats that are read record by record', () => {
    const large = /are not read, except (?<names>[^,]+(?:, \*\*[^,]+)*), also/.exec(doc)?.groups
      ?.names
    const names = Array.from(
      (large ?? '').matchAll(/\*\*(?<name>[\w-]+)\*\*/g),
      ({ groups }) => groups?.name,
    )
    const inParts = formats.flatMap(({ name, records }) => (records ? name : []))
    expect(names.toSorted()).toEqual(inParts.map(String).toSorted())
  })
})
