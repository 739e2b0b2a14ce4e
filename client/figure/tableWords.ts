import type { Block, Column, Period, Row, Unit } from '../../shared/block/block.ts'
import type { Words } from '../ui/words.ts'
import type { MessageId } from '../sv.ts'
import type { Dates } from '../ui/dates.ts'

const unitWords: Partial<Readonly<Record<Unit, MessageId>>> = {
  mnkr: 'block.unit.mnkr',
  tkr: 'block.unit.tkr',
  kr: 'block.unit.kr',
  '%': 'block.unit.percent',
  tim: 'block.unit.hours',
  årsarbetare: 'block.unit.fullTime',
  antal: 'block.unit.count',
}

/** "Helår 2023", "1 jan till 31 jul 2023", "31 dec 2023": the time that figures cover. */
export const periodWords = (period: Period, words: Words, dates: Dates): string => {
  /** A table is read in other years as well: the year always stands with the day. */
  const dated = (day: string): string => {
    const year = day.slice(0, 4)
    const short = dates.short(day)
    return short.includes(year) ? short : `${short} ${year}`
  }
  if (period.kind === 'unspecified') return words('block.period.unspecified')
  if (period.kind === 'snapshot') return dated(period.at)
  const [fromYear, toYear] = [period.from.slice(0, 4), period.to.slice(0, 4)]
  if (fromYear === toYear && period.from.endsWith('-01-01')) {
    if (period.to.endsWith('-12-31')) return words('block.period.year', { year: toYear })
    return words('block.period.fromNewYear', { to: dated(period.to) })
  }
  return words('block.period.interval', { from: dated(period.from), to: dated(period.to) })
}

/** What holds for every figure of the table, beside its name: unit, period and sign. */
export const captionFacts = (block: Block, words: Words, dates: Dates): readonly string[] => {
  const unit = block.unit === undefined ? undefined : unitWords[block.unit]
  return [
    ...(block.kind === 'keyFigures' ? [words('block.unit.perRow')] : []),
    ...(unit === undefined ? [] : [words(unit)]),
    periodWords(block.period, words, dates),
    ...(block.costSign === 'negative' ? [words('block.sign.costsNegative')] : []),
    ...(block.costSign === 'positive' ? [words('block.sign.costsPositive')] : []),
    ...(block.turnoverSign === 'negative' ? [words('block.sign.turnoverNegative')] : []),
  ]
}

/** "Personalkostnader, Utfall 2023" */
export const cellName = (row: Pick<Row, 'label'>, column: Pick<Column, 'heading'>): string =>
  `${row.label}, ${column.heading.join(' ')}`
