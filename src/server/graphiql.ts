import { type Asset, createAsset, createAssetServer } from './assets.ts'
import {
  type GraphiQLOptions,
  ICON,
  OWN_STYLE,
  type PageFiles,
  renderPage,
  START,
} from './graphiql-page.ts'
import type { PlainResponse } from './responses.ts'

/** GraphiQL as a page of its own and the files that it needs, all from this server. */
export interface GraphiQL {
  page(): Promise<PlainResponse>
  /** @returns null when it is not the path of an asset */
  asset(path: string, headers: Headers): Promise<PlainResponse | null>
}

interface Files {
  readonly paths: PageFiles
  readonly serve: (name: string, headers: Headers) => Promise<PlainResponse | null>
}

/**
 * GraphiQL without a network: 9 MB in a page would be sent again with every load, so the page is
 * small and its parts are files with a hash in their names, which browsers keep.
 *
 * The files are read at the first request for the page.
 *
 * @param endpoint - path of the GraphQL endpoint; the files are below `assets/` there
 */
export function createGraphiQL(endpoint: string, options: GraphiQLOptions): GraphiQL {
  const folder = `${endpoint}/assets/`
  let files: Promise<Files> | null = null
  const load = () => (files ??= loadFiles(folder))

  return {
    async page() {
      return renderPage(endpoint, (await load()).paths, options)
    },
    async asset(path, headers) {
      if (!path.startsWith(folder)) return null
      const { serve } = await load()
      return serve(path.slice(folder.length), headers)
    },
  }
}

/**
 * The plugin for history is in the script, but not among its options; types are in no order; long
 * lines end behind the edge of the editor.
 */
const PATCHES = [
  ['plugins:[r],schemaDescription', 'plugins:[ODe,r],schemaDescription'],
  ['Object.values(w).map(j)', 'Object.values(w).sort((a,b)=>a.name<b.name?-1:1).map(j)'],
  ['scrollBeyondLastLine:!1,fontFamily', 'scrollBeyondLastLine:!1,wordWrap:"on",fontFamily'],
] as const

/**
 * Change the script of GraphiQL, whose version is fixed.
 *
 * @returns null when it is another one
 */
export function patchScript(script: string): string | null {
  let patched = script
  for (const [from, to] of PATCHES) {
    if (patched.split(from).length !== 2) return null
    patched = patched.replace(from, to)
  }
  return patched
}

const SCRIPT = 'text/javascript; charset=utf-8'

async function loadFiles(folder: string): Promise<Files> {
  const parts = await import('@graphql-yoga/render-graphiql/graphiql')
  const assets: Asset[] = []
  function add(stem: string, extension: string, type: string, text: string): string {
    const asset = createAsset(stem, extension, type, text)
    assets.push(asset)
    return folder + asset.name
  }
  const paths: PageFiles = {
    script: add('graphiql', '.js', SCRIPT, patchScript(parts.js) ?? parts.js),
    style: add('graphiql', '.css', 'text/css; charset=utf-8', parts.css + OWN_STYLE),
    start: add('start', '.js', SCRIPT, START),
    icon: add('icon', '.svg', 'image/svg+xml', ICON),
    workers: {
      editorWorkerService: add('editor', '.js', SCRIPT, parts.editorWorkerService),
      json: add('json', '.js', SCRIPT, parts.jsonWorker),
      graphql: add('graphql', '.js', SCRIPT, parts.graphqlWorker),
    },
  }
  return { paths, serve: createAssetServer(assets) }
}
