import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import { Command, Option } from 'commander'
import type { Archive } from '../archive/archive.ts'
import type { DocumentManifest } from '../server/documents.ts'
import { readManifest } from './door-options.ts'
import { askBy, withArchive } from './open-archive.ts'
import {
  addArchiveOptions,
  addExamples,
  addGeneralOptions,
  type CommandContext,
  type OpenOptions,
} from './options.ts'

interface McpOptions extends OpenOptions {
  readonly documents?: DocumentManifest
}

export function mcpCommand({ terminal }: CommandContext): Command {
  const command = new Command('mcp')
    .summary('serve a folder to an agent as tools, on standard input and output')
    .description(
      'Index a folder of articles and serve it as tools of the Model Context Protocol on standard input and output, for a program that starts this command. The index follows the folder. Needs the package @modelcontextprotocol/sdk. For a server with tools, use "pressgraph serve --mcp".',
    )
    .argument('[folder]', 'folder of articles', '.')
    .addOption(
      new Option(
        '--documents <file>',
        'JSON file of trusted documents; those with a comment "# @tool name: description" are tools, too',
      )
        .env('PRESSGRAPH_DOCUMENTS')
        .argParser(readManifest),
    )
    .action(async (folder: string, options: McpOptions) => {
      const { requireSdk } = await import('../mcp/server.ts')
      // Before indexing, so that a missing package fails immediately.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the module of this name
      const { StdioServerTransport } = requireSdk(
        'server/stdio.js',
      ) as typeof import('@modelcontextprotocol/sdk/server/stdio.js')
      const open = { ...options, watch: true, mayBeStale: true }
      await withArchive(terminal, folder, open, (archive) =>
        serveUntilClosed(archive, options.documents ?? {}, new StdioServerTransport()),
      )
    })
  addGeneralOptions(addArchiveOptions(command))
  return addExamples(command, [
    ['pressgraph mcp news', 'The tools of the folder "news".'],
    ['pressgraph mcp news --documents tools.json', 'With tools of your own.'],
  ])
}

/** Resolves when the client closes the input, or a signal stops the process. */
async function serveUntilClosed(
  archive: Archive,
  documents: DocumentManifest,
  transport: Transport,
): Promise<void> {
  const { createGateway } = await import('../gateway.ts')
  const { createMcpOptions } = await import('../mcp/index.ts')
  const { createMcpServer } = await import('../mcp/server.ts')
  const { fetch, schema } = createGateway(archive, { documents, graphiql: false })
  const ask = askBy(fetch)
  const server = createMcpServer(createMcpOptions(schema, { documents }), async (asked) =>
    (await ask(JSON.stringify(asked))).json(),
  )
  const closed = new Promise<void>((resolve) => {
    server.onclose = resolve
    process.stdin.once('end', resolve)
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
  await server.connect(transport)
  await closed
  await server.close()
}
