import { describe, expect, it } from 'vitest'
import { singleCell, writeCells } from '../../../client/figure/clipboard.ts'
import { readCells } from '../../../client/figure/readCells.ts'

describe('copied cells', () => {
  it.each(['=1+1', '=HYPERLINK("https://example.org")', '@SUM(A1)', '+cmd|x', '-x()', '\t=1'])(
    '[SE13] %j is no formula for the spreadsheet it is pasted into, and comes back as it was',
    (cell) => {
      const { text, html } = writeCells([[cell, 'text']])
      expect(readCells(text)).toEqual([[cell, 'text']])
      expect(text).toContain(`'${cell.slice(0, 1)}`)
      expect(html).toContain(`<td>'${cell.slice(0, 1)}`)
    },
  )

  it.each(['−12,0', '-12,0', '+3', '>79', '12,5 %', "'quoted'", 'text = text'])(
    '[SE13] %j is copied as it is',
    (cell) => {
      const { text, html } = writeCells([[cell]])
      expect(readCells(text)).toEqual([[cell]])
      expect(singleCell(text)).toBe(cell)
      expect(text).toBe(cell)
      expect(html).toContain(`<td>${cell.replace('>', '&gt;')}</td>`)
    },
  )
})
