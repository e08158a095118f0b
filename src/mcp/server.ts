import { type GraphQLSchema, printSchema } from 'graphql'
import { isRecord } from '../server/documents.ts'
import { requirePackage } from '../server/optional-package.ts'
import { checkInput } from './check-input.ts'
import type { Data, Tool, ToolRequest } from './tools.ts'

type ServerModule = typeof import('@modelcontextprotocol/sdk/server/index.js')
type McpServer = InstanceType<ServerModule['Server']>

/** What the tools of an agent ask, and how. */
export interface McpOptions {
  readonly schema: GraphQLSchema
  readonly tools: readonly Tool[]
  /** Whether the schema can be read: it is of no use where only trusted documents are answered. */
  readonly hasSchema: boolean
}

/** Answers a GraphQL request with the rights of the one who asks. */
export type Ask = (request: ToolRequest) => Promise<unknown>

/** Characters of an answer as JSON. An agent pays for each. */
const MAX_ANSWER = 60_000

const SCHEMA_ADDRESS = 'pressgraph://schema.graphql'

const INSTRUCTIONS = `An archive of news articles. Every quotation is verbatim from a file, with the speaker if the article shows it.
Cite the webUrl of a quotation or article; where it is null, cite the path of the article and the line.
A null speaker means that the article does not show who spoke: do not guess. Confidence is the measured share of right answers of the same kind.`

/**
 * Loads a module of the SDK.
 *
 * @throws {MissingPackageError}
 */
export function requireSdk(module: string): unknown {
  return requirePackage(SDK, 'mcp', `${SDK}/${module}`)
}

const SDK = '@modelcontextprotocol/sdk'

/** A server of the Model Context Protocol for one client; it has to be connected to a transport. */
export function createMcpServer({ schema, tools, hasSchema }: McpOptions, ask: Ask): McpServer {
  // oxlint-disable typescript/no-unsafe-type-assertion -- the modules of these names
  const { Server } = requireSdk('server/index.js') as ServerModule
  const types = requireSdk('types.js') as typeof import('@modelcontextprotocol/sdk/types.js')
  // oxlint-enable typescript/no-unsafe-type-assertion
  const server = new Server(
    { name: 'pressgraph', title: 'Pressgraph', version: '1' },
    {
      capabilities: { tools: {}, ...(hasSchema && { resources: {} }) },
      instructions: INSTRUCTIONS,
    },
  )
  const byName = new Map(tools.map((tool) => [tool.name, tool]))
  server.setRequestHandler(types.ListToolsRequestSchema, () => ({
    tools: tools.map(({ name, description, inputSchema, outputSchema }) => ({
      name,
      description,
      inputSchema,
      outputSchema,
      annotations: { readOnlyHint: true, openWorldHint: false },
    })),
  }))
  server.setRequestHandler(types.CallToolRequestSchema, async ({ params }) => {
    const tool = byName.get(params.name)
    if (tool) return callTool(tool, params.arguments ?? {}, ask)
    throw new types.McpError(
      types.ErrorCode.InvalidParams,
      `There is no tool "${params.name.slice(0, 60)}".`,
    )
  })
  if (!hasSchema) return server
  const resource = {
    uri: SCHEMA_ADDRESS,
    name: 'schema.graphql',
    title: 'GraphQL schema of the archive',
    mimeType: 'text/plain',
  }
  server.setRequestHandler(types.ListResourcesRequestSchema, () => ({ resources: [resource] }))
  server.setRequestHandler(types.ReadResourceRequestSchema, ({ params: { uri } }) => {
    if (uri === SCHEMA_ADDRESS) {
      return { contents: [{ uri, mimeType: resource.mimeType, text: printSchema(schema) }] }
    }
    throw new types.McpError(types.ErrorCode.InvalidParams, `There is no resource at this address.`)
  })
  return server
}

interface ToolError {
  readonly code: string
  readonly message: string
}

async function callTool(tool: Tool, input: Data, ask: Ask) {
  const wrong = checkInput(input, tool.inputSchema)
  if (wrong !== null) return failure([{ code: 'BAD_USER_INPUT', message: wrong }])
  const answer = readAnswer(await ask(tool.request(input)))
  if ('errors' in answer) return failure(answer.errors)
  const data = tool.shape ? tool.shape(answer.data, input) : answer.data
  const text = JSON.stringify(data)
  if (text.length > MAX_ANSWER) {
    const message = `The answer has ${text.length} characters; the limit is ${MAX_ANSWER}. Ask for fewer.`
    return failure([{ code: 'RESPONSE_TOO_LARGE', message }])
  }
  return { content: [{ type: 'text' as const, text }], structuredContent: data }
}

/** The model reads the errors of a tool, and can try again. */
function failure(errors: readonly ToolError[]) {
  const text = errors.map(({ code, message }) => `${code}: ${message}`).join('\n')
  return { isError: true, content: [{ type: 'text' as const, text }], _meta: { errors } }
}

function readAnswer(
  answer: unknown,
): { readonly data: Data } | { readonly errors: readonly ToolError[] } {
  const { data, errors } = isRecord(answer) ? answer : {}
  if (Array.isArray(errors) && errors.length > 0) return { errors: errors.map(readError) }
  return isRecord(data) ? { data } : { errors: [INTERNAL] }
}

const INTERNAL: ToolError = { code: 'INTERNAL', message: 'Internal error' }

function readError(error: unknown): ToolError {
  const { message, extensions } = isRecord(error) ? error : {}
  const { code } = isRecord(extensions) ? extensions : {}
  return {
    code: typeof code === 'string' ? code : 'BAD_REQUEST',
    message: typeof message === 'string' ? message : INTERNAL.message,
  }
}
