import type { Block, Column, Footnote, Period, Row, Unit } from '../block/block.ts'
import { formatFigure } from '../figure/formatFigure.ts'
import type { ReadCell, ReadComment, ReadTable } from './document.ts'
import { longDate } from './longDate.ts'
import { commentOf, judgementOf, withComment, type SectionInput } from './reading.ts'

/** A table of figures as printed: headings with their footnote marks, cells rounded once, comments in their places. */
export function readTable(input: SectionInput, block: Block): ReadTable {
  const marks = footnoteMarks(block.footnotes)
  const below = block.kind === 'operatingByArea'
  const printedUnderRow = (row: Row): ReadComment | undefined =>
    below ? undefined : commentOf(input, row.comment)
  return {
    kind: 'table',
    id: block.id,
    title: block.title,
    note: tableNote(block),
    labelHeading: block.labelHeading ?? '',
    columns: block.columns.map((column) => ({
      id: column.id,
      heading: column.heading,
      mark: markAt(
        block.footnotes,
        marks,
        (anchor) => 'column' in anchor && !('row' in anchor) && anchor.column === column.id,
      ),
      numeric: column.type === 'number',
    })),
    rows: block.rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      label: row.kind === 'varav' ? `- ${row.label}` : row.label,
      mark: markAt(
        block.footnotes,
        marks,
        (anchor) => 'row' in anchor && !('column' in anchor) && anchor.row === row.id,
      ),
      cells:
        row.kind === 'group' ? [] : block.columns.map((column) => readCell(input, block, row, column, marks)),
      ...withComment(printedUnderRow(row)),
    })),
    footnotes: block.footnotes.map((note, at) => ({ mark: marks[at] ?? '', text: note.text })),
    below: below ? block.rows.flatMap((row) => commentOf(input, row.comment) ?? []) : [],
    ...withComment(commentOf(input, block.comment)),
  }
}

function readCell(
  input: SectionInput,
  block: Block,
  row: Row,
  column: Column,
  marks: readonly string[],
): ReadCell {
  const mark = markAt(
    block.footnotes,
    marks,
    (anchor) => 'row' in anchor && 'column' in anchor && anchor.row === row.id && anchor.column === column.id,
  )
  if (row.without?.includes(column.id) === true) {
    // The outcome of a judged indicator is the word of its status.
    const judged = column.id === 'actual' ? statusWord(input, row, block) : ''
    return { column: column.id, text: judged, mark }
  }
  const judgement = judgementOf(input, row.planItem ?? row.id, column)
  if (judgement !== undefined) return { column: column.id, text: judgement.word, mark, judgement }
  const address = { block: block.id, row: row.id, column: column.id }
  const figure = input.figures.at(address)
  if (figure === undefined) return { column: column.id, text: '', mark }
  return {
    column: column.id,
    text: formatFigure(figure.value, { ...figure.place.format, decimals: figure.decimals }),
    mark,
  }
}

function statusWord(input: SectionInput, row: Row, block: Block): string {
  const status = block.columns.find((column) => column.type === 'status')
  return status === undefined ? '' : (judgementOf(input, row.planItem ?? row.id, status)?.word ?? '')
}

/** `*)`, `**)` ... in order; a note about the whole table has none. */
const footnoteMarks = (notes: readonly Footnote[]): string[] => {
  let count = 0
  return notes.map((note) => {
    if (note.anchor === 'table') return ''
    count += 1
    return `${'*'.repeat(count)})`
  })
}

type Anchor = Exclude<Footnote['anchor'], 'table'>

function markAt(
  notes: readonly Footnote[],
  marks: readonly string[],
  matches: (anchor: Anchor) => boolean,
): string {
  return notes
    .flatMap((note, at) => (note.anchor !== 'table' && matches(note.anchor) ? [marks[at] ?? ''] : []))
    .join(' ')
}

function tableNote(block: Block): string {
  const unit: Unit | undefined = block.unit
  return [
    ...(unit === undefined ? [] : [unit === 'antal' ? 'Antal' : `Belopp i ${unit}`]),
    periodText(block.period),
    ...(block.costSign === 'negative' ? ['kostnader med minus'] : []),
  ].join(', ')
}

/** "helår 2023", "per 31 december 2023", "2023-01-01 till 2023-07-31". */
function periodText(period: Period): string {
  switch (period.kind) {
    case 'interval': {
      const [year] = period.from.split('-')
      return period.from === `${year}-01-01` && period.to === `${year}-12-31`
        ? `helår ${year}`
        : `${period.from} till ${period.to}`
    }
    case 'snapshot':
      return `per ${longDate(period.at)}`
    case 'unspecified':
      return 'period inte angiven'
  }
}
