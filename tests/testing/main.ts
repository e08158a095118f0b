// npm run testing [-- --check FILE…]: writes docs/testing.md, or compares its number of tests with
// results of Vitest in JSON.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { format, resolveConfig } from 'prettier'
import { PATH, PROJECTS, readCounts, ROOT, type TestCounts, writeDocument } from './document.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { check: { type: 'boolean', default: false } },
})
async function write(): Promise<void> {
  const options = { ...(await resolveConfig(PATH)), filepath: PATH }
  writeFileSync(PATH, await format(await writeDocument(countTests()), options))
}

/** Collect the tests of each project without running any. */
function countTests(): TestCounts {
  const folder = mkdtempSync(join(tmpdir(), 'pressgraph-testing-'))
  const counts = Object.keys(PROJECTS).map((project) => {
    const path = join(folder, project)
    const options = ['--project', project, '--testNamePattern', NO_NAME, '--reporter', 'json']
    const output = ['--outputFile', path, '--dangerouslyIgnoreUnhandledErrors']
    const command = ['node_modules/vitest/vitest.mjs', 'run', ...options, ...output]
    execFileSync(process.execPath, command, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] })
    return [project, totalOf(path)] as const
  })
  rmSync(folder, { recursive: true })
  return new Map(counts)
}

/** Matches the name of no test. */
const NO_NAME = '$.'

function totalOf(path: string): number {
  const result: { readonly numTotalTests: number } = JSON.parse(readFileSync(path, 'utf8'))
  return result.numTotalTests
}

/** Tests may be added and removed before the document is renewed, but not many. */
const MOST_GROWTH = 1.1
const MOST_LOSS = 0.99

function check(paths: readonly string[]): void {
  const documented = [...readCounts().values()].reduce((sum, count) => sum + count, 0)
  const run = paths.reduce((sum, path) => sum + totalOf(path), 0)
  const ran = new Set(paths.flatMap(filesOf))
  const missing = testFiles().filter((file) => !ran.has(file))
  if (missing.length > 0) fail(`Files whose tests did not run: ${missing.join(', ')}`)
  if (run < documented * MOST_LOSS || run > documented * MOST_GROWTH) {
    fail(`${run} tests ran, and docs/testing.md says ${documented}. Renew it: npm run testing`)
  }
}

function fail(message: string): void {
  console.error(message)
  process.exitCode = 1
}

/** The test files in results of Vitest. */
function filesOf(path: string): string[] {
  const { testResults }: { readonly testResults: readonly { readonly name: string }[] } =
    JSON.parse(readFileSync(path, 'utf8'))
  return testResults.map(({ name }) => relative(ROOT, name))
}

function testFiles(): string[] {
  return readdirSync(join(ROOT, 'tests'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts') && !file.includes('node_modules'))
    .map((file) => join('tests', file))
}

if (values.check) check(positionals)
else await write()
