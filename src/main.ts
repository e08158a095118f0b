#!/usr/bin/env node
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { runBundle } from './bundle.ts'

// In development mode graphql checks its own types at every step.
process.env.NODE_ENV ??= 'production'

const bundle = fileURLToPath(new URL('../cli/pressgraph.cjs', import.meta.url))
if (existsSync(bundle)) runBundle(bundle)
else await import('./cli/start.ts')
