import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import Module, { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { constants, Script } from 'node:vm'
import { cacheFolder } from './archive/cache-folder.ts'

/**
 * Run the bundled command line. The first run keeps V8's compiled code in the user's cache folder,
 * so that later runs of the same bundle and the same Node.js need not compile it.
 */
export function runBundle(filename: string): void {
  const source = readFileSync(filename)
  const cache = openCodeCache(filename, source)
  // The build escapes everything but ASCII.
  const script = new Script(Module.wrap(source.toString('latin1')), {
    filename,
    cachedData: cache.code,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  })
  if (script.cachedDataRejected !== false && compilesMuch(process.argv)) {
    process.once('exit', () => cache.save(script.createCachedData()))
  }
  const main: unknown = script.runInThisContext()
  if (typeof main !== 'function') throw new TypeError(`"${filename}" is not a bundle`)
  const module = { exports: {} }
  const args = [module.exports, createRequire(filename), module, filename, dirname(filename)]
  Reflect.apply(main, undefined, args)
}

/** A command with arguments uses most of the code; `--help` and `--version` use little. */
function compilesMuch(argv: readonly string[]): boolean {
  return argv.length > 3
}

interface CodeCache {
  readonly code: Buffer | undefined
  save(code: Buffer): void
}

/** One file for each installation and Node.js; it begins with the digest of the bundle. */
function openCodeCache(filename: string, source: Buffer): CodeCache {
  const { platform, env, versions, arch } = process
  const key = digestOf(`${filename} ${arch} ${versions.v8}`).toString('hex').slice(0, 12)
  const folder = join(cacheFolder(platform, homedir(), env), 'pressgraph')
  const file = join(folder, `code-${key}`)
  const digest = digestOf(source)
  return {
    code: readCode(file, digest),
    save(code) {
      try {
        mkdirSync(folder, { recursive: true })
        const draft = `${file}.${process.pid}`
        writeFileSync(draft, Buffer.concat([digest, code]))
        renameSync(draft, file)
      } catch {
        // The cache only saves time; the folder may be read-only.
      }
    },
  }
}

function readCode(file: string, digest: Buffer): Buffer | undefined {
  try {
    const cached = readFileSync(file)
    const isValid = cached.subarray(0, digest.length).equals(digest)
    return isValid ? cached.subarray(digest.length) : undefined
  } catch {
    return undefined
  }
}

function digestOf(text: string | Buffer): Buffer {
  return createHash('sha256').update(text).digest()
}
