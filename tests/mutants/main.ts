// npm run mutants -- [--only WORDS]
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Mutant, mutants } from './mutants.ts'

const ROOT = join(import.meta.dirname, '../..')
const COPIED = ['src', 'schema', 'tests', 'data', 'scripts', 'examples', 'package.json']
const CONFIG = ['vitest.config.ts', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json']
const VITEST = [
  'node_modules/vitest/vitest.mjs',
  'run',
  '--mode=full',
  '--reporter=dot',
  '--bail=1',
]
const PROJECTS = ['unit', 'integration', 'system'].flatMap((name) => ['--project', name])

const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } })

const copy = mkdtempSync(join(tmpdir(), 'pressgraph-mutants-'))
process.once('exit', () => rmSync(copy, { recursive: true, force: true }))
for (const path of [...COPIED, ...CONFIG])
  cpSync(join(ROOT, path), join(copy, path), { recursive: true })
symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'))

const chosen = mutants.filter(({ file, fault }) => `${file} ${fault}`.includes(values.only))
const survivors = chosen.filter((mutant) => {
  const isKilled = kill(mutant)
  console.log(`${isKilled ? 'killed  ' : 'SURVIVED'}  ${mutant.file}: ${mutant.fault}`)
  return !isKilled
})
console.log(`\n${chosen.length - survivors.length} of ${chosen.length} mutants killed`)
process.exitCode = survivors.length === 0 ? 0 : 1

/** Whether the tests of a mutant fail with it. */
function kill({ file, before, after, tests }: Mutant): boolean {
  const path = join(copy, file)
  const source = readFileSync(path, 'utf8')
  writeFileSync(
    path,
    source.replace(before, () => after),
  )
  const args = [...VITEST, ...PROJECTS, '--tags-filter=!timing', ...tests.split(' ')]
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd: copy,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  })
  writeFileSync(path, source)
  // Without a failed test, the tests did not run.
  return status !== 0 && /^ FAIL /m.test(stderr)
}
