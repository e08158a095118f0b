import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { type Attack, MAIN, runPressgraph } from './attack.ts'
import { askServed, type Served, startServed } from './served.ts'

/** What happens in a folder while it is served, and how that is shown. */
interface Incident {
  readonly name: string
  /** The articles by their first lines, and the problems that are not mere notes. */
  readonly wanted: string
  readonly happen: (news: string, outside: string) => void | Promise<void>
}

const story = (headline: string, more = '') =>
  `${headline}\n\n"Yes," said Ann Roe of Ildmouth.${more}\n`
const LONG = Array.from(
  { length: 2_000 },
  (_, at) => `The quay is wet on day ${at}, and nobody waits for the ferry any more.\n\n`,
).join('')
const ROUNDS = 40

const INCIDENTS: readonly Incident[] = [
  {
    name: 'a pipe appears',
    wanted: 'Bridge closes, Ferry is late; NOT_A_FILE odd.txt',
    happen: (news) => void execFileSync('mkfifo', [join(news, 'odd.txt')]),
  },
  {
    name: 'a file becomes a pipe',
    wanted: 'Bridge closes; NOT_A_FILE ferry.txt',
    happen(news) {
      execFileSync('mkfifo', [join(news, '.pipe')])
      renameSync(join(news, '.pipe'), join(news, 'ferry.txt'))
    },
  },
  {
    name: 'a socket appears',
    wanted: 'Bridge closes, Ferry is late; NOT_A_FILE odd.txt',
    async happen(news) {
      const server = createServer()
      await new Promise<void>((resolve) => server.listen(join(news, '.socket'), resolve))
      renameSync(join(news, '.socket'), join(news, 'odd.txt'))
      server.close()
    },
  },
  {
    name: 'a file becomes a folder with a file',
    wanted: 'Bridge closes, Tunnel opens; no problems',
    happen(news) {
      rmSync(join(news, 'ferry.txt'))
      mkdirSync(join(news, 'ferry.txt'))
      writeFileSync(join(news, 'ferry.txt/inner.txt'), story('Tunnel opens'))
    },
  },
  {
    name: 'a folder becomes a file',
    wanted: 'Ferry is late, Tunnel opens; no problems',
    happen(news) {
      rmSync(join(news, 'town'), { recursive: true })
      writeFileSync(join(news, 'town'), story('Tunnel opens'))
    },
  },
  {
    name: 'a file becomes a link to a device',
    wanted: 'Bridge closes; LINK_OUTSIDE ferry.txt',
    happen(news) {
      symlinkSync('/dev/zero', join(news, '.link'))
      renameSync(join(news, '.link'), join(news, 'ferry.txt'))
    },
  },
  {
    name: 'a file becomes a link out of the folder',
    wanted: 'Bridge closes; LINK_OUTSIDE ferry.txt',
    happen(news, outside) {
      symlinkSync(join(outside, 'secret.txt'), join(news, '.link'))
      renameSync(join(news, '.link'), join(news, 'ferry.txt'))
    },
  },
  {
    name: 'a folder becomes a link out of the folder',
    wanted: 'Ferry is late; LINK_OUTSIDE town',
    happen(news, outside) {
      rmSync(join(news, 'town'), { recursive: true })
      symlinkSync(outside, join(news, 'town'))
    },
  },
  {
    name: 'two links lead to each other',
    wanted: 'Bridge closes, Ferry is late; LINK_LOOP a.txt, LINK_LOOP b.txt',
    happen(news) {
      symlinkSync('b.txt', join(news, 'a.txt'))
      symlinkSync('a.txt', join(news, 'b.txt'))
    },
  },
  {
    name: 'the served folder becomes a link to another folder',
    wanted: 'Secret plan; no problems',
    happen(news, outside) {
      renameSync(news, `${news}-old`)
      symlinkSync(outside, news)
    },
  },
  {
    name: 'a name that is not UTF-8 appears',
    wanted: String.raw`Bridge closes, Ferry is late; UNREADABLE_NAME odd\xFF.txt`,
    happen: (news) =>
      writeFileSync(
        Buffer.concat([Buffer.from(`${news}/odd`), Buffer.from([0xff]), Buffer.from('.txt')]),
        story('Tunnel opens'),
      ),
  },
  {
    name: 'names with control characters and of 255 bytes appear',
    wanted: 'Bridge closes, Ferry is late, Harbour grows, Tunnel opens; no problems',
    happen(news) {
      writeFileSync(join(news, 'odd\u001b[31m\u0007\n\u202ename.txt'), story('Tunnel opens'))
      writeFileSync(join(news, `${'n'.repeat(251)}.txt`), story('Harbour grows'))
    },
  },
  {
    name: 'folders 100 deep appear',
    wanted: 'Bridge closes, Ferry is late, Tunnel opens; no problems',
    happen(news) {
      const deep = join(news, ...Array.from({ length: 100 }, () => 'deep'))
      mkdirSync(deep, { recursive: true })
      writeFileSync(join(deep, 'inner.txt'), story('Tunnel opens'))
    },
  },
  {
    name: 'a file grows while it is read',
    wanted: 'Bridge closes, Ferry is late, Tunnel opens; no problems',
    async happen(news) {
      const path = join(news, 'odd.txt')
      writeFileSync(path, story('Tunnel opens', LONG))
      for (let round = 0; round < ROUNDS; round += 1) {
        appendFileSync(path, `The tunnel is open, ${round}.\n\n`)
        await setTimeout(20)
      }
    },
  },
  {
    name: 'a file shrinks while it is read',
    wanted: 'Bridge closes, Ferry is late, Tunnel opens; no problems',
    async happen(news) {
      const path = join(news, 'odd.txt')
      const whole = story('Tunnel opens', LONG)
      writeFileSync(path, whole)
      for (let round = 0; round < ROUNDS; round += 1) {
        truncateSync(path, whole.length - 100 * round)
        await setTimeout(20)
      }
      writeFileSync(path, story('Tunnel opens'))
    },
  },
  {
    name: 'a file and a folder take turns at one path',
    wanted: 'Bridge closes, Tunnel opens; no problems',
    async happen(news) {
      const path = join(news, 'ferry.txt')
      for (let round = 0; round < ROUNDS; round += 1) {
        rmSync(path, { recursive: true })
        if (round % 2 === 0) mkdirSync(path)
        else writeFileSync(path, story('Ferry turns'))
        await setTimeout(20)
      }
      writeFileSync(path, story('Tunnel opens'))
    },
  },
]

const QUERY = `{ articles(first: 100) { nodes { body } }
  archive { problems(first: 100) { nodes { code severity path } } } }`

interface Shown {
  readonly data?: {
    readonly articles: { readonly nodes: readonly { readonly body: string }[] }
    readonly archive: {
      readonly problems: {
        readonly nodes: readonly {
          readonly code: string
          readonly severity: string
          readonly path: string
        }[]
      }
    }
  }
}

/** What an archive shows, as `Incident.wanted`. */
function describe(text: string): string {
  // oxlint-disable-next-line typescript/no-unsafe-assignment -- the answer to this query
  const { data }: Shown = JSON.parse(text)
  if (!data) return text.slice(0, 300)
  const headlines = data.articles.nodes.map(({ body }) => body.split('\n', 1)[0] ?? '')
  const problems = data.archive.problems.nodes
    .filter(({ code, severity }) => severity !== 'INFO' && code !== 'NO_DATE')
    .map(({ code, path }) => `${code} ${path}`)
  return `${headlines.toSorted().join(', ')}; ${problems.toSorted().join(', ') || 'no problems'}`
}

function makeFolders(folder: string): { readonly news: string; readonly outside: string } {
  const [news, outside] = [join(folder, 'news'), join(folder, 'outside')]
  mkdirSync(join(news, 'town'), { recursive: true })
  mkdirSync(outside)
  writeFileSync(join(news, 'ferry.txt'), story('Ferry is late'))
  writeFileSync(join(news, 'town/bridge.txt'), story('Bridge closes'))
  writeFileSync(join(outside, 'secret.txt'), story('Secret plan'))
  return { news, outside }
}

/** What is shown once it is as wanted, or when that has not come for a while. */
async function settle({ port }: Served, wanted: string): Promise<string> {
  let shown = ''
  for (let tries = 0; tries < 200 && shown !== wanted; tries += 1) {
    const { text } = await askServed(port, { query: QUERY })
    shown = describe(text)
    if (shown !== wanted) await setTimeout(100)
  }
  return shown
}

/** User and group of nobody. */
const NOBODY = '65534'

export const folderAttacks: readonly Attack[] = [
  ...INCIDENTS.map(({ name, wanted, happen }) => ({
    name: `in a served folder: ${name}`,
    wanted,
    async run(folder: string) {
      const { news, outside } = makeFolders(folder)
      const served = await startServed(news, '--index', join(folder, 'news.sqlite'))
      await happen(news, outside)
      const shown = await settle(served, wanted)
      const code = await served.stop()
      if (code !== 0) return `ended with ${code}`
      const fresh = runPressgraph('query', news, QUERY, '--index', join(folder, 'fresh.sqlite'))
      const right = describe(fresh.out)
      return right === shown ? shown : `${shown} where a fresh index has: ${right}`
    },
  })),
  {
    name: 'a file and a folder may not be read by this user',
    wanted: 'Ferry is late; UNREADABLE_FILE closed, UNREADABLE_FILE closed.txt',
    run(folder) {
      const { news } = makeFolders(folder)
      renameSync(join(news, 'town'), join(news, 'closed'))
      writeFileSync(join(news, 'closed.txt'), story('Tunnel opens'))
      for (const path of ['closed', 'closed.txt']) chmodSync(join(news, path), 0)
      const index = join(folder, 'news.sqlite')
      const args = [MAIN, 'query', news, QUERY, '--index', ':memory:']
      if (process.getuid?.() !== 0) {
        return describe(runPressgraph('query', news, QUERY, '--index', index).out)
      }
      chmodSync(folder, 0o755)
      const user = ['--reuid', NOBODY, '--regid', NOBODY, '--clear-groups', process.execPath]
      const out = execFileSync('setpriv', [...user, ...args], { encoding: 'utf8' })
      chmodSync(join(news, 'closed'), 0o700)
      return describe(out)
    },
  },
  {
    name: 'files are replaced 400 times while they are read',
    wanted: 'no file stays open, and the last texts are served',
    async run(folder) {
      const { news } = makeFolders(folder)
      const served = await startServed(news, '--index', join(folder, 'news.sqlite'))
      const path = join(news, 'odd.jsonl')
      const record = (round: number) =>
        `${JSON.stringify({ title: `Tunnel ${round}`, text: LONG.slice(0, 20_000) })}\n`
      for (let round = 0; round < 400; round += 1) {
        writeFileSync(path, record(round).repeat(1 + (round % 60)))
        await setTimeout(5)
      }
      writeFileSync(path, record(400))
      const wanted = 'Bridge closes, Ferry is late, Tunnel 400; no problems'
      const shown = await settle(served, wanted)
      const open = execFileSync('ls', ['-l', `/proc/${served.child.pid}/fd`], { encoding: 'utf8' })
      await served.stop()
      if (shown !== wanted) return shown
      return open.includes(news) && /odd|spool/.test(open)
        ? `files stay open: ${open}`
        : 'no file stays open, and the last texts are served'
    },
  },
]
