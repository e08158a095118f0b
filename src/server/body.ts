import { refuseOver } from './refusal.ts'

/**
 * Read the body of a request as text, and no more of it than is allowed.
 *
 * @param limit - in bytes
 * @throws {RefusalError} BODY_TOO_LARGE, before anything is read when the length is announced
 */
export async function readBody(request: Request, limit: number): Promise<string> {
  const announced = request.headers.get('content-length')
  if (announced !== null) {
    refuseOver(tooLarge(Number(announced), limit))
    // HTTP holds the body to the length that it announces.
    return request.text()
  }
  return request.body ? readStream(request.body, limit) : request.text()
}

async function readStream(body: ReadableStream, limit: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  // A loop with `for await` would close the connection on the way out, and with it the answer.
  const reader = body.getReader()
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const chunk: Uint8Array = part.value
    bytes += chunk.byteLength
    refuseOver(tooLarge(bytes, limit))
    chunks.push(chunk)
  }
  return new TextDecoder().decode(Buffer.concat(chunks))
}

const tooLarge = (value: number, limit: number) => ({
  code: 'BODY_TOO_LARGE' as const,
  limit,
  value,
  status: 413,
  message: `The request is larger than ${limit} bytes. Ask in several operations.`,
})
