import { sameValue, type CellInput } from '../../shared/figure/decideCells.ts'
import { fillOf } from '../../shared/figure/cellFormat.ts'
import { cellKey } from '../../shared/check/place.ts'
import { emptyCell, type CellValue } from '../../shared/figure/cellValue.ts'
import { compareContents } from '../../shared/history/compareContents.ts'
import type { Restored } from '../../shared/history/restored.ts'
import type { Person } from '../../shared/people/role.ts'
import { ok, refuse, type Result } from '../../shared/problem.ts'
import { docIdOf } from '../../shared/section/sectionRecord.ts'
import { readCell } from '../../shared/report/checkInput.ts'
import { refusalOf, sectionTarget } from '../../shared/report/target.ts'
import { canonicalJson } from '../../shared/section/canonical.ts'
import type { SectionContent } from '../../shared/section/content.ts'
import { blocksOf, findSection, proseSlotsOf, type SectionLayout } from '../../shared/section/layout.ts'
import { peopleSince } from '../approval/peopleSince.ts'
import { keepContent } from '../approval/keepContent.ts'
import type { Deps } from '../deps.ts'
import { setCells } from '../figures/setCells.ts'
import { decideAs, type Decide } from '../reports/changeReport.ts'
import type { OpenReport } from '../reports/reports.ts'
import { restoreText } from './restoreText.ts'
import { versionOf } from './keptVersion.ts'

type RestoreDeps = Pick<Deps, 'rooms' | 'texts' | 'sealed' | 'store' | 'now' | 'newId'>

/**
 * Makes a section say what it said in a version: as a new edit of the person's in the present text. What it says now is kept as
 * a version first. Nothing is typed meanwhile: what arrives is held, and taken or refused afterwards as ever.
 *
 * @returns the refusal of the right to write in the section; nothing is changed then
 */
export async function restoreVersion(
  deps: RestoreDeps,
  open: OpenReport,
  person: Person,
  nameOf: (user: string) => string,
  id: string,
  version: { readonly id: string; readonly at: string; readonly content: SectionContent },
): Promise<Result<Restored>> {
  const decide: Decide = ({ report, layout, actor }) => {
    if (findSection(layout, id) === undefined) return refuse('not-found', id)
    const refusal = refusalOf(actor, 'write', sectionTarget(report, id, [id]))
    return refusal === null ? ok([]) : { ok: false, problem: refusal }
  }
  const asked = decideAs(open, open.report(), person, deps.now(), decide)
  if (!asked.ok) return asked
  const doc = docIdOf(open.report(), id)
  await deps.texts.flush(doc)
  const done = await deps.rooms.frozen(doc, async (room): Promise<Result<Restored>> => {
    const kept = await keepContent(deps, open, id)
    const still = decideAs(open, open.report(), person, deps.now(), decide)
    const section = findSection(open.layout(open.report()), id)
    if (!still.ok) return still
    if (kept === null || section === undefined || docIdOf(open.report(), id) !== doc)
      return refuse('not-found', id)
    if (compareContents(kept.content, version.content).count === 0) return ok(nothing)
    const before = versionOf(deps, kept, 'beforeRestore', peopleSince(open.report(), section))
    const told = { ...before, restored: { id: version.id, at: version.at } }
    await open.register.append(
      [{ type: 'versionKept', section: id, version: told }],
      still.value.actor,
      deps.now().toISOString(),
    )
    const slots = await room.edit((text) => {
      // It was waited for the disk: the section may have been locked meanwhile, and then stays as it is.
      const last = decideAs(open, open.report(), person, deps.now(), decide)
      return last.ok
        ? ok(
            textsToRestore(section, kept.content, version.content).filter((slot) => {
              const prose = version.content.prose[slot]
              return prose !== undefined && restoreText(text.getXmlFragment(slot), prose)
            }),
          )
        : last
    }, person.user)
    if (!slots.ok) return slots
    const cells = await setCells(
      open,
      person,
      deps.now(),
      figuresToRestore(open, section, version.content),
      { kind: 'typed' },
      nameOf,
    )
    return ok({
      restored: {
        slots: slots.value,
        cells: cells.flatMap(({ block, row, column, result }) =>
          result === 'stored' ? [{ block, row, column }] : [],
        ),
      },
      notRestored: [
        ...leftBehind(section, kept.content, version.content),
        ...cells.flatMap(({ block, row, column, problem }) =>
          problem === undefined ? [] : [{ block, row, column, because: 'refused' as const, problem }],
        ),
      ],
    })
  })
  await deps.texts.flush(doc)
  return done ?? refuse('not-found', id)
}

const nothing: Restored = { restored: { slots: [], cells: [] }, notRestored: [] }

/** Texts of the section that said something else. */
const textsToRestore = (section: SectionLayout, now: SectionContent, then: SectionContent): string[] =>
  proseSlotsOf(section)
    .map(({ id }) => id)
    .filter((slot) => {
      const prose = then.prose[slot]
      return prose !== undefined && canonicalJson(prose) !== canonicalJson(now.prose[slot])
    })

/** Entered figures that were something else; what is computed follows by itself. */
function figuresToRestore(open: OpenReport, section: SectionLayout, then: SectionContent): CellInput[] {
  const report = open.report()
  const stored = new Map(
    then.cells.flatMap(([block, row, column, from, value]): [string, CellValue][] =>
      from === 'stored' ? [[cellKey({ block, row, column }), value]] : [],
    ),
  )
  return blocksOf(section).flatMap((block) =>
    block.rows.flatMap((row) =>
      block.columns.flatMap((column): CellInput[] => {
        if (fillOf(row, column) === 'computed') return []
        const address = { block: block.id, row: row.id, column: column.id }
        const value = stored.get(cellKey(address)) ?? emptyCell
        return sameValue(value, readCell(report, address)) ? [] : [{ ...address, value }]
      }),
    ),
  )
}

/** What a restore does not reach: places that are gone, judgements, which are proposed and settled anew, and the plan. */
function leftBehind(
  section: SectionLayout,
  now: SectionContent,
  then: SectionContent,
): Restored['notRestored'] {
  const { texts, figures, statuses, plan } = compareContents(now, then)
  const slots = new Set(proseSlotsOf(section).map(({ id }) => id))
  const cells = new Set(
    blocksOf(section).flatMap((block) =>
      block.rows.flatMap((row) =>
        block.columns.map((column) => cellKey({ block: block.id, row: row.id, column: column.id })),
      ),
    ),
  )
  return [
    ...texts.flatMap(({ slot }) => (slots.has(slot) ? [] : [{ slot, because: 'gone' as const }])),
    ...figures.flatMap(({ block, row, column, from }) =>
      from !== 'stored' || cells.has(cellKey({ block, row, column }))
        ? []
        : [{ block, row, column, because: 'gone' as const }],
    ),
    ...statuses.map(({ item }) => ({ item, because: 'judgement' as const })),
    ...plan.map(({ item }) => ({ item, because: 'plan' as const })),
  ]
}
