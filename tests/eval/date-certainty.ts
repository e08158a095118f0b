import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { measured } from '../../src/extraction/dates/certainty-table.ts'
import { tag, type GoldDocument } from './date-gold.ts'

interface Accuracy {
  right: number
  seen: number
}

const TABLE = join(import.meta.dirname, '../../src/extraction/dates/certainty-table.ts')

/** How often each rule's mention overlaps a gold expression with the same value. */
export function ruleAccuracy(documents: readonly GoldDocument[]): Map<string, Accuracy> {
  const rules = new Map<string, Accuracy>()
  for (const gold of documents) {
    for (const { span, value, rule } of tag(gold)) {
      const count = rules.get(rule) ?? { right: 0, seen: 0 }
      const match = gold.timexes.find(({ start, end }) => start < span.end && span.start < end)
      count.seen += 1
      if (match?.value === value) count.right += 1
      rules.set(rule, count)
    }
  }
  return rules
}

/** Print the rules that are right more or less often than in the recorded run. */
export function printChanges(rules: ReadonlyMap<string, Accuracy>): void {
  const nothing = { right: 0, seen: 0 }
  const names = [...new Set([...rules.keys(), ...Object.keys(measured.rules)])].sort()
  for (const name of names) {
    const [now, then] = [rules.get(name) ?? nothing, measured.rules[name] ?? nothing]
    if (now.right === then.right && now.seen === then.seen) continue
    const change = now.right - now.seen - (then.right - then.seen)
    console.log(
      `${(change < 0 ? 'lost' : 'gained').padEnd(7)} ${name.padEnd(20)} ` +
        `right in ${now.right} of ${now.seen}, was ${then.right} of ${then.seen}`,
    )
  }
}

/** Write the table that `certaintyOf` reads. */
export function writeCertainty(rules: ReadonlyMap<string, Accuracy>): void {
  const rows = [...rules].sort(([a], [b]) => a.localeCompare(b))
  const total = (key: keyof Accuracy) => rows.reduce((sum, [, count]) => sum + count[key], 0)
  const lines = rows.map(
    ([rule, { right, seen }]) =>
      `    ${/^\w+$/.test(rule) ? rule : `'${rule}'`}: { right: ${right}, seen: ${seen} },`,
  )
  writeFileSync(
    TABLE,
    `/** Cases in which a rule's value was right, and all; from \`npm run eval -- dates --record\`. */
export const measured: {
  readonly right: number
  readonly seen: number
  readonly rules: Readonly<Record<string, { readonly right: number; readonly seen: number }>>
} = {
  right: ${total('right')},
  seen: ${total('seen')},
  rules: {
${lines.join('\n')}
  },
}
`,
  )
}
