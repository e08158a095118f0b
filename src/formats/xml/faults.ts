import type { Problem } from '../../model/problem.ts'
import { fileProblem } from '../../text/problems.ts'
import type { XmlDocument } from './tree.ts'

/** What is wrong with the XML of a file, as a problem; what was read before it is served. */
export function faultProblems(path: string, fault: XmlDocument['fault']): Problem[] {
  if (!fault) return []
  const problem = fileProblem(path, {
    code: 'MALFORMED_FILE',
    severity: 'WARNING',
    message: `The XML is not well-formed: ${fault.message} (line ${fault.line} of the file).`,
    hint: 'What could be read is served. Ask the sender for a valid file.',
  })
  return [problem]
}
