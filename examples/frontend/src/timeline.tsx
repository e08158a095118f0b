export interface Bucket {
  /** First day, `YYYY-MM-DD`. */
  readonly from: string
  readonly until: string
  readonly count: number
}

interface TimelineProps {
  /** Months with at least one, in order. */
  readonly buckets: readonly Bucket[]
  readonly linkOf: (bucket: Bucket) => string
}

const HEIGHT = 120
const AXIS = 24
const STEP = 14
// For the last year, whose text begins at its first month.
const MARGIN = 24
const FORMAT = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' })

/** A bar for each month. A bar is a link, so that the keyboard reaches it. */
export function Timeline({ buckets, linkOf }: TimelineProps) {
  const first = buckets[0]
  const last = buckets.at(-1)
  if (!first || !last) return <p>No quotation has a date.</p>
  const origin = monthOf(first.from)
  const months = monthOf(last.from) - origin + 1
  const largest = Math.max(...buckets.map(({ count }) => count))
  const width = months * STEP + MARGIN
  const years = Array.from({ length: months }, (_, index) => origin + index).filter(
    (month, index) => index === 0 || month % 12 === 0,
  )
  return (
    <div className="timeline">
      <svg width={width} height={HEIGHT + AXIS} role="group" aria-label="Quotations by month">
        <line x1={0} x2={width} y1={HEIGHT} y2={HEIGHT} />
        {years.map((month) => (
          <text key={month} x={(month - origin) * STEP} y={HEIGHT + 16}>
            {Math.floor(month / 12)}
          </text>
        ))}
        {buckets.map((bucket) => {
          const height = Math.max((bucket.count / largest) * (HEIGHT - 8), 3)
          const title = `${FORMAT.format(new Date(bucket.from))}: ${bucket.count}`
          return (
            <a key={bucket.from} href={linkOf(bucket)} aria-label={title}>
              <rect
                x={(monthOf(bucket.from) - origin) * STEP + 1}
                y={HEIGHT - height}
                width={STEP - 3}
                height={height}
              >
                <title>{title}</title>
              </rect>
            </a>
          )
        })}
      </svg>
    </div>
  )
}

/** Months since the year 0. */
function monthOf(day: string): number {
  const [year = 0, month = 1] = day.split('-').map(Number)
  return year * 12 + month - 1
}
