import {
  getArgumentValues,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  isObjectType,
} from 'graphql'
import { Draft, type Text, whole } from './draft.ts'
import type { FieldPlan, ObjectPlan, OperationPlan, ValuePlan } from './plan.ts'

/** What one run of a plan is made with. */
export interface RunOptions {
  readonly context: object
  /** Coerced. */
  readonly variables: Readonly<Record<string, unknown>>
  /** Milliseconds after which it is given up. */
  readonly milliseconds: number
  /** Whether nobody wants the answer any more; asked when values come that were waited for. */
  readonly isUnwanted?: () => boolean
}

/**
 * Run a plan.
 *
 * Answers come whole or not at all: at the first error it is given up, and whoever asked goes the
 * long way, which knows what to say of errors. So no null ever spreads, and each value is written
 * down in its place when it comes.
 *
 * @returns the data in JSON; null when it was given up
 */
export function runPlan(
  plan: OperationPlan,
  options: RunOptions,
): string | null | Promise<string | null> {
  return new Run(plan, options).start()
}

class GivenUpError extends Error {}

type State = 'RUNNING' | 'GIVEN_UP'

// Reading the clock for each object would take as long as the object.
const OBJECTS_BETWEEN_LOOKS = 16

class Run {
  readonly #plan: OperationPlan
  readonly #options: RunOptions
  readonly #end: number
  readonly #args: (Readonly<Record<string, unknown>> | undefined)[] = []
  readonly #infos: (GraphQLResolveInfo | undefined)[] = []
  #state: State = 'RUNNING'
  /** Values that have not come yet. */
  #waiting = 0
  #objects = 0
  #finish: (() => void) | null = null

  constructor(plan: OperationPlan, options: RunOptions) {
    this.#plan = plan
    this.#options = options
    this.#end = performance.now() + options.milliseconds
  }

  start(): string | null | Promise<string | null> {
    let text: Text = ''
    this.#attempt(() => {
      text = this.#object(this.#plan.root, undefined)
    })
    const outcome = () => {
      this.#attempt(() => this.#lookAtClock())
      return this.#state === 'RUNNING' ? whole(text) : null
    }
    if (!this.#isOpen()) return outcome()
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#giveUp(), this.#options.milliseconds)
      timer.unref()
      this.#finish = () => {
        clearTimeout(timer)
        this.#finish = null
        resolve(outcome())
      }
    })
  }

  #isOpen(): boolean {
    return this.#state === 'RUNNING' && this.#waiting > 0
  }

  #attempt(step: () => void): void {
    if (this.#state === 'GIVEN_UP') return
    try {
      step()
    } catch {
      this.#giveUp()
    }
  }

  #giveUp(): void {
    this.#state = 'GIVEN_UP'
    this.#finish?.()
    this.#finish = null
  }

  #lookAtClock(): void {
    if (performance.now() > this.#end) throw new GivenUpError()
  }

  /** Write a value in its place when it comes. */
  #place(pieces: Text[], field: FieldPlan, plan: ValuePlan, value: PromiseLike<unknown>): void {
    const at = pieces.length
    pieces.push('')
    this.#waiting += 1
    const come = (arrived: unknown) => {
      if (this.#options.isUnwanted?.()) this.#giveUp()
      this.#attempt(() => {
        pieces[at] = this.#write(field, plan, arrived)
      })
      this.#waiting -= 1
      if (this.#waiting === 0) this.#finish?.()
    }
    const failed = () => this.#giveUp()
    void Promise.resolve(value).then(come, failed)
  }

  #object({ type, fields }: ObjectPlan, source: unknown): Text {
    this.#objects += 1
    if (this.#objects % OBJECTS_BETWEEN_LOOKS === 0) this.#lookAtClock()
    if (type.isTypeOf) this.#checkType(type, source)
    const draft = new Draft()
    for (const field of fields) {
      draft.add(field.lead)
      this.#add(draft, field, field.value, this.#resolve(field, source))
    }
    draft.add(fields.length === 0 ? '{}' : '}')
    return draft.text
  }

  /** Write a value, or leave a place for one that is still to come. */
  #add(draft: Draft, field: FieldPlan, plan: ValuePlan, value: unknown): void {
    if (!isPromise(value)) {
      draft.add(this.#write(field, plan, value))
      return
    }
    this.#place(draft.leaveOff(), field, plan, value)
  }

  #resolve(field: FieldPlan, source: unknown): unknown {
    const { definition } = field
    if (!definition) return field.parent.name
    const { context } = this.#options
    if (definition.resolve) {
      return definition.resolve(source, this.#argsOf(field), context, this.#infoOf(field))
    }
    if (!isRecord(source)) return undefined
    const value = source[definition.name]
    if (typeof value !== 'function') return value
    return value.call(source, this.#argsOf(field), context, this.#infoOf(field))
  }

  #argsOf(field: FieldPlan): Readonly<Record<string, unknown>> {
    const { definition, args, nodes } = field
    if (args || !definition) return args ?? {}
    return (this.#args[field.at] ??= getArgumentValues(
      definition,
      nodes[0],
      this.#options.variables,
    ))
  }

  /** The same for all objects that have the field: its path is the key alone. */
  #infoOf(field: FieldPlan): GraphQLResolveInfo {
    const { schema, operation, fragments } = this.#plan
    const { definition, parent, key } = field
    return (this.#infos[field.at] ??= {
      fieldName: field.nodes[0].name.value,
      fieldNodes: field.nodes,
      returnType: definition?.type ?? parent,
      parentType: parent,
      path: { prev: undefined, key, typename: parent.name },
      schema,
      fragments,
      rootValue: undefined,
      operation,
      variableValues: this.#options.variables,
    })
  }

  #write(field: FieldPlan, plan: ValuePlan, value: unknown): Text {
    if (value === null || value === undefined) {
      if (plan.required) throw new GivenUpError()
      return 'null'
    }
    switch (plan.kind) {
      case 'LEAF':
        return plan.write(value)
      case 'LIST':
        return this.#list(field, plan.item, value)
      case 'OBJECT':
        if (value instanceof Error) throw value
        return this.#object(plan.object, value)
      case 'ABSTRACT':
        if (value instanceof Error) throw value
        return this.#abstract(field, plan, value)
    }
  }

  #list(field: FieldPlan, plan: ValuePlan, value: unknown): Text {
    // Other iterables are rare, and the long way knows them.
    if (!Array.isArray(value)) throw new GivenUpError()
    const items: readonly unknown[] = value
    const draft = new Draft()
    draft.add('[')
    for (let at = 0; at < items.length; at += 1) {
      if (at > 0) draft.add(',')
      this.#add(draft, field, plan, items[at])
    }
    draft.add(']')
    return draft.text
  }

  #abstract(field: FieldPlan, plan: ValuePlan & { kind: 'ABSTRACT' }, value: unknown): Text {
    const info = this.#infoOf(field)
    const name: unknown = plan.type.resolveType
      ? plan.type.resolveType(value, this.#options.context, info, plan.type)
      : isRecord(value) && value.__typename
    const type = typeof name === 'string' ? this.#plan.schema.getType(name) : null
    if (!isObjectType(type) || !this.#plan.schema.isSubType(plan.type, type)) {
      throw new GivenUpError()
    }
    return this.#object(plan.objectOf(type), value)
  }

  #checkType(type: GraphQLObjectType, source: unknown): void {
    const [field] = this.#plan.root.fields
    if (!type.isTypeOf || !field) return
    const answer = type.isTypeOf(source, this.#options.context, this.#infoOf(field))
    if (answer !== true) throw new GivenUpError()
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    'then' in value &&
    typeof value.then === 'function'
  )
}
