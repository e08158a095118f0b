import type { Problem, ProblemCode, Severity } from '../model/problem.ts'
import type { Span } from '../model/span.ts'
import { positionAt } from './lines.ts'

/** A problem without its place. */
export interface Complaint {
  readonly code: ProblemCode
  readonly severity: Severity
  readonly message: string
  readonly hint?: string
}

/** A problem that concerns a whole file. */
export function fileProblem(path: string, complaint: Complaint): Problem {
  const { code, severity, message, hint = '' } = complaint
  return { code, severity, message, hint: hint || null, path, span: null, line: null, column: null }
}

/** A problem at a span of an article's body. */
export function textProblem(path: string, text: string, span: Span, complaint: Complaint): Problem {
  return { ...fileProblem(path, complaint), span, ...positionAt(text, span.start) }
}
