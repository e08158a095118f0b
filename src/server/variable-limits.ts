import { refuseOver } from './refusal.ts'

/**
 * Refuse variables that nest lists and objects too deep, going level by level instead of recursing.
 *
 * @throws {RefusalError} TOO_DEEP
 */
export function checkVariables(variables: unknown, limit: number): void {
  let level = [variables].filter(isContainer)
  for (let depth = 1; level.length > 0; depth += 1) {
    refuseOver({
      code: 'TOO_DEEP',
      limit,
      value: depth,
      message: `The variables nest more than ${limit} deep. Send flatter ones.`,
    })
    level = level.flatMap((container) => Object.values(container).filter(isContainer))
  }
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
