/** What the parent asks of a server process, and what it is told. */
export type Order = { readonly kind: 'USAGE' } | { readonly kind: 'BYTES'; readonly bytes: string }
export type News =
  | { readonly kind: 'PORT'; readonly port: number }
  | {
      readonly kind: 'USAGE'
      /** CPU time. */
      readonly microseconds: number
    }
  | {
      readonly kind: 'INDEXED'
      readonly seconds: number
      readonly microseconds: number
      /** Most resident memory so far, in bytes. */
      readonly peak: number
    }

/** Tell the parent where this process listens, and answer what it asks. */
export function listening(port: number, hear: (order: Order) => void = () => {}): void {
  process.on('message', (order: Order) => {
    hear(order)
    if (order.kind === 'USAGE') tell({ kind: 'USAGE', microseconds: usedCpu() })
  })
  process.on('disconnect', () => process.exit())
  tell({ kind: 'PORT', port })
}

export function tell(news: News): void {
  process.send?.(news)
}

export function usedCpu(): number {
  const { user, system } = process.cpuUsage()
  return user + system
}
