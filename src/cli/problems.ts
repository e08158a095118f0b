import type { Problem } from '../model/problem.ts'
import type { Line, Style } from './paint.ts'
import { wrapPieces } from './wrap.ts'

const STYLES: Readonly<Record<Problem['severity'], Style>> = {
  ERROR: 'error',
  WARNING: 'warning',
  INFO: 'info',
}

/**
 * Problems as people read them: the place in a form that editors follow, then what is wrong, then
 * what would help. Files stand apart from each other.
 *
 * @param problems - those of a file next to each other
 */
export function listProblems(problems: readonly Problem[], columns: number): Line[] {
  return problems.flatMap((problem, index) => {
    const previous = problems[index - 1]
    const gap: Line[] = previous && previous.path !== problem.path ? [[]] : []
    return [...gap, ...describeProblem(problem, columns)]
  })
}

export function describeProblem(problem: Problem, columns: number): Line[] {
  const { severity, code, message, hint } = problem
  return [
    ...wrapPieces(
      [
        { text: `${placeOf(problem)}: ` },
        { text: severity.toLowerCase(), style: STYLES[severity] },
        { text: ` ${code}`, style: 'faint' },
      ],
      columns,
    ),
    ...wrapPieces([{ text: message }], columns, 2),
    ...(hint === null ? [] : wrapPieces([{ text: `→ ${hint}`, style: 'faint' }], columns, 2)),
  ]
}

function placeOf({ path, line, column }: Problem): string {
  return line === null ? path : `${path}:${line}:${column}`
}
