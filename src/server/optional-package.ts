import { createRequire } from 'node:module'

/** A package that an option needs and that is not a dependency of this one. */
export class MissingPackageError extends Error {
  override readonly name = 'MissingPackageError'
  readonly code = 'MISSING_PACKAGE'
}

/**
 * Load a package that is installed only where an option needs it.
 *
 * @param module - the package itself, or a module of it
 * @throws {MissingPackageError} when it is not installed
 */
export function requirePackage(name: string, option: string, module = name): unknown {
  try {
    return createRequire(import.meta.url)(module)
  } catch (cause) {
    throw new MissingPackageError(
      `The option "${option}" needs the package ${name}: npm install ${name}`,
      { cause },
    )
  }
}
