import { Command } from 'commander'
import * as v from 'valibot'
import type { Archive } from '../archive/archive.ts'
import { CommandError, type ExitCode, exitCodes } from './failures.ts'
import { createAsk, withArchive } from './open-archive.ts'
import {
  addArchiveOptions,
  addExamples,
  addGeneralOptions,
  type CommandContext,
  type OpenOptions,
} from './options.ts'
import { count } from './report.ts'
import { escapeControls, formatJson, type Terminal } from './terminal.ts'

interface VerifyOptions extends OpenOptions {
  readonly speaker?: string
}

const VERDICTS: Readonly<Record<string, ExitCode>> = {
  FOUND: exitCodes.success,
  CUT: exitCodes.cut,
  ALTERED: exitCodes.altered,
  OTHER_SPEAKER: exitCodes.otherSpeaker,
  NOT_FOUND: exitCodes.notFound,
}

const EXIT_CODES = `
Exit codes:
  0   FOUND: the same words, but for marks and case
  4   CUT: more words where the text has "…"
  5   ALTERED: some words differ
  6   OTHER_SPEAKER: not from this speaker
  7   NOT_FOUND
`

export function verifyCommand({ terminal, setExitCode }: CommandContext): Command {
  const command = new Command('verify')
    .summary('say whether words are quoted in the archive, as they are or altered')
    .description(
      'Find words in the quotations of an archive, and say what differs. An added or dropped "not" is always told.',
    )
    .usage('[options] [folder] <words>')
    .argument('<folder>', 'folder of articles (default: ".")')
    .argument('[words]', 'the words, "…" where some are left out, or - for the standard input')
    .option('--speaker <name>', 'who is said to have said them')
    .option('--json', 'print the answer of Query.verify as JSON')
    .action(async (first: string, second: string | undefined, options: VerifyOptions) => {
      const [folder, given] = second === undefined ? ['.', first] : [first, second]
      const text = given === '-' ? await terminal.readInput() : given
      const verification = await withArchive(terminal, folder, options, (archive) =>
        verify(archive, terminal, text, options),
      )
      terminal.out.write(options.json ? formatJson(verification) : format(verification))
      setExitCode(VERDICTS[verification.verdict] ?? exitCodes.internal)
    })
  addGeneralOptions(addArchiveOptions(command))
  return addExamples(command, [
    [`pressgraph verify news "We will mend every stone"`, 'Who said so, and where.'],
    [`pressgraph verify news "We will … mend it" --speaker "Ada Lind"`, 'Did she say so?'],
  ]).addHelpText('after', EXIT_CODES)
}

const DOCUMENT = `query ($text: String!, $speaker: SpeakerBy) {
  verify(text: $text, speaker: $speaker) {
    verdict
    places {
      match isNegationChanged
      span { line column }
      differences { kind given isNegation quoted { exact } }
      quotation {
        id text factuality
        speaker { name }
        mention { exact }
        article { path published { local } }
      }
    }
  }
}`

const Difference = v.object({
  kind: v.string(),
  given: v.nullable(v.string()),
  isNegation: v.boolean(),
  quoted: v.nullable(v.object({ exact: v.string() })),
})
const Place = v.object({
  match: v.string(),
  isNegationChanged: v.boolean(),
  span: v.object({ line: v.number(), column: v.number() }),
  differences: v.array(Difference),
  quotation: v.object({
    id: v.string(),
    text: v.string(),
    factuality: v.string(),
    speaker: v.nullable(v.object({ name: v.string() })),
    mention: v.nullable(v.object({ exact: v.string() })),
    article: v.object({
      path: v.string(),
      published: v.nullable(v.object({ local: v.string() })),
    }),
  }),
})
const Verification = v.object({ verdict: v.string(), places: v.array(Place) })
const Answer = v.object({
  data: v.optional(v.nullable(v.object({ verify: Verification }))),
  errors: v.optional(v.array(v.object({ message: v.string() }))),
})

type Verification = v.InferOutput<typeof Verification>

async function verify(
  archive: Archive,
  terminal: Terminal,
  text: string,
  { speaker, verbose = false }: VerifyOptions,
): Promise<Verification> {
  const { ask } = await createAsk(archive, terminal, verbose)
  const variables = { text, ...(speaker !== undefined && { speaker: { name: speaker } }) }
  const response = await ask(JSON.stringify({ query: DOCUMENT, variables }))
  const { data, errors = [] } = v.parse(Answer, await response.json())
  if (data) return data.verify
  throw new CommandError(errors[0]?.message ?? 'No answer.', exitCodes.usage)
}

function format({ verdict, places }: Verification): string {
  const lines = [places.length === 0 ? verdict : `${verdict}: ${count(places.length, 'place')}`]
  for (const { span, differences, quotation } of places) {
    const { text, speaker, mention, factuality, article } = quotation
    const said = speaker?.name ?? mention?.exact ?? 'speaker unknown'
    const day = article.published?.local.slice(0, 10) ?? 'undated'
    lines.push(
      `${article.path}:${span.line}:${span.column}  ${day}  ${said}  ${factuality}`,
      `  ${text.replace(/\s+/g, ' ')}`,
      ...differences.map((difference) => `  ${describe(difference)}`),
    )
  }
  return lines.map((line) => `${escapeControls(line)}\n`).join('')
}

function describe({ kind, given, quoted, isNegation }: v.InferOutput<typeof Difference>): string {
  const [yours, theirs] = [`"${given}"`, `"${quoted?.exact.replace(/\s+/g, ' ')}"`]
  const difference =
    kind === 'REPLACED'
      ? `has ${theirs}, and not ${yours}`
      : kind === 'ADDED'
        ? `does not have ${yours}`
        : kind === 'DROPPED'
          ? `also has ${theirs}`
          : `has ${theirs} at "…"`
  return `the quotation ${difference}${isNegation ? ' (negation)' : ''}`
}
