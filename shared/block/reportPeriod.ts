import type { Period } from './block.ts'
import type { BuildContext } from './kind.ts'

type Dates = Pick<BuildContext, 'year' | 'period' | 'asOf'>

/** The time the report's figures cover: the whole year, or from New Year to the day they are as of. */
export const reportPeriod = ({ year, period, asOf }: Dates): Period => ({
  kind: 'interval',
  from: `${year}-01-01`,
  to: period === 'helar' ? `${year}-12-31` : asOf,
})

/** The same part of last year. */
export const lastYearsPeriod = (dates: Dates): Period =>
  reportPeriod({
    year: dates.year - 1,
    period: dates.period,
    asOf: `${dates.year - 1}${dates.asOf.slice(4)}`,
  })

/** The whole of a year, also in a delårsrapport. */
export const wholeYear = (year: number): Period => reportPeriod({ year, period: 'helar', asOf: '' })
