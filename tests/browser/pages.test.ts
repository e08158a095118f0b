import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { source as axe } from 'axe-core'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Archive } from '../../src/archive/archive.ts'
import { createGateway } from '../../src/gateway.ts'
import { openArchive } from '../../src/open-archive.ts'
import { type RunningServer, startServer } from '../../src/server/listen.ts'

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
const isThere = existsSync(executablePath)
if (!isThere) {
  console.warn(`Skipped: there is no browser at ${executablePath}. Set CHROMIUM_PATH to one.`)
}
const SAMPLES = join(import.meta.dirname, '../../data')

describe.skipIf(!isThere)('the reading pages in a browser', () => {
  let browser: Browser
  let archive: Archive
  let server: RunningServer

  beforeAll(async () => {
    archive = await openArchive(SAMPLES, { index: ':memory:' })
    server = await startServer({ handler: createGateway(archive, { pages: true }), port: 0 })
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  })
  afterAll(async () => {
    await browser.close()
    await server.stop(0)
    await archive.close()
  })

  async function visit(
    options: BrowserContextOptions,
    check: (page: Page) => Promise<void>,
  ): Promise<void> {
    const context = await browser.newContext(options)
    const page = await context.newPage()
    const outside: string[] = []
    page.on('request', (request) => {
      if (!request.url().startsWith(`${server.url}/`)) outside.push(request.url())
    })
    await page.goto(server.url)
    await check(page)
    await context.close()
    expect(outside).toEqual([])
  }

  it('lead from a search to the words in the article and to their speaker, without JavaScript', async () => {
    await visit({ javaScriptEnabled: false }, async (page) => {
      await page.getByLabel('Words').fill('"owned a ruler"')
      await page.getByRole('button', { name: 'Search' }).click()
      await page.getByText('4 quotations', { exact: true }).waitFor()
      await page.locator('.quotations .words').first().click()
      const quotation = page.locator(':target')
      expect(await quotation.textContent()).toContain('Three quarters of a century ago')
      const speaker = page.getByRole('complementary').getByRole('link', { name: 'Doran Vesk' })
      await speaker.first().click()
      await page.getByRole('heading', { level: 1, name: 'Doran Vesk' }).waitFor()
      await page.locator('.chart a').first().click()
      await page.getByText('Doran Vesk remove').waitFor()
    })
  })

  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 400],
  ] as const)('are accessible in %s at %i pixels', async (colorScheme, width) => {
    const options = { colorScheme, viewport: { width, height: 800 }, bypassCSP: true }
    await visit(options, async (page) => {
      const article = await page.locator('figcaption .about').first().locator('xpath=../a').first()
      const paths = ['/', '/speakers', '/problems', await article.getAttribute('href')]
      for (const path of paths) {
        await page.goto(`${server.url}${path}`)
        const shown = await page.evaluate(() => document.documentElement.scrollWidth)
        expect(shown).toBeLessThanOrEqual(width)
        await page.evaluate(axe)
        const found = await page.evaluate('axe.run()')
        const { violations } = found as { violations: readonly { id: string }[] }
        expect([path, violations.map(({ id }) => id)]).toEqual([path, []])
      }
    })
  })

  it('are used by keyboard', async () => {
    await visit({}, async (page) => {
      await page.keyboard.press('Tab')
      expect(await page.locator(':focus').textContent()).toBe('Skip to the content')
      await page.keyboard.press('Enter')
      await page.keyboard.press('Tab')
      expect(await page.locator(':focus').getAttribute('name')).toBe('words')
      await page.keyboard.type('barn')
      await page.keyboard.press('Enter')
      await page.waitForURL(/words=barn/)
    })
  })
})
