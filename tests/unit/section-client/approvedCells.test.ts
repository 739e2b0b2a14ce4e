import { expect, test } from 'vitest'
import { approvedCellsOf, type StoredSection } from '../../../client/section/storedSection.ts'

const number = (value: string) => ({ kind: 'number', value }) as const
const stored: StoredSection = {
  id: 'resultat',
  number: '5.1',
  quoted: [],
  slots: [
    { id: 'text', kind: 'prose', content: { type: 'doc', content: [] } },
    {
      id: 'tabell',
      kind: 'block',
      block: {
        id: 'tabell',
        cells: {
          summa: {
            utfall: { value: number('39.7'), text: '39,7', computed: true },
            budget: { value: number('40'), text: '40', computed: true, reported: number('41') },
          },
          rad: { utfall: { value: number('1'), text: '1', computed: false } },
        },
      },
    },
  ],
}

test('[FR1] of an approved section the computed figures are kept, not the entered or the delivered ones', () => {
  expect([...approvedCellsOf(stored)].map(([, { text }]) => text)).toEqual(['39,7'])
})
