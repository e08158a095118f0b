import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { GraphiQLOptions } from '../../src/server/graphiql-page.ts'
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

  it('runs a tab and shows the answer, asking nobody else', async () => {
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

  it('refuses a script that got into the page all the same', async () => {
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
