import {
  type DocumentNode,
  type ExecutionResult,
  getOperationAST,
  Kind,
  type SelectionSetNode,
} from 'graphql'
import { handleStreamOrSingleExecutionResult, type Plugin } from 'graphql-yoga'

/** The keys of an object in an answer, in the order of the question, with what is below each. */
type Plan = Map<string, Plan>

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
  const plans = new WeakMap<DocumentNode, Map<string, Plan>>()

  function planFor({ document, operationName }: Asked): Plan {
    const ofDocument = plans.get(document) ?? new Map<string, Plan>()
    plans.set(document, ofDocument)
    const known = ofDocument.get(operationName ?? '')
    if (known) return known
    const plan = planOperation(document, operationName)
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

function planOperation(document: DocumentNode, operationName: string | null | undefined): Plan {
  const fragments = new Map<string, SelectionSetNode>()
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      fragments.set(definition.name.value, definition.selectionSet)
    }
  }

  // Fragments on other types than an object's own give keys that the object does not have.
  function addSelection(plan: Plan, selection: SelectionSetNode | undefined): void {
    for (const node of selection?.selections ?? []) {
      if (node.kind === Kind.FIELD) {
        const key = (node.alias ?? node.name).value
        const below = plan.get(key) ?? new Map<string, Plan>()
        plan.set(key, below)
        addSelection(below, node.selectionSet)
      } else {
        const isSpread = node.kind === Kind.FRAGMENT_SPREAD
        addSelection(plan, isSpread ? fragments.get(node.name.value) : node.selectionSet)
      }
    }
  }

  const plan: Plan = new Map()
  addSelection(plan, getOperationAST(document, operationName)?.selectionSet)
  return plan
}

function orderValue(value: unknown, plan: Plan): unknown {
  if (plan.size === 0) return value
  if (Array.isArray(value)) return value.map((item: unknown) => orderValue(item, plan))
  return isObject(value) ? orderObject(value, plan) : value
}

function orderObject(object: Readonly<Record<string, unknown>>, plan: Plan) {
  const ordered: Record<string, unknown> = Object.create(null)
  for (const [key, below] of plan) {
    if (Object.hasOwn(object, key)) ordered[key] = orderValue(object[key], below)
  }
  return ordered
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
