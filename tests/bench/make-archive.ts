import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRandom, pick } from './random.ts'

const FIRST = ['Ada', 'Bela', 'Corin', 'Dina', 'Edwin', 'Fenna', 'Goran', 'Hanna', 'Ivo'] as const
const LAST = ['Askel', 'Brome', 'Corvath', 'Drell', 'Estermann', 'Fallow', 'Grieve'] as const
const ROLES = ['Mayor', 'Harbour Master', 'Professor', 'Police spokeswoman', 'Minister'] as const
const AGENCIES = ['Northern Wire', 'Littoral'] as const
const CUES = ['said', 'added', 'told reporters', 'insisted', 'wrote'] as const
const DAYS = ['Monday', 'Tuesday', 'last month', 'in early 2016', 'on 3 May'] as const
const NOUNS = [
  'ferry',
  'bridge',
  'budget',
  'orchard',
  'school',
  'tunnel',
  'river',
  'strike',
] as const
const VERBS = ['closed', 'opened', 'delayed', 'repaired', 'sold', 'flooded', 'inspected'] as const

/**
 * Write an archive of articles of about 4 kB, each with some five quotations and eight dates, the
 * same for the same seed.
 *
 * @returns bytes written
 */
export function makeArchive(folder: string, articles: number, seed: number): number {
  const random = createRandom(seed)
  let bytes = 0
  for (let index = 0; index < articles; index += 1) {
    const day = new Date(Date.UTC(2017, 0, 1) + index * 3_600_000)
    const month = join(folder, day.toISOString().slice(0, 7))
    if (index % 100 === 0 || day.getUTCDate() === 1) mkdirSync(month, { recursive: true })
    const text = makeArticle(day, random)
    writeFileSync(join(month, `${String(index).padStart(7, '0')}.txt`), text)
    bytes += text.length
  }
  return bytes
}

function makeArticle(day: Date, random: () => number): string {
  const stamp = day.toISOString().slice(0, 19).replace('T', ' ')
  const name = `${pick(FIRST, random)} ${pick(LAST, random)}`
  const surname = name.split(' ')[1] ?? name
  const other = `${pick(FIRST, random)} ${pick(LAST, random)}`
  const agency = pick(AGENCIES, random)
  return [
    `${surname} speaks of the ${pick(NOUNS, random)}     DATE: ${stamp}`,
    `${name} at the ${pick(NOUNS, random)} / ${agency} file`,
    `${pick(ROLES, random)} ${name} ${pick(CUES, random)} ${pick(DAYS, random)} that ${clause(random)}.`,
    `"${sentence(random)}" ${surname} ${pick(CUES, random)}, according to ${agency}.`,
    ...Array.from({ length: 5 }, () => paragraph(random)),
    `${other}, a teacher, ${pick(CUES, random)}: "${sentence(random)}"`,
    `"${sentence(random)} ${sentence(random)}"`,
    ...Array.from({ length: 4 }, () => paragraph(random)),
    `The plan is "${clause(random)}," he ${pick(CUES, random)} ${pick(DAYS, random)}. (${agency})`,
  ].join('\n\n')
}

function paragraph(random: () => number): string {
  return Array.from({ length: 4 }, () => sentence(random)).join(' ')
}

function sentence(random: () => number): string {
  const day = random() < 1 / 8 ? ` ${pick(DAYS, random)}` : ''
  const text = `${clause(random)}${day}, while ${clause(random)}.`
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function clause(random: () => number): string {
  const [a, b] = [pick(NOUNS, random), pick(NOUNS, random)]
  return `the ${a} was ${pick(VERBS, random)} near the ${b}`
}
