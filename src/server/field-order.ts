import type { DocumentNode, ExecutionResult } from 'graphql'
import { handleStreamOrSingleExecutionResult, type Plugin } from 'graphql-yoga'
import { type KeyOrder, orderKeys } from '../execution/order.ts'

interface Asked {
  readonly document: DocumentNode
  readonly operationName?: string | null
}

/**
 * Yoga plugin: put the fields of answers in the order of the question.
 *
 * The executor writes a field when its value arrives, so that those which need no reading come
 * first. GraphQL wants the order of the question, and people find their way by it:
 * https://spec.graphql.org/October2021/#sec-Serialized-Map-Ordering
 */
export function useFieldOrder(): Plugin {
  const plans = new WeakMap<DocumentNode, Map<string, KeyOrder>>()

  function planFor({ document, operationName }: Asked): KeyOrder {
    const ofDocument = plans.get(document) ?? new Map<string, KeyOrder>()
    plans.set(document, ofDocument)
    const known = ofDocument.get(operationName ?? '')
    if (known) return known
    const plan = orderKeys(document, operationName)
    ofDocument.set(operationName ?? '', plan)
    return plan
  }

  const orderResult = (result: ExecutionResult, asked: Asked): ExecutionResult =>
    isObject(result.data) ? { ...result, data: orderObject(result.data, planFor(asked)) } : result

  return {
    onExecute: ({ args }) => ({
      onExecuteDone: (payload) =>
        handleStreamOrSingleExecutionResult(payload, ({ result, setResult }) =>
          setResult(orderResult(result, args)),
        ),
    }),
    onSubscribe: ({ args }) => ({
      onSubscribeResult: () => ({
        onNext: ({ result, setResult }) => setResult(orderResult(result, args)),
      }),
    }),
  }
}

function orderValue(value: unknown, plan: KeyOrder): unknown {
  if (plan.size === 0) return value
  if (Array.isArray(value)) return value.map((item: unknown) => orderValue(item, plan))
  return isObject(value) ? orderObject(value, plan) : value
}

function orderObject(object: Readonly<Record<string, unknown>>, plan: KeyOrder) {
  const ordered: Record<string, unknown> = Object.create(null)
  for (const [key, below] of plan) {
    if (Object.hasOwn(object, key)) ordered[key] = orderValue(object[key], below)
  }
  return ordered
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
