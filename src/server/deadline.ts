import type { Plugin } from 'graphql-yoga'
import { RefusalError } from './refusal.ts'

/** What a request gives to learn that its client went away; missing outside HTTP. */
interface Abortable {
  readonly request?: { readonly signal?: AbortSignal | null } | undefined
}

/**
 * Yoga plugin: end an operation that takes too long, and one whose client went away.
 *
 * No further field is resolved then, and the caller gets 503 with the code TIMEOUT. Subscriptions
 * live as long as their client.
 *
 * @param milliseconds - for the execution of one operation
 */
export function useDeadline(milliseconds: number): Plugin<Abortable> {
  return {
    onExecute({ args, context }) {
      const { signal, stop } = startDeadline(milliseconds, context.request?.signal ?? null)
      Object.assign(args, { signal })
      return {
        onExecuteDone({ setResult }) {
          stop()
          if (signal.reason instanceof RefusalError) setResult({ errors: [signal.reason] })
        },
      }
    },
    onSubscribe({ args, context }) {
      Object.assign(args, { signal: context.request?.signal ?? undefined })
    },
  }
}

/**
 * A signal that aborts with the client's, or when the time is over.
 *
 * A store that answers at once never lets a timer fire. The executor asks the signal before each
 * field, and so that question reads the clock, too.
 */
function startDeadline(milliseconds: number, client: AbortSignal | null) {
  const controller = new AbortController()
  const end = performance.now() + milliseconds
  const expire = () => controller.abort(timeout(milliseconds))
  const timer = setTimeout(expire, milliseconds)
  timer.unref()
  const leave = () => controller.abort(client?.reason)
  client?.addEventListener('abort', leave, { once: true })
  const { signal } = controller
  const throwIfAborted = () => {
    if (performance.now() > end && !signal.aborted) expire()
    if (signal.aborted) throw signal.reason
  }
  Object.defineProperty(signal, 'throwIfAborted', { value: throwIfAborted })
  const stop = () => {
    clearTimeout(timer)
    client?.removeEventListener('abort', leave)
  }
  return { signal, stop }
}

function timeout(milliseconds: number): RefusalError {
  return new RefusalError({
    code: 'TIMEOUT',
    limit: milliseconds,
    value: milliseconds,
    status: 503,
    message: `The operation took longer than ${milliseconds / 1000} s. Ask for smaller pages or a narrower filter.`,
  })
}
