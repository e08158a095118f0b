import { existsSync, readFileSync } from 'node:fs'
import Module, { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { constants, Script } from 'node:vm'

/** The bundled command line, compiled. */
export interface Bundle {
  run(): void
  /** What V8 made of it so far, for the next time. */
  code(): Buffer
}

/** Where the code of a bundle is kept. */
export function codeFileOf(filename: string): string {
  return `${filename}.code`
}

/**
 * Take the bundled command line with the code that V8 made of it when it was bundled. Code of
 * another version of Node is of no use, and V8 then compiles as usual.
 */
export function openBundle(filename: string): Bundle {
  const kept = codeFileOf(filename)
  const script = new Script(Module.wrap(readFileSync(filename, 'utf8')), {
    filename,
    cachedData: existsSync(kept) ? readFileSync(kept) : undefined,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  })
  return {
    run() {
      const main: unknown = script.runInThisContext()
      if (typeof main !== 'function') throw new TypeError(`"${filename}" is no bundle`)
      const module = { exports: {} }
      main(module.exports, createRequire(filename), module, filename, dirname(filename))
    },
    code: () => script.createCachedData(),
  }
}
