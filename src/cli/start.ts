import { runCommandLine } from './run.ts'
import { processTerminal } from './terminal.ts'

// Run the command line of this process.
void runCommandLine(process.argv.slice(2), processTerminal()).then((exitCode) => {
  process.exitCode = exitCode
})
