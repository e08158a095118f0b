import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { createGateway, openArchive } from '../../src/index.ts'
import { startServer } from '../../src/server/listen.ts'
import { article, writeFiles } from '../support/archive.ts'
import { ROOT, startProgram } from '../support/program.ts'

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
const FRONTEND = join(ROOT, 'examples/frontend')
const VITE = join(FRONTEND, 'node_modules/vite/bin/vite.js')
const isBuilt = existsSync(VITE) && existsSync(join(FRONTEND, 'dist/index.html'))
const isThere = existsSync(executablePath) && isBuilt
if (!isThere) {
  console.warn(
    'Skipped: the frontend needs a browser (CHROMIUM_PATH), and "npm ci && npm run build" in examples/frontend.',
  )
}

describe.skipIf(!isThere)('the frontend of the examples', () => {
  let browser: Browser

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  })
  afterAll(() => browser.close())

  /** The built frontend, over a copy of the sample archive that it can follow. */
  async function open(width: number, colorScheme: 'light' | 'dark') {
    const folder = mkdtempSync(join(tmpdir(), 'pressgraph-frontend-'))
    cpSync(join(ROOT, 'data'), folder, { recursive: true })
    const archive = await openArchive(folder, { index: ':memory:', watch: true })
    const manifest = readFileSync(join(FRONTEND, 'src/gql/persisted-documents.json'), 'utf8')
    const documents: Record<string, string> = JSON.parse(manifest)
    const server = await startServer({
      handler: createGateway(archive, { documents, onlyDocuments: true }),
      port: 0,
    })
    const place = [`PRESSGRAPH_URL=${server.url}`, 'NO_COLOR=1']
    const vite = [VITE, 'preview', FRONTEND, '--port', '0']
    const program = startProgram('env', ...place, process.execPath, ...vite)
    const url = /http:\S+/.exec(await program.line(/Local:/))?.[0] ?? ''
    const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme })
    const complaints: string[] = []
    page.on('pageerror', ({ message }) => complaints.push(message))
    page.on('console', (entry) => {
      if (entry.type() === 'error' || entry.type() === 'warning') complaints.push(entry.text())
    })
    onTestFinished(async () => {
      await page.close()
      await server.stop(0)
      await archive.close()
      rmSync(folder, { recursive: true, force: true })
    })
    await page.goto(url)
    return { page, folder, complaints }
  }

  const fits = (page: Page) =>
    page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')

  it('leads by the keyboard from a search to a speaker, an article and a change', async () => {
    const { page, folder, complaints } = await open(1200, 'light')
    await page.getByRole('heading', { name: 'Papers of the Ild' }).waitFor()
    await page.getByLabel('Words').fill('water')
    await page.keyboard.press('Enter')
    await page.locator('.card mark', { hasText: 'water' }).first().waitFor()

    const facet = page.locator('nav a', { hasText: 'Rosalind Quarrie' })
    await facet.press('Enter')
    await page.locator('nav a[aria-current=true]', { hasText: 'Rosalind Quarrie' }).waitFor()
    const status = page.getByRole('main').getByRole('status')
    expect(await status.innerText()).toMatch(/^\d+ quotations$/)

    await page.locator('.card .by a').first().press('Enter')
    await page.getByRole('heading', { name: 'Rosalind Quarrie' }).waitFor()
    const bars = page.getByRole('group', { name: 'Quotations by month' }).getByRole('link')
    expect(await bars.first().getAttribute('aria-label')).toMatch(/^[A-Z][a-z]+ \d{4}: \d+$/)

    const said = page.locator('blockquote a').first()
    const words = (await said.innerText()).split(' … ')[0] ?? ''
    await said.press('Enter')
    const text = page.locator('article.body')
    await text.waitFor()
    const pieces = await text.locator('.mark.content.chosen').allInnerTexts()
    expect(pieces.join('')).toContain(words)

    const news = article('A lamp for the quay', '2024-03-01 08:00:00', '"We wait," said Ada Lind.')
    writeFiles(folder, { 'harbour-post/lamp.txt': news })
    await page.locator('.live a', { hasText: 'A lamp for the quay' }).press('Enter')
    await text.getByText('We wait').waitFor()
    writeFiles(folder, { 'harbour-post/lamp.txt': news.replace('We wait', 'We wait no more') })
    await text.getByText('We wait no more').waitFor()
    expect(complaints).toEqual([])
  })

  it('fits a narrow dark screen, and loads more pages', async () => {
    const { page, complaints } = await open(400, 'dark')
    await page.locator('.card').nth(19).waitFor()
    await page.getByRole('button', { name: 'More' }).click()
    await page.locator('.card').nth(39).waitFor()
    expect(await fits(page)).toBe(true)
    await page.locator('.card .by a').first().click()
    await page.locator('.timeline').waitFor()
    expect(await fits(page)).toBe(true)
    await page.locator('blockquote a').first().click()
    await page.locator('article.body .mark.chosen').first().waitFor()
    expect(await fits(page)).toBe(true)
    expect(complaints).toEqual([])
  })
})
