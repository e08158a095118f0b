// Loaded before the program (`node --import`): counts the calls that write to the index, the settings or the
// corrections, and ends the process at one of them or lets it fail. FAULT holds a `Fault` as JSON.
import fs from 'node:fs'
import { createRequire, syncBuiltinESMExports } from 'node:module'
import { isMainThread } from 'node:worker_threads'

/**
 * @typedef {object} Fault
 * @property {readonly string[]} roots - folders whose files count
 * @property {string} count - file that receives the number of calls
 * @property {number} at - number of the call, from 1; 0 for none
 * @property {'KILL' | 'ENOSPC' | 'EIO' | 'EMFILE' | 'BUSY'} kind
 * @property {boolean} isLasting - whether all later calls fail, too
 */

/** @type {Fault} */
const fault = JSON.parse(process.env.FAULT ?? '{"roots":[],"count":"","at":0}')
const isCrash = fault.kind === 'KILL'
const { writeFileSync, writeSync } = fs
let calls = 0

if (isMainThread && fault.roots.length > 0) {
  const WRITING = ['renameSync', 'rmSync', 'unlinkSync', 'mkdirSync', 'linkSync', 'fsyncSync']
  const READING = ['readSync', 'readFileSync', 'readdirSync', 'opendirSync', 'lstatSync']
  for (const name of [...WRITING, 'writeSync', 'writeFileSync', 'openSync']) wrapFile(name)
  // A crash between two reads leaves what a crash before the next write leaves.
  if (!isCrash) for (const name of READING) wrapFile(name)
  syncBuiltinESMExports()
  wrapDatabase()
  process.on('exit', () => writeFileSync(fault.count, String(calls)))
}

/** @returns whether this call is the one that fails */
function isDue() {
  calls += 1
  return fault.at > 0 && (calls === fault.at || (fault.isLasting && calls > fault.at))
}

function end() {
  process.kill(process.pid, 'SIGKILL')
}

const handles = new Set()

/** @param {string} name */
function wrapFile(name) {
  const original = fs[name]
  fs[name] = (...args) => {
    const [target] = args
    const isOurs =
      typeof target === 'number'
        ? handles.has(target)
        : fault.roots.some((root) => `${target}`.startsWith(root))
    if (isOurs && isDue()) {
      if (!isCrash) throw systemError(name, target)
      // Half of what is written may be there.
      if (name === 'writeSync') writeSync(target, args[1].subarray(0, args[1].length / 2))
      if (name === 'writeFileSync') writeFileSync(target, args[1].slice(0, args[1].length / 2))
      end()
    }
    const result = original(...args)
    if (name === 'openSync' && isOurs) handles.add(result)
    return result
  }
}

function systemError(name, target) {
  const code = fault.kind === 'BUSY' ? 'EBUSY' : fault.kind
  const syscall = name.replace('Sync', '')
  const error = new Error(`${code}: injected, ${syscall} '${target}'`)
  return Object.assign(error, {
    code,
    syscall,
    ...(typeof target === 'string' && { path: target }),
  })
}

function wrapDatabase() {
  const require = createRequire(import.meta.url)
  const Database = require('libsql')
  const { SqliteError } = Database
  const codes = {
    ENOSPC: ['SQLITE_FULL', 13, 'database or disk is full'],
    EIO: ['SQLITE_IOERR', 10, 'disk I/O error'],
    EMFILE: ['SQLITE_CANTOPEN', 14, 'unable to open database file'],
    BUSY: ['SQLITE_BUSY', 5, 'database is locked'],
  }
  const check = () => {
    if (!isDue()) return
    if (isCrash) end()
    const [code, number, message] = codes[fault.kind]
    throw new SqliteError(message, code, number)
  }
  const { exec, prepare } = Database.prototype
  Database.prototype.exec = function (sql) {
    // One statement a call, so that a crash can fall between two of a script.
    for (const statement of sql.split(/;\s*(?=BEGIN|COMMIT|ROLLBACK)/)) {
      check()
      exec.call(this, statement)
    }
    return this
  }
  const wrapped = new Set()
  Database.prototype.prepare = function (sql) {
    const statement = prepare.call(this, sql)
    const prototype = Object.getPrototypeOf(statement)
    if (!wrapped.has(prototype)) {
      wrapped.add(prototype)
      for (const name of ['run', 'all']) {
        const original = prototype[name]
        prototype[name] = function (...args) {
          // Reads change nothing, so that no crash between them is of interest.
          if (!isCrash || name === 'run') check()
          return original.apply(this, args)
        }
      }
    }
    return statement
  }
}
