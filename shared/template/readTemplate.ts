import type { z } from 'zod'
import type { BlockTemplate } from '../block/kinds.ts'
import { kindTable } from '../block/kinds.ts'
import type { Result } from '../problem.ts'
import type { ScaleId } from './scale.ts'
import { template, type Template, type TemplateSlot } from './template.ts'
import { unknownVariables } from './variables.ts'

/** One thing wrong with a template, where its owner finds it: `chapters[3].sections[0].slots[1].block.place`. */
export interface TemplateFault {
  readonly file: string
  readonly path: string
  readonly message: string
}

/**
 * Reads a template file. All its faults are named at once, and a template with one is refused as a whole; what it
 * means is judged only when its shape is right.
 *
 * @param json  the parsed file
 * @param file  its name, for the faults
 */
export function readTemplate(json: unknown, file: string): Result<Template, TemplateFault[]> {
  const parsed = template.safeParse(json)
  const faults = parsed.success ? meaningFaults(parsed.data) : parsed.error.issues.flatMap(shapeFaults)
  if (!parsed.success || faults.length > 0)
    return { ok: false, problem: faults.map((fault) => ({ file, ...fault })) }
  return { ok: true, value: parsed.data }
}

type Fault = Omit<TemplateFault, 'file'>

function shapeFaults(issue: z.core.$ZodIssue): Fault[] {
  const path = pathText(issue.path)
  return issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => ({ path: path === '' ? key : `${path}.${key}`, message: 'unknown key' }))
    : [{ path, message: issue.message }]
}

function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, key) =>
      typeof key === 'number' ? `${text}[${key}]` : text === '' ? String(key) : `${text}.${String(key)}`,
    '',
  )
}

const meaningFaults = (source: Template): Fault[] => [
  ...variableFaults(source, []),
  ...idFaults(source),
  ...slotsOf(source).flatMap(({ slot, path }) =>
    slot.kind === 'block' ? blockFaults(source, slot.block, `${path}.block`) : [],
  ),
  ...snippetFaults(source),
]

/** Every text may hold variables, so every text is looked through, whatever kind of block it stands in. */
function variableFaults(value: unknown, path: readonly PropertyKey[]): Fault[] {
  if (typeof value === 'string') {
    return unknownVariables(value).map((name) => ({
      path: pathText(path),
      message: `unknown variable {${name}}`,
    }))
  }
  if (typeof value !== 'object' || value === null) return []
  return Array.isArray(value)
    ? value.flatMap((entry, at) => variableFaults(entry, [...path, at]))
    : Object.entries(value).flatMap(([key, entry]) => variableFaults(entry, [...path, key]))
}

interface Placed {
  readonly id: string
  readonly path: string
}

const listed = (entries: readonly { readonly id: string }[], name: string): Placed[] =>
  entries.map(({ id }, at) => ({ id, path: `${name}[${at}].id` }))

/** Chapters, sections and slots share one set of ids: each can be an item that somebody is responsible for. */
function idFaults(source: Template): Fault[] {
  const sections = source.chapters.flatMap((chapter, c): Placed[] => [
    { id: chapter.id, path: `chapters[${c}].id` },
    ...chapter.sections.map(({ id }, s) => ({ id, path: `chapters[${c}].sections[${s}].id` })),
  ])
  const slots = slotsOf(source).map(({ slot, path }): Placed => ({ id: slot.id, path: `${path}.id` }))
  return [
    ...usedTwice([...sections, ...slots]),
    ...usedTwice(listed(source.places, 'places')),
    ...usedTwice(listed(source.deadlines, 'deadlines')),
    ...usedTwice(listed(source.snippets, 'snippets')),
    ...Object.entries(source.scales).flatMap(([id, scale]) =>
      usedTwice(listed(scale.values, `scales.${id}.values`)),
    ),
    ...slotsOf(source).flatMap(({ slot, path }) =>
      slot.kind === 'block' && 'rows' in slot.block
        ? usedTwice(listed(slot.block.rows, `${path}.block.rows`))
        : [],
    ),
  ]
}

function usedTwice(placed: readonly Placed[]): Fault[] {
  const first = new Map<string, string>()
  return placed.flatMap(({ id, path }) => {
    const before = first.get(id)
    if (before === undefined) first.set(id, path)
    return before === undefined ? [] : [{ path, message: `id ${id} is already used at ${before}` }]
  })
}

function blockFaults(source: Template, block: BlockTemplate, path: string): Fault[] {
  return [
    ...scaleFaults(source, block, path),
    ...('place' in block ? placeFaults(source, block, path) : []),
    ...(block.kind === 'operatingByArea' && block.resultReport !== undefined
      ? linkFaults(source, block.resultReport, path)
      : []),
    ...('footnotes' in block ? footnoteFaults(block, path) : []),
  ]
}

function scaleFaults(source: Template, block: BlockTemplate, path: string): Fault[] {
  const needed = [block.kind, ...(kindTable[block.kind].makes ?? [])].flatMap(
    (kind) => kindTable[kind].scales,
  )
  const missing = [...new Set<ScaleId>(needed)].filter((scale) => source.scales[scale] === undefined)
  return missing.map((scale) => ({ path: `${path}.kind`, message: `${block.kind} needs the scale ${scale}` }))
}

function placeFaults(
  source: Template,
  block: Extract<BlockTemplate, { place: string }>,
  path: string,
): Fault[] {
  const wanted = block.kind === 'goalBlock' ? 'perspective' : 'controlPlan'
  const place = source.places.find(({ id }) => id === block.place)
  if (place === undefined) return [{ path: `${path}.place`, message: `no place ${block.place} among places` }]
  if (place.kind !== wanted)
    return [{ path: `${path}.place`, message: `place ${block.place} is a ${place.kind}, not a ${wanted}` }]
  // Two blocks at one place would be two owners of the same plan items and their texts.
  const earlier = slotsOf(source).find(
    ({ slot }) => slot.kind === 'block' && 'place' in slot.block && slot.block.place === block.place,
  )
  return earlier === undefined || `${earlier.path}.block` === path
    ? []
    : [{ path: `${path}.place`, message: `place ${block.place} is already used at ${earlier.path}` }]
}

function linkFaults(source: Template, link: string, path: string): Fault[] {
  const linked = slotsOf(source).find(({ slot }) => slot.id === link)?.slot
  return linked?.kind === 'block' && linked.block.kind === 'resultReport'
    ? []
    : [{ path: `${path}.resultReport`, message: `no resultReport with the id ${link}` }]
}

/** Columns of the kinds whose notes may stand at a column; rows are the template's own. */
const columnIds: Readonly<Record<'resultReport' | 'operatingByArea' | 'keyFigures', readonly string[]>> = {
  resultReport: [
    'actual',
    'budget',
    'actualPrev',
    'budgetDeviation',
    'actualDeviation',
    'actualYtd',
    'budgetYtd',
    'budgetDeviationYtd',
    'actualYtdPrev',
    'forecast',
    'forecastDeviation',
    'budgetDeviationPrev',
  ],
  operatingByArea: ['budgetDeviation', 'turnover', 'ratio', 'budgetDeviationPrev'],
  keyFigures: ['actual', 'actualPrev', 'change'],
}

function footnoteFaults(block: Extract<BlockTemplate, { footnotes: unknown }>, path: string): Fault[] {
  const rows =
    'rows' in block
      ? block.rows.map(({ id }): string => id)
      : ['result', ...(block.shared ? [block.shared.id] : [])]
  return [
    ...usedTwice(block.footnotes.map(({ id }, at) => ({ id, path: `${path}.footnotes[${at}].id` }))),
    ...block.footnotes.flatMap(({ anchor }, at) => {
      if (anchor === 'table') return []
      const place = `${path}.footnotes[${at}].anchor`
      return [
        ...('row' in anchor && !rows.includes(anchor.row)
          ? [{ path: `${place}.row`, message: `no row ${anchor.row}` }]
          : []),
        ...('column' in anchor && !columnIds[block.kind].includes(anchor.column)
          ? [{ path: `${place}.column`, message: `no column ${anchor.column}` }]
          : []),
      ]
    }),
  ]
}

const snippetFaults = (source: Template): Fault[] =>
  source.snippets.flatMap(({ status }, at) =>
    source.scales.goalStatus?.values.some(({ id }) => id === status)
      ? []
      : [{ path: `snippets[${at}].status`, message: `no status ${status} in the scale goalStatus` }],
  )

/** Every slot of the template with its path. */
const slotsOf = (source: Template): { slot: TemplateSlot; path: string }[] =>
  source.chapters.flatMap((chapter, c) => [
    ...chapter.slots.map((slot, at) => ({ slot, path: `chapters[${c}].slots[${at}]` })),
    ...chapter.sections.flatMap((section, s) =>
      section.slots.map((slot, at) => ({ slot, path: `chapters[${c}].sections[${s}].slots[${at}]` })),
    ),
  ])
