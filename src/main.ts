#!/usr/bin/env node
import { runCommandLine } from './cli/run.ts'
import { processTerminal } from './cli/terminal.ts'

// graphql checks its own types at every step unless it is told that this is no development.
process.env.NODE_ENV ??= 'production'

process.exitCode = await runCommandLine(process.argv.slice(2), processTerminal())
