type Outcome<Value> =
  | { readonly kind: 'LOADED'; readonly value: Value }
  | { readonly kind: 'FAILED'; readonly error: unknown }

/**
 * A value that a batch will bring.
 *
 * To whoever awaits it, it is a promise. To `map` and `follow` it is quicker: what follows runs at
 * the moment the batch has been read, without a turn of the event loop, so that a store which
 * answers at once lets a whole operation be answered at once.
 */
export class Loading<Value> implements Promise<Value> {
  readonly [Symbol.toStringTag] = 'Loading'
  #outcome: Outcome<Value> | null = null
  #followers: ((outcome: Outcome<Value>) => void)[] = []

  succeed(value: Value): void {
    this.#settle({ kind: 'LOADED', value })
  }

  fail(error: unknown): void {
    this.#settle({ kind: 'FAILED', error })
  }

  /** Be told of the outcome: now when it is known, else when the batch has been read. */
  follow(loaded: (value: Value) => void, failed: (error: unknown) => void): void {
    const tell = (outcome: Outcome<Value>) =>
      outcome.kind === 'LOADED' ? loaded(outcome.value) : failed(outcome.error)
    if (this.#outcome) tell(this.#outcome)
    else this.#followers.push(tell)
  }

  /** What follows from the value, in the same breath; a promise that follows is waited for. */
  map<Next>(next: (value: Value) => Next | Promise<Next>): Loading<Next> {
    const mapped = new Loading<Next>()
    const loaded = (value: Next) => mapped.succeed(value)
    const failed = (error: unknown) => mapped.fail(error)
    this.follow((value) => {
      try {
        const following = next(value)
        if (following instanceof Loading) following.follow(loaded, failed)
        else if (following instanceof Promise) following.then(loaded, failed)
        else mapped.succeed(following)
      } catch (error) {
        failed(error)
      }
    }, failed)
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

  #settle(outcome: Outcome<Value>): void {
    if (this.#outcome) return
    this.#outcome = outcome
    const followers = this.#followers
    this.#followers = []
    for (const follower of followers) follower(outcome)
  }
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
