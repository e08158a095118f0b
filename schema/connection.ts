import { type Awaitable, mapAwaitable } from '../src/loaders/awaitable.ts'
import type { Loaders } from '../src/loaders/loaders.ts'
import type { DateMention } from '../src/model/date.ts'
import type { ListItem, ListName, Lists, ListSet, Order, Page, Window } from '../src/model/lists.ts'
import type { Quotation } from '../src/model/quotation.ts'
import type { Reading } from '../src/model/reading.ts'
import type { SourceRole } from '../src/model/source.ts'
import { fingerprintOf, type PageArgs, parseWindow, writeCursor } from './paging.ts'
import type { InArticle } from './records.ts'

/** The object that a list belongs to. */
export interface Owner<L extends ListName> {
  readonly kind: Lists[L]['owner']
  readonly id: string
  /** The whole list in its default order, if the owner holds it. */
  readonly held?: HeldNodes | null
  readonly roles?: readonly SourceRole[]
}

/** The quotations or dates of an article that has been read. */
export type HeldNodes = Pick<
  readonly (InArticle<Quotation> | InArticle<DateMention>)[],
  'length' | 'slice'
>

/** The parts of an article as nodes, created lazily. */
export function heldParts<Part>(reading: Reading, parts: readonly Part[]) {
  return {
    length: parts.length,
    slice: (from?: number, to?: number): InArticle<Part>[] =>
      parts.slice(from, to).map((value) => ({ reading, value })),
  }
}

/** A list as requested by a field. */
export interface ListRequest<L extends ListName> {
  readonly list: L
  readonly filter: Lists[L]['filter']
  readonly order: readonly Order<Lists[L]['order']>[]
  /** Null for the list of the whole archive. */
  readonly owner: Owner<L> | null
  readonly args: PageArgs
}

/** A page of a list. Nothing is read before a field needs it. */
export class Connection<L extends ListName> {
  readonly set: ListSet<L>
  /** Id of the speaker, source or article whose list it is; empty for the whole archive's. */
  readonly owner: string
  readonly #load: Loaders
  readonly #window: Window<Lists[L]['order']>
  readonly #held: HeldNodes | null
  #page: Awaitable<Page> | null = null
  #fingerprint: string | null = null

  /** @throws {InputError} BAD_PAGE_SIZE or BAD_CURSOR, see `parseWindow` */
  constructor({ list, filter, order, owner, args }: ListRequest<L>, load: Loaders) {
    this.set = { list, filter, owner: owner?.kind ?? null, roles: owner?.roles ?? [] }
    this.owner = owner?.id ?? ''
    this.#load = load
    this.#window = parseWindow(args, order, () => this.#fingerprintIn(order))
    const { after, before } = this.#window
    const isWhole = after === null && before === null && Object.keys(filter).length === 0
    this.#held = isWhole ? (owner?.held ?? null) : null
  }

  get page(): Awaitable<Page> {
    return (this.#page ??= this.#load.page(this.set, this.#window, this.owner))
  }

  get totalCount(): Awaitable<number> {
    return this.#held ? this.#held.length : this.#load.count(this.set, this.owner)
  }

  get pageInfo() {
    return mapAwaitable(this.page, ({ items, hasMoreAfter, hasMoreBefore }) => {
      const [first, last] = [items[0], items.at(-1)]
      return {
        hasNextPage: hasMoreAfter,
        hasPreviousPage: hasMoreBefore,
        startCursor: first ? this.cursorOf(first) : null,
        endCursor: last ? this.cursorOf(last) : null,
      }
    })
  }

  /** The nodes of the page without a read, if the owner holds them; else null. */
  get heldNodes() {
    const { limit, backwards } = this.#window
    if (!this.#held) return null
    const from = backwards ? Math.max(0, this.#held.length - limit) : 0
    return this.#held.slice(from, from + limit)
  }

  cursorOf({ keyset }: ListItem): string {
    return writeCursor(this.#fingerprintIn(this.#window.order), keyset)
  }

  #fingerprintIn(order: readonly Order[]): string {
    return (this.#fingerprint ??= fingerprintOf(this.set, order, this.owner, this.#load.ranking))
  }
}
