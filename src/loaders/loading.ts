/** How a loading ended. */
export type Outcome<Value> =
  | { readonly kind: 'LOADED'; readonly value: Value }
  | { readonly kind: 'FAILED'; readonly error: unknown }

interface Follower<Value> {
  readonly loaded: (value: Value) => void
  readonly failed: (error: unknown) => void
}

/**
 * A value that a batch will bring.
 *
 * To whoever awaits it, it is a promise. To `map` and `follow` it is quicker: what follows runs at
 * the moment the batch has been read, without a turn of the event loop, so that a store which
 * answers at once lets a whole operation be answered at once.
 */
export class Loading<Value> implements Promise<Value> {
  #outcome: Outcome<Value> | null
  #followers: Follower<Value>[] | null = null

  constructor(outcome: Outcome<Value> | null = null) {
    this.#outcome = outcome
  }

  get [Symbol.toStringTag](): string {
    return 'Loading'
  }

  /** Null as long as the batch has not been read. */
  get outcome(): Outcome<Value> | null {
    return this.#outcome
  }

  succeed(value: Value): void {
    this.#settle({ kind: 'LOADED', value })
  }

  fail(error: unknown): void {
    this.#settle({ kind: 'FAILED', error })
  }

  /** Be told of the outcome: now when it is known, else when the batch has been read. */
  follow(loaded: (value: Value) => void, failed: (error: unknown) => void): void {
    const follower = { loaded, failed }
    if (this.#outcome) tell(follower, this.#outcome)
    else if (this.#followers) this.#followers.push(follower)
    else this.#followers = [follower]
  }

  /** What follows from the value, in the same breath; a promise that follows is waited for. */
  map<Next>(next: (value: Value) => Next | Promise<Next>): Loading<Next> {
    const mapped = new Loading<Next>()
    if (this.#outcome?.kind === 'LOADED') mapped.#become(next, this.#outcome.value)
    else {
      this.follow(
        (value) => mapped.#become(next, value),
        (error) => mapped.fail(error),
      )
    }
    return mapped
  }

  then<Next = Value, Rescue = never>(
    loaded?: ((value: Value) => Next | PromiseLike<Next>) | null,
    failed?: ((error: unknown) => Rescue | PromiseLike<Rescue>) | null,
  ): Promise<Next | Rescue> {
    return this.#promise().then(loaded, failed)
  }

  catch<Rescue = never>(
    failed?: ((error: unknown) => Rescue | PromiseLike<Rescue>) | null,
  ): Promise<Value | Rescue> {
    return this.#promise().catch(failed)
  }

  finally(done?: (() => void) | null): Promise<Value> {
    return this.#promise().finally(done)
  }

  #promise(): Promise<Value> {
    return new Promise((resolve, reject) => this.follow(resolve, reject))
  }

  #become<From>(next: (value: From) => Value | Promise<Value>, value: From): void {
    let following: Value | Promise<Value>
    try {
      following = next(value)
    } catch (error) {
      this.fail(error)
      return
    }
    const loaded = (come: Value) => this.succeed(come)
    const failed = (error: unknown) => this.fail(error)
    if (following instanceof Loading) following.follow(loaded, failed)
    else if (following instanceof Promise) following.then(loaded, failed)
    else this.succeed(following)
  }

  #settle(outcome: Outcome<Value>): void {
    if (this.#outcome) return
    this.#outcome = outcome
    const followers = this.#followers
    this.#followers = null
    for (const follower of followers ?? []) tell(follower, outcome)
  }
}

function tell<Value>({ loaded, failed }: Follower<Value>, outcome: Outcome<Value>): void {
  if (outcome.kind === 'LOADED') loaded(outcome.value)
  else failed(outcome.error)
}

/** What is there already. */
export function loadedValue<Value>(value: Value): Loading<Value> {
  return new Loading<Value>({ kind: 'LOADED', value })
}

/** What follows from a value, at once where it is there or its batch brings it. */
export function whenLoaded<Value, Next>(
  value: Value | Promise<Value>,
  next: (value: Value) => Next | Promise<Next>,
): Next | Promise<Next> {
  if (value instanceof Loading) return value.map(next)
  return value instanceof Promise ? value.then(next) : next(value)
}

/** All of them, once the last is there; the first failure, if one fails. */
export function allLoaded<Value>(values: readonly Loading<Value>[]): Loading<readonly Value[]> {
  const all = new Loading<readonly Value[]>()
  const loaded: Value[] = []
  let missing = values.length
  if (missing === 0) all.succeed([])
  values.forEach((value, at) => {
    value.follow(
      (each) => {
        loaded[at] = each
        missing -= 1
        if (missing === 0) all.succeed(loaded)
      },
      (error) => all.fail(error),
    )
  })
  return all
}
