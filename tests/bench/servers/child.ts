/** Messages from the benchmark to a server process. */
export type Order = { readonly kind: 'USAGE' } | { readonly kind: 'BYTES'; readonly bytes: string }
/** Messages from a server process to the benchmark. */
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

/** Send the port of this process, and answer orders of the benchmark. */
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
