/** Where the server says what happens to it. Details are data: names to values that JSON can hold. */
export interface Logger {
  info(message: string, details?: Readonly<Record<string, unknown>>): void
  warn(message: string, details?: Readonly<Record<string, unknown>>): void
  error(message: string, details?: Readonly<Record<string, unknown>>): void
}

/**
 * A logger of one JSON line an entry, in which control characters are written as codes.
 *
 * @param write - gets each line with its line end
 */
export function createLogger(write: (line: string) => void): Logger {
  const log =
    (level: string) =>
    (message: string, details: Readonly<Record<string, unknown>> = {}) =>
      write(`${JSON.stringify({ level, message, ...details }, describeError)}\n`)
  return { info: log('info'), warn: log('warn'), error: log('error') }
}

/** The logger where none is given. */
export function createStderrLogger(): Logger {
  return createLogger((line) => process.stderr.write(line))
}

// JSON has nothing to say of an Error.
function describeError(_key: string, value: unknown): unknown {
  if (!(value instanceof Error)) return value
  const { name, message, stack, cause } = value
  return { name, message, stack, ...(cause === undefined ? {} : { cause }) }
}
