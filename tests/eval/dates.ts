import type { EvalOptions } from './options.ts'

export async function evaluateDates(_options: EvalOptions): Promise<void> {}
