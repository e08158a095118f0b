import { parseArgs } from 'node:util'
import { evaluateCopies } from './copies.ts'
import { evaluateDates } from './dates.ts'
import { evaluateFormats } from './formats.ts'
import { evaluateGold } from './gold.ts'
import { evaluatePronouns } from './pronouns.ts'
import { evaluateQuotations } from './quotations.ts'
import { evaluateReliability } from './reliability.ts'
import { evaluateWorld } from './world.ts'

const evaluations = {
  quotations: evaluateQuotations,
  pronouns: evaluatePronouns,
  dates: evaluateDates,
  formats: evaluateFormats,
  world: evaluateWorld,
  gold: evaluateGold,
  reliability: evaluateReliability,
  copies: evaluateCopies,
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    gold: { type: 'string', multiple: true },
    out: { type: 'string' },
    json: { type: 'boolean', default: false },
    record: { type: 'boolean', default: false },
    part: { type: 'string' },
    errors: { type: 'boolean', default: false },
    agreement: { type: 'boolean', default: false },
    counts: { type: 'boolean', default: false },
  },
})
const subject = positionals[0]
if (positionals.length !== 1 || !isSubject(subject)) {
  console.error(
    `Usage: npm run eval -- quotations|pronouns|dates|formats|world|reliability|copies [--gold FILE.jsonl.gz …] [--out SYSTEM.jsonl] [--json] [--record]
       npm run eval -- gold [--part development|test|held-out] [--errors] [--json] [--agreement] [--counts] [--out GOLD.jsonl]`,
  )
  process.exit(2)
}
await evaluations[subject]({
  gold: values.gold ?? [],
  out: values.out ?? null,
  json: values.json,
  record: values.record,
  part: values.part ?? null,
  errors: values.errors,
  agreement: values.agreement,
  counts: values.counts,
})

function isSubject(subject: string | undefined): subject is keyof typeof evaluations {
  return subject !== undefined && Object.hasOwn(evaluations, subject)
}
