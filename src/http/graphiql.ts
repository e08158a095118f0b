import { type Asset, createAsset, createAssetServer } from './assets.ts'
import type { Answer } from './responses.ts'

/** What GraphiQL opens with. Nothing of the archive may stand here: it becomes part of the page. */
export interface GraphiQLOptions {
  /** Title of the page. */
  readonly title?: string
  /** Shown to those who have no tabs of their own yet. */
  readonly tabs?: readonly GraphiQLTab[]
}

export interface GraphiQLTab {
  /** Written above the query as a comment. The name of the operation is on the tab itself. */
  readonly title?: string
  readonly query: string
  readonly variables?: Readonly<Record<string, unknown>>
}

/** GraphiQL as a page of its own and the files that it needs, all from this server. */
export interface GraphiQL {
  page(): Promise<Answer>
  /** @returns null when it is no path of an asset */
  asset(path: string, headers: Headers): Promise<Answer | null>
}

interface Files {
  readonly names: Readonly<Record<'script' | 'style' | 'start' | 'icon', string>>
  readonly workers: Readonly<Record<'editor' | 'json' | 'graphql', string>>
  readonly serve: (name: string, headers: Headers) => Promise<Answer | null>
}

/**
 * GraphiQL without a network: 9 MB in a page would be sent anew with every load, so the page is
 * small and its parts are files with a hash in their names, which browsers keep.
 *
 * The files are read when the page is first asked for.
 *
 * @param endpoint - path of the GraphQL endpoint; the files are below `assets/` there
 */
export function createGraphiQL(endpoint: string, options: GraphiQLOptions): GraphiQL {
  const folder = `${endpoint}/assets/`
  let files: Promise<Files> | null = null
  const load = () => (files ??= loadFiles())

  return {
    async page() {
      return renderPage(folder, await load(), { endpoint, ...options })
    },
    async asset(path, headers) {
      if (!path.startsWith(folder)) return null
      const { serve } = await load()
      return serve(path.slice(folder.length), headers)
    },
  }
}

const SCRIPT = 'text/javascript; charset=utf-8'

async function loadFiles(): Promise<Files> {
  const parts = await import('@graphql-yoga/render-graphiql/graphiql')
  const script = createAsset('graphiql', '.js', SCRIPT, parts.js)
  const style = createAsset('graphiql', '.css', 'text/css; charset=utf-8', parts.css + OWN_STYLE)
  const start = createAsset('start', '.js', SCRIPT, START)
  const icon = createAsset('icon', '.svg', 'image/svg+xml', ICON)
  const editor = createAsset('editor', '.js', SCRIPT, parts.editorWorkerService)
  const json = createAsset('json', '.js', SCRIPT, parts.jsonWorker)
  const graphql = createAsset('graphql', '.js', SCRIPT, parts.graphqlWorker)
  const all: Asset[] = [script, style, start, icon, editor, json, graphql]
  return {
    names: { script: script.name, style: style.name, start: start.name, icon: icon.name },
    workers: { editor: editor.name, json: json.name, graphql: graphql.name },
    serve: createAssetServer(all),
  }
}

// Scripts are files of ours. Monaco writes its styles into the page and brings its fonts as data.
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

function renderPage(
  folder: string,
  { names, workers }: Files,
  { endpoint, title = 'Pressgraph', tabs = [] }: GraphiQLOptions & { readonly endpoint: string },
): Answer {
  const settings = {
    workers: {
      editorWorkerService: folder + workers.editor,
      json: folder + workers.json,
      graphql: folder + workers.graphql,
    },
    graphiql: {
      endpoint,
      title,
      logo: 'none',
      ...(tabs.length > 0 && { defaultTabs: tabs.map(describeTab) }),
    },
  }
  const body = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${escapeHtml(title)}</title>
    <link rel="icon" type="image/svg+xml" href="${folder}${names.icon}" />
    <link rel="stylesheet" href="${folder}${names.style}" />
  </head>
  <body id="body" class="no-focus-outline">
    <noscript>GraphiQL needs JavaScript. The endpoint answers without: ${endpoint}?query={__typename}</noscript>
    <div id="root"></div>
    <script type="application/json" id="settings">${toScriptJson(settings)}</script>
    <script src="${folder}${names.script}"></script>
    <script src="${folder}${names.start}"></script>
  </body>
</html>
`
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': POLICY,
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-cache',
      vary: 'accept',
    },
    body,
  }
}

function describeTab({ title, query, variables }: GraphiQLTab) {
  const heading = title === undefined ? '' : `# ${title.replace(/\s+/g, ' ')}\n`
  return {
    query: heading + query,
    variables: variables === undefined ? null : JSON.stringify(variables, null, 2),
    headers: null,
  }
}

// Inside a script element nothing ends the text but "<".
function toScriptJson(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c')
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

const OWN_STYLE = ''

const START = `
const { workers, graphiql } = JSON.parse(document.getElementById('settings').textContent)
self.MonacoEnvironment = { globalAPI: false, getWorkerUrl: (_id, label) => workers[label] }
YogaGraphiQL.renderYogaGraphiQL(document.getElementById('root'), graphiql)
`

// Quotation marks.
const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#b3261e"/><path fill="#fff" d="M7 21v-6q0-6 6-6v3q-2.5 0-2.5 3H13v6zm10 0v-6q0-6 6-6v3q-2.500 0-2.500 3H23v6z"/></svg>`
