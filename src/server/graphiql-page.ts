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
  const heading = wrapWords(title ?? '')
    .map((line) => `# ${line}\n`)
    .join('')
  return {
    query: heading + query,
    variables: variables === undefined ? null : JSON.stringify(variables, null, 2),
    headers: null,
  }
}

// Characters that the editor shows without scrolling, also beside the documentation.
const LINE = 34

function wrapWords(text: string): string[] {
  const lines: string[] = []
  for (const word of text.split(/\s+/)) {
    const longer = `${lines.at(-1) ?? ''} ${word}`.trimStart()
    if (lines.length > 0 && longer.length <= LINE) lines[lines.length - 1] = longer
    else if (word !== '') lines.push(word)
  }
  return lines
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
/* Left over from dragging, it would move a tab away from the mouse at the first click. */
.graphiql-tab {
  transform: none !important;
}
/* News is full of typographic quotation marks, which are not suspicious. */
.monaco-editor .unicode-highlight {
  border: none !important;
  background: none !important;
}
.graphiql-container .copy-button {
  width: 100%;
  padding: 6px 0;
  border-radius: 4px;
  color: hsla(var(--color-neutral), var(--alpha-secondary));
  font-size: 12px;
  text-align: center;
  cursor: pointer;
}
@media (max-width: 640px) {
  .graphiql-container .graphiql-sidebar,
  .graphiql-container .graphiql-logo,
  .graphiql-container .graphiql-horizontal-drag-bar {
    display: none;
  }
  .graphiql-container .graphiql-sessions {
    margin: 0;
    border-radius: 0;
    overflow-y: auto;
  }
  .graphiql-container #graphiql-session {
    flex-direction: column;
  }
  .graphiql-container #graphiql-session > * {
    flex: none !important;
    width: 100% !important;
    min-height: 45vh;
  }
}
`

// GraphiQL opens the first of the given tabs without its variables, and on later visits an additional
// tab unless it gets the content of the tab that was open. A query in the address would replace a
// tab and lose its variables, so it becomes a tab of its own.
export const START = `
const { workers, graphiql } = JSON.parse(document.getElementById('settings').textContent)
self.MonacoEnvironment = { globalAPI: false, getWorkerUrl: (_id, label) => workers[label] }
const STATE = 'graphiql:tabState'

function readState() {
  try {
    const state = JSON.parse(localStorage.getItem(STATE))
    return Array.isArray(state.tabs) ? state : null
  } catch {
    return null
  }
}

const nameOf = (query) => /\\b(?:query|mutation|subscription)\\s+(\\w+)/.exec(query)?.[1] ?? null

function createTab({ query, variables, operationName = nameOf(query) }) {
  const id = Array.from(crypto.getRandomValues(new Uint32Array(4))).join('-')
  const title = operationName ?? '<untitled>'
  return { id, hash: null, title, query, variables, headers: null, operationName, response: null }
}

function openShared(search) {
  const query = search.get('query')
  if (!query) return
  const operationName = search.get('operationName') || undefined
  const shared = createTab({ query, variables: search.get('variables'), operationName })
  const { tabs } = readState() ?? { tabs: (graphiql.defaultTabs ?? []).map(createTab) }
  const others = tabs.filter(
    (tab) => tab.query !== query || (tab.variables || null) !== shared.variables,
  )
  const state = { tabs: [...others, shared], activeTabIndex: others.length }
  try {
    localStorage.setItem(STATE, JSON.stringify(state))
  } catch {
    graphiql.defaultTabs = [shared]
  }
}

openShared(new URLSearchParams(location.search))
// The address names what was shared, not what is edited now.
if (location.search) history.replaceState(null, '', location.pathname)
graphiql.onEditQuery = () => {}

const state = readState()
const tab = state ? state.tabs[state.activeTabIndex] : graphiql.defaultTabs?.[0]
graphiql.query = tab?.query ?? undefined
graphiql.variables = tab?.variables ?? undefined
const root = document.getElementById('root')
YogaGraphiQL.renderYogaGraphiQL(root, graphiql)

function addressOf({ query, variables, operationName }) {
  const url = new URL(graphiql.endpoint, location.origin)
  url.searchParams.set('query', query ?? '')
  if (variables) url.searchParams.set('variables', variables)
  if (operationName) url.searchParams.set('operationName', operationName)
  return url.href
}

function curlOf({ query, variables, operationName }) {
  let values
  try {
    values = variables ? JSON.parse(variables) : undefined
  } catch {}
  const body = JSON.stringify({ query, variables: values, operationName: operationName ?? undefined })
  const quote = (text) => "'" + text.replaceAll("'", "'\\\\''") + "'"
  const url = new URL(graphiql.endpoint, location.origin).href
  return 'curl ' + quote(url) + " -H 'content-type: application/json' -d " + quote(body)
}

function addButton(toolbar, label, text, content) {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'graphiql-un-styled graphiql-toolbar-button copy-button'
  button.title = label
  button.setAttribute('aria-label', label)
  button.textContent = text
  button.addEventListener('click', async () => {
    const { tabs, activeTabIndex } = readState() ?? { tabs: [], activeTabIndex: 0 }
    const open = tabs[activeTabIndex] ?? graphiql.defaultTabs?.[0] ?? { query: '' }
    await navigator.clipboard.writeText(content(open))
    button.textContent = '✓'
    setTimeout(() => (button.textContent = text), 1000)
  })
  toolbar.append(button)
}

function addButtons() {
  const toolbar = root.querySelector('.graphiql-toolbar')
  if (!toolbar || toolbar.querySelector('.copy-button') || !navigator.clipboard) return
  addButton(toolbar, 'Copy link', 'link', addressOf)
  addButton(toolbar, 'Copy as curl', 'curl', curlOf)
}
new MutationObserver(addButtons).observe(root, { childList: true, subtree: true })
`

// Quotation marks.
export const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" width="28" height="28" viewBox="0 0 32 32">' +
  '<rect width="32" height="32" rx="7" fill="#b3261e"/>' +
  '<path fill="#fff" d="M7 22v-7q0-6 6-6v3q-3 0-3 3h3v7zm11 0v-7q0-6 6-6v3q-3 0-3 3h3v7z"/></svg>'
