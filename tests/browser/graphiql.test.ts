import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { GraphiQLOptions } from '../../src/server/graphiql-page.ts'
import { graphiqlTabs } from '../../src/server/graphiql-tabs.ts'
import { startServer } from '../../src/server/listen.ts'
import { createTownHandler } from '../server/ask.ts'
import { createTown } from '../server/town.ts'

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
const isThere = existsSync(executablePath)
if (!isThere) {
  console.warn(`Skipped: there is no browser at ${executablePath}. Set CHROMIUM_PATH to one.`)
}

/** A page with nothing but our own server in reach, and what went wrong on it. */
interface Visit {
  readonly page: Page
  readonly outside: string[]
  readonly complaints: string[]
}

describe.skipIf(!isThere)('GraphiQL in a browser without a network', () => {
  let browser: Browser

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  })
  afterAll(() => browser.close())

  async function visit(
    graphiql: GraphiQLOptions,
    check: (visit: Visit, url: string) => Promise<void>,
    schema = createTown(),
  ): Promise<void> {
    const server = await startServer({ handler: createTownHandler({ graphiql, schema }), port: 0 })
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    const outside: string[] = []
    const complaints: string[] = []
    page.on('pageerror', ({ message }) => complaints.push(message))
    page.on('console', (entry) => {
      if (entry.type() === 'error' || entry.type() === 'warning') complaints.push(entry.text())
    })
    await page.route('**/*', (route) => {
      const url = route.request().url()
      if (url.startsWith(`${server.url}/`)) return route.continue()
      outside.push(url)
      return route.abort()
    })
    try {
      await check({ page, outside, complaints }, server.url)
    } finally {
      await page.close()
      await server.stop()
    }
  }

  async function openEditor(page: Page, url: string): Promise<void> {
    await page.goto(url)
    await page.locator('.graphiql-execute-button').waitFor({ timeout: 60_000 })
  }

  // The button takes no notice while it is still busy with what went before.
  async function run(page: Page, answer: string): Promise<void> {
    const shown = page.locator('.result-window .view-lines').getByText(answer)
    for (let tries = 0; tries < 10 && !(await shown.isVisible()); tries += 1) {
      await page.locator('.graphiql-execute-button').click()
      await shown.waitFor({ timeout: 3_000 }).catch(() => {})
    }
    expect(await shown.isVisible()).toBe(true)
  }

  const tabsOf = (page: Page) => page.locator('.graphiql-tab').allInnerTexts()

  const tabs = [
    {
      title: 'Who was quoted',
      query:
        'query WhoWasQuoted($first: Int) {\n  articles(first: $first) { nodes { headline } }\n}',
      variables: { first: 2 },
    },
    { query: 'query Greeting { hello }' },
  ]

  it('runs a tab and shows the answer, without requests to other hosts', async () => {
    await visit({ title: 'Town news', tabs }, async ({ page, outside, complaints }, url) => {
      await openEditor(page, url)
      expect(await page.title()).toBe('Town news')
      expect(await tabsOf(page)).toEqual(['WhoWasQuoted', 'Greeting'])
      expect(await page.locator('.graphiql-editor-tool .view-lines').first().innerText()).toMatch(
        /"first":\s2/,
      )
      await run(page, 'Bridge 2 reopens')
      await page.getByText('Greeting', { exact: true }).click()
      await run(page, 'Good morning')
      expect({ outside, complaints }).toEqual({ outside: [], complaints: [] })
    })
  })

  it('knows the schema, and opens the same tabs again', async () => {
    await visit({ tabs }, async ({ page, outside, complaints }, url) => {
      await openEditor(page, url)
      await page.getByRole('button', { name: 'Show Documentation Explorer' }).click()
      await page
        .locator('.graphiql-doc-explorer')
        .getByText('Query', { exact: true })
        .first()
        .click()
      await page.getByRole('link', { name: 'articles' }).waitFor()
      for (let again = 0; again < 2; again += 1) {
        await openEditor(page, url)
        expect(await tabsOf(page)).toEqual(['WhoWasQuoted', 'Greeting'])
      }
      expect({ outside, complaints }).toEqual({ outside: [], complaints: [] })
    })
  })

  it('opens each tab by a click of the mouse on a first visit', async () => {
    await visit({ tabs: graphiqlTabs }, async ({ page }, url) => {
      await openEditor(page, url)
      const names = (await tabsOf(page)).map((name) => name.trim())
      expect(names).toHaveLength(graphiqlTabs.length)
      for (const name of [...names.slice(1), ...names.slice(0, 1)]) {
        // A person clicks a place on the screen, not an element.
        const box = await page.locator('.graphiql-tab-button', { hasText: name }).boundingBox()
        await page.mouse.click((box?.x ?? 0) + 20, (box?.y ?? 0) + 10, { delay: 60 })
        await page.locator('.graphiql-tab[aria-selected=true]', { hasText: name }).waitFor()
      }
    })
  })

  const SHARED = 'query Other { hello } query Shared($n: Int) { echo(text: "’", number: $n) }'
  const sharedAddress = (url: string) =>
    `${url}/graphql?${new URLSearchParams({ query: SHARED, variables: '{"n":7}', operationName: 'Shared' })}`

  it('opens a shared link in a tab of its own, with variables and operation', async () => {
    await visit({ tabs }, async ({ page, complaints }, url) => {
      for (let time = 0; time < 2; time += 1) {
        await openEditor(page, sharedAddress(url))
        expect(await tabsOf(page)).toEqual(['WhoWasQuoted', 'Greeting', 'Shared'])
      }
      const sent = page.waitForRequest((request) => request.method() === 'POST')
      await page.locator('.graphiql-execute-button').click()
      // The document has two operations: the button offers both.
      await page.getByRole('menuitem', { name: 'Shared' }).click()
      expect((await sent).postDataJSON()).toMatchObject({
        variables: { n: 7 },
        operationName: 'Shared',
      })
      expect(page.url()).toBe(`${url}/graphql`)
      expect(complaints).toEqual([])
    })
  })

  it('copies a link and a command of the open tab', async () => {
    await visit({ tabs }, async ({ page }, url) => {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
      await openEditor(page, url)
      const copied = () => page.evaluate(() => navigator.clipboard.readText())
      await page.getByRole('button', { name: 'Copy link' }).click()
      const link = new URL(await copied())
      expect(link.searchParams.get('query')).toContain('query WhoWasQuoted')
      expect(JSON.parse(link.searchParams.get('variables') ?? '')).toEqual({ first: 2 })
      await page.getByRole('button', { name: 'Copy as curl' }).click()
      await expect.poll(copied).toMatch(/^curl 'http/)
      const { stdout } = await promisify(execFile)('sh', ['-c', await copied()])
      expect(stdout).toContain('Bridge 2 reopens')
    })
  })

  it('lists what was run, and types in the order of their names', async () => {
    await visit({ tabs }, async ({ page }, url) => {
      await openEditor(page, url)
      await run(page, 'Bridge 2 reopens')
      await page.getByRole('button', { name: 'Show History' }).click()
      await page.locator('.graphiql-history-item').first().waitFor()
      await page.getByRole('button', { name: 'Show Documentation Explorer' }).click()
      const types = page.locator('.graphiql-doc-explorer-section-content').last()
      const names = (await types.innerText()).split('\n').filter((name) => name.trim() !== '')
      expect(names.length).toBeGreaterThan(5)
      expect(names).toEqual(names.toSorted((a, b) => (a < b ? -1 : 1)))
    })
  })

  it('shows an answer at a width of 400 pixels, and no boxes round quotation marks', async () => {
    await visit({ tabs }, async ({ page }, url) => {
      await page.setViewportSize({ width: 400, height: 800 })
      await openEditor(page, sharedAddress(url))
      for (const part of ['.graphiql-query-editor', '.graphiql-response']) {
        expect((await page.locator(part).boundingBox())?.width).toBeGreaterThan(250)
      }
      const editor = page.locator('.graphiql-query-editor')
      const ends = await editor
        .locator('.view-line > span')
        .evaluateAll((lines) => lines.map((line) => line.getBoundingClientRect().right))
      expect(ends.length).toBeGreaterThan(1)
      expect(Math.max(...ends)).toBeLessThan(400)
      const mark = page.locator('.unicode-highlight').first()
      await mark.waitFor({ state: 'attached' })
      expect(await mark.evaluate((element) => getComputedStyle(element).borderStyle)).toBe('none')
    })
  })

  it('shows the events of a subscription', async () => {
    async function* count() {
      for (const event of [41, 42]) yield event
      await new Promise(() => {})
    }
    const watching = { tabs: [{ query: 'subscription Watch { changed }' }] }
    await visit(
      watching,
      async ({ page, outside, complaints }, url) => {
        await openEditor(page, url)
        await run(page, '42')
        expect({ outside, complaints }).toEqual({ outside: [], complaints: [] })
      },
      createTown(count()),
    )
  })

  it('runs no script that comes in a title, a tab or the address', async () => {
    const hostile = [
      '</title><script>window.__xss = 1</script>',
      '</script><script>window.__xss = 2</script>',
      '<img src="x" onerror="window.__xss = 3">',
      '"><svg onload="window.__xss = 4">',
      '<!--<script>',
    ].join(' ')
    const options = {
      title: hostile,
      tabs: [{ title: hostile, query: `query Hostile { echo(text: ${JSON.stringify(hostile)}) }` }],
    }
    await visit(options, async ({ page, outside, complaints }, url) => {
      await openEditor(page, url)
      await run(page, 'window.__xss = 2')
      expect(await page.evaluate('window.__xss')).toBeUndefined()
      expect(await page.title()).toBe(hostile)
      await openEditor(page, `${url}/graphql?query=${encodeURIComponent(`{ hello } # ${hostile}`)}`)
      await run(page, 'Good morning')
      expect(await page.evaluate('window.__xss')).toBeUndefined()
      expect({ outside, complaints }).toEqual({ outside: [], complaints: [] })
    })
  })

  it('refuses a script that was inserted into the page', async () => {
    await visit({}, async ({ page, complaints }, url) => {
      await openEditor(page, url)
      await page.evaluate(() => {
        const script = Object.assign(globalThis.document.createElement('script'), {
          textContent: 'window.__xss = 1',
        })
        globalThis.document.body.append(script)
      })
      expect(await page.evaluate('window.__xss')).toBeUndefined()
      expect(complaints.join()).toContain('Content Security Policy')
    })
  })
})
