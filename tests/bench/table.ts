/** One measurement beside its peer's of the same run. */
export interface Row {
  readonly what: string
  readonly unit: string
  readonly ours: number
  readonly peer: number
  /** What the peer is. */
  readonly than: string
}

const figure = (value: number): string => value.toLocaleString('en', { maximumSignificantDigits: 3 })

/** Rows as a table in plain text; the ratio is what can be compared between machines. */
export function table(rows: readonly Row[]): string {
  const cells = [
    ['what', 'ours', 'peer', 'ratio', 'peer is'],
    ...rows.map(({ what, unit, ours, peer, than }) => [
      what,
      `${figure(ours)} ${unit}`,
      `${figure(peer)} ${unit}`,
      figure(ours / peer),
      than,
    ]),
  ]
  const widths = [0, 1, 2, 3, 4].map((at) => Math.max(...cells.map((row) => row[at]?.length ?? 0)))
  return cells
    .map((row) =>
      row
        .map((cell, at) =>
          at === 0 || at === 4 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
