import {
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  validate,
} from 'graphql'
import { inputSchemaOf, type JsonSchema, type ObjectSchema, outputSchemaOf } from './json-schema.ts'

/** A GraphQL request. */
export interface ToolRequest {
  readonly query?: string
  readonly documentId?: string
  readonly variables: Readonly<Record<string, unknown>>
}

export type Data = Readonly<Record<string, unknown>>
export type ToolInput = Readonly<Record<string, unknown>>

/** A document as a tool of an agent. */
export interface Tool {
  readonly name: string
  readonly description: string
  readonly inputSchema: ObjectSchema
  readonly outputSchema: ObjectSchema
  request(input: ToolInput): ToolRequest
  /** Bounds the answer; without it the data is the answer. */
  shape?(data: Data, input: ToolInput): Data
}

/** A document of ours with what makes it a tool. */
export interface OwnTool extends Pick<Tool, 'name' | 'description' | 'shape'> {
  readonly document: string
  readonly inputSchema: ObjectSchema
  /** Members of the answer that `shape` adds. */
  readonly added?: Readonly<Record<string, JsonSchema>>
  variables(input: ToolInput): ToolRequest['variables']
}

/** A document that cannot be a tool. */
export class ToolDocumentError extends Error {
  override readonly name = 'ToolDocumentError'
}

export function ownTool(schema: GraphQLSchema, own: OwnTool): Tool {
  const { name, description, document: query, inputSchema, added = {}, variables, shape } = own
  const { document, operation } = readQuery(schema, query, name)
  const output = outputSchemaOf(schema, document, operation)
  return {
    name,
    description,
    inputSchema,
    outputSchema: {
      ...output,
      properties: { ...output.properties, ...added },
      required: [...output.required, ...Object.keys(added)],
    },
    request: (input) => ({ query, variables: variables(input) }),
    ...(shape && { shape }),
  }
}

const TOOL = /^[ \t]*#[ \t]*@tool[ \t]+(?<name>\S+?):[ \t]*(?<description>.*(?:\n[ \t]*#.*)*)/m
const NAME = /^[a-z][a-z0-9_]{0,63}$/

/**
 * The trusted documents that are tools: those with a comment `# @tool name: description`. Further lines
 * of the comment continue the description.
 *
 * @throws {ToolDocumentError} for a document that cannot be a tool
 */
export function documentTools(
  schema: GraphQLSchema,
  documents: ReadonlyMap<string, string>,
): readonly Tool[] {
  return [...documents].flatMap(([documentId, text]) => {
    const { name, description } = TOOL.exec(text)?.groups ?? {}
    if (name === undefined || description === undefined) return []
    if (!NAME.test(name)) {
      throw new ToolDocumentError(
        `"${name}" is not a name of a tool. Write small letters, digits and "_", like who_said.`,
      )
    }
    const { document, operation } = readQuery(schema, text, name)
    return [
      {
        name,
        description: description.replace(/\s*\n[ \t]*#[ \t]*/g, ' ').trim(),
        inputSchema: inputSchemaOf(schema, document, operation),
        outputSchema: outputSchemaOf(schema, document, operation),
        request: (variables) => ({ documentId, variables }),
      },
    ]
  })
}

function readQuery(
  schema: GraphQLSchema,
  text: string,
  tool: string,
): { readonly document: DocumentNode; readonly operation: OperationDefinitionNode } {
  const document = parse(text)
  const [error] = validate(schema, document)
  if (error)
    throw new ToolDocumentError(`The document of the tool ${tool} is not valid: ${error.message}`)
  const [operation, second] = document.definitions.filter(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION,
  )
  if (!operation || second || operation.operation !== OperationTypeNode.QUERY) {
    throw new ToolDocumentError(
      `The document of the tool ${tool} must have one operation, a query.`,
    )
  }
  return { document, operation }
}
