import type { Article, Stamp, StatedTime } from '../model/article.ts'
import type { Dateline } from '../model/dateline.ts'
import type { Problem } from '../model/problem.ts'
import type { PublishedTime, ResolvedTime } from '../model/published.ts'
import type { Settings } from '../model/settings.ts'
import { type Complaint, fileProblem, textProblem } from '../text/problems.ts'
import { parseDay } from './dates/calendar.ts'
import { offsetMinutes, regionOf, zoneOffset } from './dates/zones.ts'
import { isTimeZone, localToInstant } from './published/zone-times.ts'

/**
 * Resolve the printed stamp to a time of publication, as far as it is known.
 *
 * Null for an article without a stamp, since a dateline has no year. The zone is the printed one,
 * else the publisher's, else the archive's; it is unknown for a printed abbreviation with several
 * meanings.
 *
 * @param publisher - name of the publisher, for zones set by publisher
 */
export function resolvePublished(
  article: Article,
  _dateline: Dateline | null,
  publisher: string | null,
  settings: Settings,
): PublishedTime | null {
  const { stamp } = article
  if (!stamp || parseDay(stamp.local) === null) return null
  const zone = zoneOf(stamp, publisher, settings)
  const { instant, doubt } =
    zone.timeZone === null || stamp.precision === 'DAY'
      ? { instant: null, doubt: null }
      : instantIn(stamp.local, zone.timeZone)
  return {
    literal: stamp.literal,
    local: stamp.local,
    precision: stamp.precision,
    instant,
    ...zone,
    basis: stamp.basis,
    doubts: doubt ? [problemAt(article, doubt)] : [],
  }
}

/** The stated times, with their zones and instants as for the time of publication. */
export function resolveTimes(
  times: readonly StatedTime[],
  publisher: string | null,
  settings: Settings,
): ResolvedTime[] {
  return times
    .filter(({ local }) => parseDay(local) !== null)
    .map((time) => {
      const zone = zoneOf(time, publisher, settings)
      const isKnown = zone.timeZone !== null && time.precision !== 'DAY'
      const instant = isKnown ? instantIn(time.local, zone.timeZone).instant : null
      return { ...time, ...zone, instant }
    })
}

function zoneOf(
  { zone }: Pick<Stamp, 'zone'>,
  publisher: string | null,
  settings: Settings,
): Pick<PublishedTime, 'timeZone' | 'zoneBasis'> {
  if (zone !== null) {
    const region = regionOf(zone)
    if (region !== null) return { timeZone: region, zoneBasis: 'PRINTED_REGION' }
    const printed = zoneOffset(zone) ?? (zone.includes('/') && isTimeZone(zone) ? zone : null)
    return { timeZone: printed, zoneBasis: printed === null ? 'UNKNOWN' : 'PRINTED' }
  }
  const own = publisher === null ? undefined : settings.timeZones[publisher]
  const configured = own ?? settings.timeZone
  return configured !== null && isTimeZone(configured)
    ? { timeZone: configured, zoneBasis: 'CONFIGURED' }
    : { timeZone: null, zoneBasis: 'UNKNOWN' }
}

function instantIn(
  local: string,
  timeZone: string,
): { readonly instant: string | null; readonly doubt: Complaint | null } {
  const offset = zoneOffset(timeZone)
  if (offset !== null) {
    const instant = Date.parse(`${local}Z`) - offsetMinutes(offset) * 60_000
    return { instant: writeInstant(instant), doubt: null }
  }
  const found = localToInstant(local, timeZone)
  if (found.kind === 'ONE') return { instant: writeInstant(found.instant), doubt: null }
  if (found.kind === 'NONE') {
    return {
      instant: null,
      doubt: {
        code: 'NO_SUCH_LOCAL_TIME',
        severity: 'WARNING',
        message: `There was no ${local} in ${timeZone}: the clocks were put forward over it.`,
        hint: 'The time was probably printed in another zone.',
      },
    }
  }
  return {
    instant: writeInstant(found.earlier),
    doubt: {
      code: 'AMBIGUOUS_LOCAL_TIME',
      severity: 'WARNING',
      message:
        `${local} came twice in ${timeZone}, when the clocks were put back; ` +
        `the earlier, ${writeInstant(found.earlier)}, is taken and not ${writeInstant(found.later)}.`,
    },
  }
}

function writeInstant(instant: number): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z')
}

function problemAt(article: Article, complaint: Complaint): Problem {
  const literal = article.stamp?.literal
  return literal
    ? textProblem(article.path, article.body, literal, complaint)
    : fileProblem(article.path, complaint)
}
