import type { Problem, ProblemCode, Severity } from '../model/problem.ts'
import type { Span } from '../model/span.ts'
import { positionAt } from './lines.ts'

/** What a problem says, before it is known where. */
export interface Complaint {
  readonly code: ProblemCode
  readonly severity: Severity
  readonly message: string
  readonly hint?: string
}

/** A problem of a whole file. */
export function fileProblem(path: string, complaint: Complaint): Problem {
  const { code, severity, message, hint = '' } = complaint
  return { code, severity, message, hint: hint || null, path, span: null, line: null, column: null }
}

/** A problem at a place of a text that spans point into. */
export function textProblem(path: string, text: string, span: Span, complaint: Complaint): Problem {
  return { ...fileProblem(path, complaint), span, ...positionAt(text, span.start) }
}
