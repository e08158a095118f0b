import type { Archive } from '../../src/archive/archive.ts'
import { startExport } from '../../src/export/export.ts'
import type { ExportFormatName } from '../../src/export/writer.ts'
import { createGateway, type GatewayOptions } from '../../src/gateway.ts'
import { defaultLimits } from '../../src/server/limits.ts'

interface Exported {
  readonly document: string
  readonly format?: ExportFormatName
  readonly variables?: Readonly<Record<string, unknown>>
  readonly operationName?: string
  readonly after?: string
  readonly allowChanges?: boolean
  /** Called after each part. */
  readonly onChunk?: () => void | Promise<void>
}

/** A whole export of an archive in memory. */
export async function exportAll(
  archive: Archive,
  { document, format = 'csv', variables = {}, operationName, onChunk, ...given }: Exported,
  options: GatewayOptions = {},
) {
  const gateway = createGateway(archive, options)
  const requests: string[] = []
  const started = await startExport(
    {
      question: { text: document, variables, operationName: operationName ?? null },
      format,
      bom: false,
      header: true,
      after: given.after ?? null,
      allowChanges: given.allowChanges ?? false,
      signal: null,
    },
    {
      schema: gateway.schema,
      limits: { ...defaultLimits, ...options.limits },
      ask: (body) => {
        requests.push(body)
        const headers = { 'content-type': 'application/json' }
        const request = new Request('http://localhost/graphql', { method: 'POST', headers, body })
        return gateway.fetch(request)
      },
    },
  )
  const parts: Buffer[] = []
  for await (const chunk of started.chunks) {
    parts.push(Buffer.from(chunk))
    await onChunk?.()
  }
  const bytes = Buffer.concat(parts)
  return { bytes, text: bytes.toString(), requests, ...started.progress() }
}
