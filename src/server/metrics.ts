import type { OnAnswer } from './answers.ts'
import { requirePackage } from './optional-package.ts'
import type { PlainResponse } from './responses.ts'

/** The index, as far as metrics show it. */
export interface IndexStatus {
  readonly state: string
  /** When the revision that is served was complete; null before the first one. */
  readonly indexedAt: string | null
}

export interface Metrics {
  readonly onAnswer: OnAnswer
  /** The text that Prometheus reads. */
  readonly respond: () => Promise<PlainResponse>
}

const STATES = ['INDEXING', 'READY', 'DEGRADED']
const SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]
const POINTS = [10, 30, 100, 300, 1_000, 3_000, 10_000, 25_000]

/**
 * Counts of one gateway for Prometheus, by the package prom-client.
 *
 * @throws {MissingPackageError}
 */
export function createMetrics(statusOf: () => IndexStatus | Promise<IndexStatus>): Metrics {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the package of this name
  const prometheus = requirePackage('prom-client', 'metrics') as typeof import('prom-client')
  const { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } = prometheus
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })

  const requests = new Counter({
    name: 'pressgraph_requests_total',
    help: 'Answered requests, by status and by how the answer was made: KEPT is a cache hit.',
    labelNames: ['status', 'source'],
    registers,
  })
  const seconds = new Histogram({
    name: 'pressgraph_request_seconds',
    help: 'Time from the arrival of a request to its response.',
    labelNames: ['source'],
    buckets: SECONDS,
    registers,
  })
  const bytes = new Counter({
    name: 'pressgraph_response_bytes_total',
    help: 'Bytes of response bodies, without streams.',
    registers,
  })
  const errors = new Counter({
    name: 'pressgraph_errors_total',
    help: 'Errors in answers, by code.',
    labelNames: ['code'],
    registers,
  })
  const cost = new Histogram({
    name: 'pressgraph_operation_cost_points',
    help: 'Cost of executed operations.',
    buckets: POINTS,
    registers,
  })
  const state = new Gauge({
    name: 'pressgraph_index_state',
    help: '1 for the state of the index.',
    labelNames: ['state'],
    registers,
  })
  const age = new Gauge({
    name: 'pressgraph_revision_age_seconds',
    help: 'Time since the revision that is served was complete.',
    registers,
  })

  return {
    onAnswer(answer) {
      requests.inc({ status: answer.status, source: answer.source })
      seconds.observe({ source: answer.source }, answer.milliseconds / 1000)
      bytes.inc(answer.bytes ?? 0)
      for (const code of answer.codes) errors.inc({ code })
      if (answer.cost !== null) cost.observe(answer.cost)
    },
    async respond() {
      const status = await statusOf()
      for (const each of STATES) state.set({ state: each }, each === status.state ? 1 : 0)
      if (status.indexedAt !== null) age.set((Date.now() - Date.parse(status.indexedAt)) / 1000)
      const headers = { 'content-type': registry.contentType, 'cache-control': 'no-store' }
      return { status: 200, headers, body: await registry.metrics() }
    },
  }
}
