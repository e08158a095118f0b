import type { EvalOptions } from './options.ts'

export async function evaluateQuotations(_options: EvalOptions): Promise<void> {}
