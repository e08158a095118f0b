import type { Plugin } from 'graphql-yoga'
import type { Context } from '../../schema/context.ts'
import { ArchiveChangedError } from '../loaders/revision.ts'
import { createLoaders } from '../loaders/loaders.ts'

const TRIES = 3

/**
 * Yoga plugin: answer an operation anew when the archive changed under it, so that callers see one
 * revision and no error.
 */
export function useOneRevision(): Plugin<Context> {
  return {
    onExecute({ executeFn, setExecuteFn }) {
      setExecuteFn(async (args) => {
        for (let tries = 1; ; tries += 1) {
          const result = await executeFn(args)
          if (tries === TRIES || !sawChange(result)) return result
          args.contextValue.load = createLoaders(args.contextValue.archive.store)
        }
      })
    },
  }
}

function sawChange(result: unknown): boolean {
  if (typeof result !== 'object' || result === null || !('errors' in result)) return false
  const { errors } = result
  return (
    Array.isArray(errors) &&
    errors.some((error) => error?.originalError instanceof ArchiveChangedError)
  )
}
