#!/usr/bin/env node
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { openBundle } from './bundle.ts'

// graphql checks its own types at every step unless it is told that this is no development.
process.env.NODE_ENV ??= 'production'

const bundle = fileURLToPath(new URL('../cli/pressgraph.cjs', import.meta.url))
if (existsSync(bundle)) openBundle(bundle).run()
else await import('./cli/start.ts')
