import type { ThreadPlace } from '../../shared/review/thread.ts'
import { blocksOf, type SectionLayout } from '../../shared/section/layout.ts'

/** What a thread that stands on no words is about: "Årets resultat, Personalkostnader, Utfall 2023". Empty for one on words. */
export function placeName(at: ThreadPlace, section: SectionLayout): string {
  if ('slot' in at) return ''
  const block = blocksOf(section).find(({ id }) => id === at.block)
  const row = block?.rows.find(({ id }) => id === at.row)
  const column = block?.columns.find(({ id }) => id === at.column)
  const heading = column?.heading.filter((line) => line !== '').join(' ') ?? ''
  // A goal is its only row: named once.
  const names = [block?.title ?? '', row?.label ?? '', heading].filter((name) => name !== '')
  return [...new Set(names)].join(', ')
}
