import type { GraphQLSchema } from 'graphql'
import type { Limits } from '../server/limits.ts'
import { type ExportPlan, type ExportQuestion, planExport } from './plan.ts'
import { type Ask, type ExportPage, type WalkOptions, walkPages } from './walk.ts'
import type { Chunk } from './format.ts'
import { type ExportFormatName, loadFormat } from './writer.ts'

/** An export as it is asked for. */
export interface ExportRequest extends WalkOptions {
  readonly question: ExportQuestion
  readonly format: ExportFormatName
  readonly bom: boolean
  readonly header: boolean
}

/** How far an export is. */
export interface ExportProgress {
  readonly rows: number
  /** Of the last row; null before the first. */
  readonly cursor: string | null
  /** Of the last page. */
  readonly revision: string
  /** Whether it is another revision than that of the first page. */
  readonly hasChanged: boolean
}

/** An export whose first page is there. */
export interface StartedExport {
  readonly mediaType: string
  /** Named after the list: `quotations.csv`. */
  readonly fileName: string
  /** Of the response to the first page. */
  readonly headers: Headers
  readonly progress: () => ExportProgress
  /** Reads the other pages when they are asked for. */
  readonly chunks: AsyncGenerator<Chunk, void>
}

export interface ExportSource {
  readonly schema: GraphQLSchema
  readonly limits: Limits
  readonly ask: Ask
}

/**
 * Start an export: plan it and read its first page, so that errors come before the first byte.
 *
 * @throws {GraphQLError} for a query that cannot be exported
 * @throws {PageError} when the first page has an error
 */
export async function startExport(
  request: ExportRequest,
  { schema, limits, ask }: ExportSource,
): Promise<StartedExport> {
  const { mediaType, extension, selections, create } = await loadFormat[request.format]()
  const plan = planExport(request.question, { schema, limits, selections })
  const pages = walkPages(plan, ask, request)
  const first = await pages.next()
  if (first.done) throw new Error('An export was stopped before its first page')
  const start = first.value
  const writer = create({ plan, bom: request.bom, header: request.header })
  let progress: ExportProgress = {
    rows: 0,
    cursor: null,
    revision: start.revision,
    hasChanged: false,
  }

  function count({ items, cursor, revision }: ExportPage): void {
    progress = {
      rows: progress.rows + items.length,
      cursor,
      revision,
      hasChanged: progress.hasChanged || revision !== start.revision,
    }
  }

  async function* write(): AsyncGenerator<Chunk, void> {
    try {
      yield writer.start()
      yield writer.add(start.items)
      count(start)
      for await (const page of pages) {
        yield writer.add(page.items)
        count(page)
      }
      yield writer.end()
    } finally {
      await pages.return()
    }
  }

  return {
    mediaType,
    fileName: `${fileNameOf(plan)}.${extension}`,
    headers: start.headers,
    progress: () => progress,
    chunks: write(),
  }
}

/** Response keys are names of GraphQL, which are safe in file names. */
function fileNameOf({ path }: ExportPlan): string {
  return path.at(-1) ?? 'export'
}
