import { propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { W3CTraceContextPropagator } from '@opentelemetry/core'
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { type Answer, type Archive, createGateway } from '../../src/index.ts'
import { requirePackage } from '../../src/server/optional-package.ts'
import { openSampleArchive } from '../support/archive.ts'
import { post, send } from './ask.ts'

const silent = { info() {}, warn() {}, error() {} }
const COUNT = '{ archive { articleCount } }'
const METRICS = 'http://localhost/metrics'

describe('operating a gateway', () => {
  let archive: Archive
  beforeAll(async () => void (archive = await openSampleArchive()))

  describe('answers', () => {
    async function observe(ask: (gateway: ReturnType<typeof createGateway>) => Promise<unknown>) {
      const answers: Answer[] = []
      const onAnswer = (answer: Answer) => void answers.push(answer)
      await ask(createGateway(archive, { onAnswer, logger: silent }))
      return answers
    }

    it('have the cost of the execution, and none when they are cached', async () => {
      const answers = await observe(async (gateway) => {
        for (let times = 0; times < 3; times += 1) await post(gateway, COUNT)
      })
      expect(answers.map(({ source, cost }) => [source, cost])).toEqual([
        ['DIRECT', 2],
        ['DIRECT', 2],
        ['KEPT', null],
      ])
    })

    it('have the codes of their errors, in every lane', async () => {
      const answers = await observe(async (gateway) => {
        await post(gateway, '{ node(id: "wrong") { id } }')
        await post(gateway, '{ nothing }')
        await post(
          gateway,
          '{ articles(first: 100) { nodes { quotations(first: 100) { nodes { id text speaker { name } } } } } }',
        )
        await send(gateway, 'http://localhost/elsewhere')
      })
      expect(answers.map(({ codes }) => codes)).toEqual([
        ['BAD_ID'],
        ['GRAPHQL_VALIDATION_FAILED'],
        ['TOO_COSTLY'],
        ['NOT_FOUND'],
      ])
    })

    it.each([
      ['takes the id of the client', 'abc-123', /^abc-123$/],
      ['makes an id for a client that sends none', null, /^[\da-f-]{36}$/],
      ['makes an id for one that is not fit for logs', 'a"b c', /^[\da-f-]{36}$/],
      ['makes an id for one that is too long', 'a'.repeat(129), /^[\da-f-]{36}$/],
    ])('%s', async (_what, sent, id) => {
      const headers: string[] = []
      const answers = await observe(async (gateway) => {
        const given: Record<string, string> = sent === null ? {} : { 'x-request-id': sent }
        for (const query of [COUNT, '{ nothing }']) {
          const reply = await post(gateway, query, undefined, given)
          headers.push(reply.headers.get('x-request-id') ?? '')
        }
      })
      expect(answers.map((answer) => answer.id)).toEqual(headers)
      for (const header of headers) expect(header).toMatch(id)
    })

    it('have no id when nothing observes them', async () => {
      const { headers } = await post(createGateway(archive), COUNT)
      expect(headers.get('x-request-id')).toBeNull()
    })
  })

  it('logs a line for each request', async () => {
    const lines: object[] = []
    const logger = {
      ...silent,
      info: (message: string, details = {}) => lines.push({ message, ...details }),
    }
    const gateway = createGateway(archive, { logRequests: true, logger })
    await post(gateway, '{ nothing }', undefined, { 'x-request-id': 'r1' })
    await send(gateway, `http://localhost/graphql?query=${encodeURIComponent(COUNT)}`)
    expect(lines).toMatchObject([
      {
        message: 'request',
        id: 'r1',
        method: 'POST',
        path: '/graphql',
        status: 200,
        source: 'YOGA',
      },
      {
        message: 'request',
        method: 'GET',
        path: '/graphql',
        status: 200,
        source: 'DIRECT',
        cost: 2,
      },
    ])
  })

  describe('metrics', () => {
    it('count requests, errors by code, cost and cached answers, and show the index', async () => {
      const gateway = createGateway(archive, { metrics: true, logger: silent })
      for (let times = 0; times < 3; times += 1) await post(gateway, COUNT)
      await post(gateway, '{ node(id: "wrong") { id } }')
      const { status, headers, text } = await send(gateway, METRICS)
      expect([status, headers.get('content-type')]).toEqual([
        200,
        expect.stringContaining('text/plain'),
      ])
      const age = /^pressgraph_revision_age_seconds (?<seconds>[\d.]+)$/m.exec(text)?.groups
        ?.seconds
      expect(Number(age)).toBeGreaterThan(0)
      for (const line of [
        'pressgraph_requests_total{status="200",source="DIRECT"} 2',
        'pressgraph_requests_total{status="200",source="KEPT"} 1',
        'pressgraph_requests_total{status="200",source="YOGA"} 1',
        'pressgraph_errors_total{code="BAD_ID"} 1',
        'pressgraph_operation_cost_points_count 3',
        'pressgraph_index_state{state="READY"} 1',
        'pressgraph_index_state{state="DEGRADED"} 0',
        'pressgraph_request_seconds_count{source="DIRECT"} 2',
      ]) {
        expect(text.split('\n')).toContain(line)
      }
    })

    it('are separate for each gateway', async () => {
      const [one, other] = [0, 1].map(() => createGateway(archive, { metrics: true }))
      if (one) await post(one, COUNT)
      const { text } = await send(other ?? createGateway(archive), METRICS)
      expect(text).not.toContain('pressgraph_requests_total{')
    })

    it('are off by default, and need authorization where there is one', async () => {
      expect((await send(createGateway(archive, { logger: silent }), METRICS)).status).toBe(404)
      const authorize = () => ({ status: 401 }) as const
      const closed = createGateway(archive, { metrics: true, authorize, logger: silent })
      expect((await send(closed, METRICS)).status).toBe(401)
    })
  })

  it('gives each answer to OpenTelemetry as a span, below that of the caller', async () => {
    const exporter = new InMemorySpanExporter()
    const provider = new BasicTracerProvider({
      spanProcessors: [new SimpleSpanProcessor(exporter)],
    })
    trace.setGlobalTracerProvider(provider)
    propagation.setGlobalPropagator(new W3CTraceContextPropagator())
    onTestFinished(() => {
      trace.disable()
      propagation.disable()
    })
    const gateway = createGateway(archive, { tracing: true, ready: () => false, logger: silent })
    const [traceId, spanId] = ['0af7651916cd43dd8448eb211c80319c', 'b7ad6b7169203331']
    const traceparent = `00-${traceId}-${spanId}-01`
    await post(gateway, COUNT, undefined, { 'x-request-id': 'r1', traceparent })
    await send(gateway, 'http://localhost/ready')
    const [query, ready] = exporter.getFinishedSpans()
    expect(query).toMatchObject({
      name: 'POST /graphql',
      kind: SpanKind.SERVER,
      parentSpanContext: { traceId, spanId },
      attributes: {
        'http.response.status_code': 200,
        'pressgraph.request_id': 'r1',
        'pressgraph.source': 'DIRECT',
        'pressgraph.cost': 2,
      },
    })
    expect(ready).toMatchObject({ name: 'GET /ready', status: { code: SpanStatusCode.ERROR } })
  })

  it('names a package that is missing', () => {
    expect(() => requirePackage('pressgraph-nothing', 'metrics')).toThrow(
      expect.objectContaining({
        code: 'MISSING_PACKAGE',
        message:
          'The option "metrics" needs the package pressgraph-nothing: npm install pressgraph-nothing',
      }),
    )
  })
})
