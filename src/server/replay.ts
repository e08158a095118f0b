import type { IncomingMessage } from 'node:http'

/** The body of a request; null when the client went away before it was whole. */
export function readBody(request: IncomingMessage): Promise<Buffer | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () =>
      resolve(chunks.length === 1 ? (chunks[0] ?? null) : Buffer.concat(chunks)),
    )
    request.on('close', () => resolve(null))
  })
}

/**
 * A request whose body has been read, for those who read requests: they look for a body that
 * somebody in front of them has read.
 */
export function withBody(request: IncomingMessage, body: Buffer): IncomingMessage {
  return Object.create(request, { body: { value: body } })
}
