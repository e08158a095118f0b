import { Composer, CST, type Document, isMap, isSeq, Lexer, LineCounter, Parser } from 'yaml'

/** Why a YAML text cannot be used; `message` completes "cannot be used: …". */
export interface YamlError {
  readonly items: null
  readonly message: string
  readonly hint: string
  /** From 1. */
  readonly line: number
  readonly column: number
}

/** The members of a YAML list as nodes, which know their places. */
export interface YamlList {
  readonly items: readonly unknown[]
  readonly document: Document.Parsed | null
  readonly lines: LineCounter
}

/** Lists and maps within each other; corrections need three levels. */
const MAX_DEPTH = 12
/** Members of a map or of a list in brackets: the library compares each key with all others. */
const MAX_MEMBERS = 1_000
/** A megabyte of ordinary corrections has half as many. */
const MAX_TOKENS = 500_000

/**
 * Parse a YAML list from a file that a stranger may have written.
 *
 * Aliases, merge keys and directives are refused, and depth, width and the number of tokens are
 * limited while the text is split into tokens, before anything is built from them. The work is
 * therefore linear in the text, and the same text gives the same result on every machine.
 */
export function parseYamlList(text: string): YamlList | YamlError {
  const lines = new LineCounter()
  try {
    const composer = new Composer({ prettyErrors: false, logLevel: 'error', merge: false })
    const documents = [...composer.compose(limitedTokens(text, lines), false, text.length)]
    const [document = null, second] = documents
    if (second) return yamlError('it holds several documents', second.range[0], lines)
    const error = document?.errors[0]
    if (error) return yamlError(`it is not valid YAML: ${error.code}`, error.pos[0], lines)
    const contents = document?.contents ?? null
    if (contents === null) return { items: [], document, lines }
    if (!isSeq(contents)) return yamlError('it is not a YAML list', contents.range[0], lines)
    return { items: contents.items, document, lines }
  } catch (error) {
    if (error instanceof RefusedYaml) return yamlError(error.message, error.offset, lines)
    throw error
  }
}

/** The plain value of a map of the list; null for any other member. */
export function mapValue(node: unknown, document: Document.Parsed | null): unknown {
  return isMap(node) && document ? node.toJS(document, { maxAliasCount: 0 }) : null
}

class RefusedYaml extends Error {
  readonly offset: number

  constructor(message: string, offset: number) {
    super(message)
    this.offset = offset
  }
}

function* limitedTokens(text: string, lines: LineCounter): Generator<CST.Token> {
  lines.addNewLine(0)
  const parser = new Parser(lines.addNewLine)
  let count = 0
  let documents = 0
  for (const lexeme of new Lexer().lex(text)) {
    const type = CST.tokenType(lexeme)
    const { offset } = parser
    if (type === 'alias') throw new RefusedYaml('aliases ("*name") are not allowed', offset)
    if (type === 'doc-start') documents += 1
    if (documents > 1) throw new RefusedYaml('it holds several documents', offset)
    if (type === 'directive-line') throw new RefusedYaml('directives ("%") are not allowed', offset)
    count += 1
    if (count > MAX_TOKENS) throw new RefusedYaml('it has too many tokens', offset)
    yield* parser.next(lexeme)
    if (parser.stack.length > MAX_DEPTH) throw new RefusedYaml('it is nested too deeply', offset)
    const top = parser.stack.at(-1)
    if (top && (top.type === 'block-map' || top.type === 'flow-collection')) {
      if (top.items.length > MAX_MEMBERS) throw new RefusedYaml('it has too many members', offset)
    }
  }
  yield* parser.end()
}

function yamlError(message: string, offset: number, lines: LineCounter): YamlError {
  const { line, col } = lines.linePos(offset)
  return {
    items: null,
    message,
    hint: 'Write a list: each entry begins with "- " and has one "name: value" on each line.',
    line: Math.max(line, 1),
    column: Math.max(col, 1),
  }
}
