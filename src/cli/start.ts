import { runCommandLine } from './program.ts'
import { processTerminal } from './terminal.ts'

void runCommandLine(process.argv.slice(2), processTerminal()).then((exitCode) => {
  process.exitCode = exitCode
})
