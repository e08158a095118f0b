import { readFileSync, statSync } from 'node:fs'
import { homedir, userInfo } from 'node:os'
import { join } from 'node:path'
import type { ConnectionOptions } from 'node:tls'
import { StoreAddressError } from '../errors.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Where a database is, and how to log in. */
export interface Address {
  /** Without secrets, for messages. */
  readonly location: string
  /** A name, an address or, with a slash, the folder of a Unix socket. */
  readonly host: string
  readonly port: number
  readonly user: string
  readonly database: string
  /** Null when neither the address, nor the environment, nor the password file has one. */
  readonly password: string | null
  readonly ssl: false | 'prefer' | ConnectionOptions
  /** Of the tables. */
  readonly schema: string
}

const PARAMETERS = ['host', 'port', 'user', 'dbname', 'sslmode', 'sslrootcert', 'schema']

export function isPostgresAddress(address: string): boolean {
  return /^postgres(?:ql)?:\/\//.test(address)
}

/** Whether an address has a password, which other users of the machine see in lists of processes. */
export function hasPassword(address: string): boolean {
  const { url } = parse(address)
  return url.password !== '' || url.searchParams.has('password')
}

/**
 * Read an address like `postgres://desk@db.example.org/news?sslmode=verify-full`. What it does not say comes
 * from the variables of libpq (PGHOST, PGPORT, PGUSER, PGDATABASE, PGPASSWORD, PGPASSFILE, PGSSLMODE,
 * PGSSLROOTCERT).
 *
 * @throws {StoreAddressError}
 */
export function readAddress(address: string, env: Environment): Address {
  const { url, hostname } = parse(address)
  const given = url.searchParams
  for (const name of given.keys()) {
    if (PARAMETERS.includes(name)) continue
    const known = `It may have ${PARAMETERS.join(', ')}.`
    throw new StoreAddressError(
      `The address of the store has an unknown parameter "${name}". ${known}`,
    )
  }
  const user =
    (decodeURIComponent(url.username) || given.get('user') || env['PGUSER']) ?? userInfo().username
  const host = (hostname || given.get('host') || env['PGHOST']) ?? 'localhost'
  const port = Number(url.port || (given.get('port') ?? env['PGPORT'] ?? 5432))
  const path = decodeURIComponent(url.pathname.slice(1))
  const database = (path || given.get('dbname') || env['PGDATABASE']) ?? user
  const schema = given.get('schema') ?? 'pressgraph'
  const place = { host, port, user, database }
  const inAddress = decodeURIComponent(url.password)
  return {
    ...place,
    location: locationOf(place, schema),
    password: (inAddress || env['PGPASSWORD']) ?? passwordInFile(place, env),
    ssl: host.includes('/') ? false : sslOf(given, env),
    schema,
  }
}

function parse(address: string): { readonly url: URL; readonly hostname: string } {
  if (!isPostgresAddress(address)) throw invalidAddress(null)
  // A host may be missing, which URL does not accept with a user.
  const filled = address.replace(/^(postgres(?:ql)?:\/\/[^/?#]*@)(?=[/?#]|$)/, '$1localhost')
  try {
    const url = new URL(filled)
    return { url, hostname: filled === address ? decodeURIComponent(url.hostname) : '' }
  } catch (error) {
    throw invalidAddress(error)
  }
}

function invalidAddress(cause: unknown): StoreAddressError {
  const message =
    'The address of the store is not valid. Write it like postgres://user@host:5432/database.'
  return new StoreAddressError(message, { cause })
}

type Place = Pick<Address, 'host' | 'port' | 'user' | 'database'>

function locationOf({ host, port, user, database }: Place, schema: string): string {
  const names = [user, host, database].map(encodeURIComponent)
  const suffix = schema === 'pressgraph' ? '' : `?schema=${encodeURIComponent(schema)}`
  return `postgres://${names[0]}@${names[1]}:${port}/${names[2]}${suffix}`
}

/** https://www.postgresql.org/docs/15/libpq-ssl.html#LIBPQ-SSL-PROTECTION */
function sslOf(given: URLSearchParams, env: Environment): Address['ssl'] {
  const mode = given.get('sslmode') ?? env['PGSSLMODE'] ?? 'prefer'
  const root = given.get('sslrootcert') ?? env['PGSSLROOTCERT']
  const ca = root === undefined || root === 'system' ? {} : { ca: readRoot(root) }
  switch (mode) {
    case 'disable':
      return false
    case 'allow':
    case 'prefer':
      return 'prefer'
    case 'require':
      return root === undefined ? { rejectUnauthorized: false } : verifiedChain(ca)
    case 'verify-ca':
      return verifiedChain(ca)
    case 'verify-full':
      return { ...ca, rejectUnauthorized: true }
    default: {
      const modes = 'disable, prefer, require, verify-ca and verify-full'
      throw new StoreAddressError(`"${mode}" is no mode of TLS. The modes are ${modes}.`)
    }
  }
}

/** The certificate of the server is verified, but not its name. */
function verifiedChain(ca: ConnectionOptions): ConnectionOptions {
  return { ...ca, rejectUnauthorized: true, checkServerIdentity: () => undefined }
}

function readRoot(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    throw new StoreAddressError(`Cannot read the certificates of sslrootcert, "${path}".`, {
      cause: error,
    })
  }
}

/** https://www.postgresql.org/docs/15/libpq-pgpass.html */
function passwordInFile({ host, port, user, database }: Place, env: Environment): string | null {
  const path = env['PGPASSFILE'] ?? join(homedir(), '.pgpass')
  const text = readPrivately(path)
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith('#')) continue
    const fields = Array.from(line.matchAll(/((?:\\.|[^:\\])*)(?::|$)/g), (match) =>
      (match[1] ?? '').replaceAll(/\\(.)/g, '$1'),
    )
    const wanted = [host.includes('/') ? 'localhost' : host, String(port), database, user]
    const matches = wanted.every((field, at) => fields[at] === '*' || fields[at] === field)
    if (matches && fields[4]) return fields[4]
  }
  return null
}

/** Empty when the file is missing, or when others may read it, as libpq has it. */
function readPrivately(path: string): string {
  try {
    const others = 0o077
    if (process.platform !== 'win32' && (statSync(path).mode & others) !== 0) return ''
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
