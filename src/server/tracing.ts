import type { OnAnswer } from './answers.ts'
import { requirePackage } from './optional-package.ts'

/**
 * An OpenTelemetry span for each answer, below the span that `traceparent` names. The package
 * @opentelemetry/api sends them to the SDK that the program sets up, or nowhere.
 *
 * @throws {MissingPackageError}
 */
export function createTracing(): OnAnswer {
  const api = requirePackage('@opentelemetry/api', 'tracing')
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the package of this name
  const opentelemetry = api as typeof import('@opentelemetry/api')
  const { context, propagation, SpanKind, SpanStatusCode, trace } = opentelemetry
  const tracer = trace.getTracer('pressgraph')

  return ({ id, request, status, milliseconds, source, codes, cost }) => {
    const end = Date.now()
    const parent = propagation.extract(context.active(), request, {
      get: ({ header }, name) => header(name) ?? undefined,
      keys: () => [],
    })
    const [path = ''] = request.path.split('?', 1)
    const options = {
      kind: SpanKind.SERVER,
      startTime: end - milliseconds,
      attributes: {
        'http.request.method': request.method,
        'http.response.status_code': status,
        'url.path': path,
        'pressgraph.request_id': id,
        'pressgraph.source': source,
        ...(cost !== null && { 'pressgraph.cost': cost }),
        ...(codes.length > 0 && { 'pressgraph.codes': [...codes] }),
      },
    }
    const span = tracer.startSpan(`${request.method} ${path}`, options, parent)
    if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
    span.end(end)
  }
}
