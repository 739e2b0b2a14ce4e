/** Sizes of a page on screen in CSS pixels; A4 at 96 dpi. */
export const pageSize = { width: 794, height: 1123, gap: 28, top: 106, bottom: 83, side: 83 } as const

const contentHeight = pageSize.height - pageSize.top - pageSize.bottom
const pitch = pageSize.height + pageSize.gap

export interface PageHead {
  /** The head of the table that goes on at the top of this page. */
  readonly table: HTMLTableElement
  readonly page: number
}

export interface Pages {
  readonly count: number
  readonly heads: readonly PageHead[]
  /** Page of each heading that has an id, from 1. */
  readonly pageOf: ReadonlyMap<string, number>
}

/** Never the last thing on a page: what follows belongs to it. */
const keepsWithNext =
  'h1,h2,h3,h4,h5,.goal-label,.comment-label,.legend-heading,.measure-text,.judgements,thead *,tr:has(+ .row-comment)'
const unitSelector = 'p,h1,h2,h3,h4,h5,figure,li,tr,tbody.kept-together,blockquote'
const wholes = 'figure,li,tbody.kept-together,tr,blockquote'

/**
 * Breaks the document into pages where it will break on paper: every unit (paragraph, row, list item) that would cross
 * the foot of a page starts the next one. The print style breaks at the same marks, so both count alike.
 * Only styles and data attributes of the elements are touched.
 */
export function paginate(article: HTMLElement): Pages {
  clearPages(article)
  const top = article.getBoundingClientRect().top
  const units = [...article.querySelectorAll<HTMLElement>(unitSelector)].filter(
    (unit) => unit.parentElement?.closest(wholes) === null,
  )
  const heads: PageHead[] = []
  let page = 0
  let headHeight = 0
  let kept: HTMLElement[] = []
  for (const unit of units) {
    const { bottom } = unit.getBoundingClientRect()
    const startsPage = pageBreakBefore(unit, article)
    const limit = page * pitch + pageSize.top + contentHeight
    const first = kept[0] ?? unit
    if (
      startsPage ||
      (bottom - top > limit &&
        first.getBoundingClientRect().top - top > page * pitch + pageSize.top + headHeight + 1)
    ) {
      page += 1
      headHeight = push(first, top, page * pitch + pageSize.top, heads, page)
    }
    // A unit taller than a page runs on over several.
    while (
      unit.getBoundingClientRect().bottom - top >
      page * pitch + pageSize.top + contentHeight + pageSize.height
    )
      page += 1
    kept = unit.matches(keepsWithNext) ? [...kept, unit] : []
  }
  const pageOf = new Map(
    [...article.querySelectorAll<HTMLElement>('[id]')].map((heading) => [
      heading.id,
      Math.floor((heading.getBoundingClientRect().top - top) / pitch) + 1,
    ]),
  )
  return { count: page + 1, heads, pageOf }
}

/** The contents and the first chapter begin pages of their own. */
function pageBreakBefore(unit: HTMLElement, article: HTMLElement): boolean {
  const contents = article.querySelector('.contents')
  const chapter = article.querySelector('.chapter')
  return unit === chapter?.querySelector('h2') || (contents !== null && unit === contents.querySelector('h2'))
}

/** Moves the element down to `target`; returns the height of a table head that is repeated above it. */
function push(unit: HTMLElement, top: number, target: number, heads: PageHead[], page: number): number {
  const row = unit.matches('tbody') ? unit.querySelector('tr') : unit.matches('tr') ? unit : null
  const table = row?.closest('table') ?? null
  const isTableStart = table !== null && row?.closest('thead') !== null
  const startsTable = isTableStart || (table !== null && table.tHead === null && row === table.rows[0])
  if (row === null || table === null || startsTable) {
    const moved = startsTable ? (table?.closest<HTMLElement>('.table-frame') ?? unit) : outermost(unit)
    moved.dataset['pageStart'] = ''
    const margin = Number.parseFloat(getComputedStyle(moved).marginTop)
    moved.style.setProperty('--page-push', `${margin + target - (moved.getBoundingClientRect().top - top)}px`)
    return 0
  }
  const headHeight = table.tHead?.getBoundingClientRect().height ?? 0
  row.dataset['pageStart'] = ''
  row.style.setProperty('--page-push', `${target + headHeight - (row.getBoundingClientRect().top - top)}px`)
  if (headHeight > 0) heads.push({ table, page })
  return headHeight
}

/** An element that begins its parent pushes the parent: a margin inside would stand above the parent's rule. */
function outermost(unit: HTMLElement): HTMLElement {
  let moved = unit
  while (
    moved.parentElement !== null &&
    moved.parentElement.firstElementChild === moved &&
    !moved.parentElement.matches('article, .chapter, .section')
  ) {
    moved = moved.parentElement
  }
  return moved
}

export function clearPages(article: HTMLElement): void {
  for (const moved of article.querySelectorAll<HTMLElement>('[data-page-start]')) {
    delete moved.dataset['pageStart']
    moved.style.removeProperty('--page-push')
  }
}
