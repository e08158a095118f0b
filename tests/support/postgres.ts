import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openPostgresStore, type PostgresStoreOptions } from '../../src/store/postgres/store.ts'
import type { Store } from '../../src/store/store.ts'

/** A database server of its own, in a temporary folder. */
export interface TestServer {
  /** Address of a database, with the folder of the server's socket. */
  readonly address: string
  /** Opens an empty store in a schema of its own. */
  open(options?: Partial<PostgresStoreOptions>): Promise<Store>
  /** Another address with an empty schema. */
  newAddress(): string
  stop(): void
}

/** Whether PostgreSQL is installed; POSTGRES_BIN names the folder of its programs. */
export const hasPostgres = programFolder() !== null

let server: TestServer | null = null
let schemas = 0

/** The server of this process, which ends with it. */
export function testServer(): TestServer {
  server ??= startServer()
  return server
}

// Nothing in it needs to outlive the process.
const SETTINGS = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'autovacuum=off']

function startServer(): TestServer {
  const programs = programFolder()
  if (programs === null) throw new Error('PostgreSQL is not installed')
  const folder = mkdtempSync(join(tmpdir(), 'pressgraph-postgres-'))
  const user = serverUser()
  if (user) chownSync(folder, user.uid, user.gid)
  chmodSync(folder, 0o700)
  const data = join(folder, 'data')
  const options = { ...user, cwd: folder, env: { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8' } }
  const init = ['-D', data, '-U', 'desk', '-A', 'trust', '-E', 'UTF8', '--no-sync']
  execFileSync(join(programs, 'initdb'), init, { ...options, stdio: 'ignore' })
  const settings = ['listen_addresses=', `unix_socket_directories=${folder}`, ...SETTINGS]
  const server = [
    join(programs, 'postgres'),
    ...['-D', data, ...settings.flatMap((setting) => ['-c', setting])],
  ]
  // The server ends with the input of the shell, also when this process is killed.
  const running = spawn('sh', ['-c', '"$@" & cat > /dev/null; kill -9 $!', 'sh', ...server], {
    ...options,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  running.unref()
  const ready = join(programs, 'pg_isready')
  for (let attempt = 0; ; attempt += 1) {
    try {
      execFileSync(ready, ['-q', '-h', folder], options)
      break
    } catch (error) {
      if (attempt === 100) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100)
    }
  }
  const stop = () => {
    running.stdin.end()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  const newAddress = () => {
    schemas += 1
    return addressOf(folder, `test_${process.pid}_${schemas}`)
  }
  return {
    address: addressOf(folder, 'pressgraph'),
    open: (options) => openPostgresStore({ address: newAddress(), connections: 2, ...options }),
    newAddress,
    stop,
  }
}

function addressOf(folder: string, schema: string): string {
  return `postgres://desk@/postgres?host=${encodeURIComponent(folder)}&schema=${schema}`
}

/** The server refuses to run as root. */
function serverUser(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

function programFolder(): string | null {
  const given = process.env['POSTGRES_BIN']
  if (given !== undefined) return given
  const root = '/usr/lib/postgresql'
  const versions = existsSync(root) ? readdirSync(root).sort() : []
  const folders = versions.map((version) => join(root, version, 'bin'))
  return folders.findLast((folder) => existsSync(join(folder, 'initdb'))) ?? null
}
