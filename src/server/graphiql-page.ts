import type { PlainResponse } from './responses.ts'

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

/** Paths of the files that the page is made of. */
export interface PageFiles {
  readonly script: string
  readonly style: string
  readonly start: string
  readonly icon: string
  /** By the labels that Monaco uses. */
  readonly workers: Readonly<Record<'editorWorkerService' | 'json' | 'graphql', string>>
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

/** The page of GraphiQL: small, without a script of its own, and with nothing of the archive in it. */
export function renderPage(
  endpoint: string,
  files: PageFiles,
  { title = 'Pressgraph', tabs = [] }: GraphiQLOptions,
): PlainResponse {
  const settings = {
    workers: files.workers,
    graphiql: {
      endpoint,
      // GraphiQL puts both into the page as they are.
      title: escapeHtml(title),
      logo: ICON,
      shouldPersistHeaders: false,
      ...(tabs.length > 0 && { defaultTabs: tabs.map(describeTab) }),
    },
  }
  const body = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${escapeHtml(title)}</title>
    <link rel="icon" type="image/svg+xml" href="${files.icon}" />
    <link rel="stylesheet" href="${files.style}" />
  </head>
  <body id="body" class="no-focus-outline">
    <noscript>GraphiQL needs JavaScript. The endpoint answers without: ${endpoint}?query={__typename}</noscript>
    <div id="root"></div>
    <script type="application/json" id="settings">${toScriptJson(settings)}</script>
    <script src="${files.script}"></script>
    <script src="${files.start}"></script>
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

export const OWN_STYLE = `
#root:empty::before {
  content: 'GraphiQL is loading …';
  display: block;
  padding: 2em;
  color: #59636e;
  font: 16px system-ui, sans-serif;
}
`

// GraphiQL opens the first of the given tabs without its variables, and on later visits an additional
// tab unless it gets the content of the tab that was open.
export const START = `
const { workers, graphiql } = JSON.parse(document.getElementById('settings').textContent)
self.MonacoEnvironment = { globalAPI: false, getWorkerUrl: (_id, label) => workers[label] }
function findOpenTab() {
  try {
    const { tabs, activeTabIndex } = JSON.parse(localStorage.getItem('graphiql:tabState'))
    return tabs[activeTabIndex]
  } catch {
    return graphiql.defaultTabs?.[0]
  }
}
const tab = location.search ? undefined : findOpenTab()
graphiql.query = tab?.query ?? undefined
graphiql.variables = tab?.variables ?? undefined
YogaGraphiQL.renderYogaGraphiQL(document.getElementById('root'), graphiql)
`

// Quotation marks.
export const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" width="28" height="28" viewBox="0 0 32 32">' +
  '<rect width="32" height="32" rx="7" fill="#b3261e"/>' +
  '<path fill="#fff" d="M7 22v-7q0-6 6-6v3q-3 0-3 3h3v7zm11 0v-7q0-6 6-6v3q-3 0-3 3h3v7z"/></svg>'
