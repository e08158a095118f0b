import { createHash } from 'node:crypto'
import { chooseEncoding, compress, type Encoding } from './compression.ts'
import type { PlainResponse } from './responses.ts'

/** A file that never changes under its name. */
export interface Asset {
  /** Carries a hash of the content, `graphiql.3f2a….js`. */
  readonly name: string
  readonly type: string
  readonly content: Buffer<ArrayBuffer>
}

// Takes 0.3 s for 5 MB; the best quality would take ten and save a tenth.
const QUALITY = 5

/**
 * @param stem - name without hash
 * @param extension - with its dot
 */
export function createAsset(stem: string, extension: string, type: string, text: string): Asset {
  const content = Buffer.from(text)
  const hash = createHash('sha256').update(content).digest('base64url').slice(0, 16)
  return { name: `${stem}.${hash}${extension}`, type, content }
}

/** Serves assets, compressing each once per encoding, at its first request. */
export function createAssetServer(assets: readonly Asset[]) {
  const byName = new Map(assets.map((asset) => [asset.name, asset]))
  const compressed = new Map<string, Promise<Buffer<ArrayBuffer>>>()

  function compressOnce(
    { name, content }: Asset,
    encoding: Encoding,
  ): Promise<Buffer<ArrayBuffer>> {
    const key = `${encoding} ${name}`
    const known = compressed.get(key) ?? compress(content, encoding, QUALITY)
    compressed.set(key, known)
    return known
  }

  /** @returns null when there is no asset of that name */
  return async (name: string, headers: Headers): Promise<PlainResponse | null> => {
    const asset = byName.get(name)
    if (!asset) return null
    const etag = `"${name}"`
    const common = {
      etag,
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
    }
    if (headers.get('if-none-match')?.includes(etag)) {
      return { status: 304, headers: common, body: null }
    }
    const encoding = chooseEncoding(headers.get('accept-encoding') ?? '')
    const body = encoding ? await compressOnce(asset, encoding) : asset.content
    return {
      status: 200,
      headers: {
        ...common,
        'content-type': asset.type,
        'content-length': String(body.byteLength),
        ...(encoding && { 'content-encoding': encoding }),
      },
      body,
    }
  }
}
