/** Where the attempts are aimed: places of approved sections, and records that were made in them before the approval. */
export interface Aims {
  readonly report: string
  readonly sections: readonly string[]
  readonly slots: readonly { readonly section: string; readonly slot: string; readonly quote: string }[]
  readonly cells: readonly { readonly block: string; readonly row: string; readonly column: string }[]
  readonly judged: readonly string[]
  readonly planItems: readonly string[]
  readonly threads: readonly string[]
  readonly contributions: readonly string[]
  readonly versions: readonly string[]
  /** Explained before the approval. */
  readonly findings: readonly string[]
}

interface Dice {
  readonly below: (n: number) => number
}

const one = <T>(dice: Dice, from: readonly T[]): T => {
  const found = from[dice.below(from.length)]
  if (found === undefined) throw new Error('nothing to aim at')
  return found
}

type Body = (dice: Dice, aims: Aims) => unknown

const decision = { body: 'Provnämnden', date: '2024-03-01', reference: '§ 9' }
const digest = 'a'.repeat(64)
const values = ['1', '-7', '12 345', '', 'ingår i ovan', '0,5']

/**
 * What is sent to each address that changes something, by method and pattern. Of two addresses only what the approver may not
 * do is tried elsewhere: roles and reopening.
 */
export const bodies: Readonly<Record<string, Body>> = {
  'PATCH /api/reports/{r}': (dice) =>
    dice.below(2) === 0 ? { title: 'Annan titel' } : { asOf: '2024-06-30' },
  'PUT /api/reports/{r}/cells': (dice, { cells }) =>
    Array.from({ length: 1 + dice.below(3) }, () => ({ ...one(dice, cells), value: one(dice, values) })),
  'PUT /api/reports/{r}/statuses/{item}': (dice) => ({ status: one(dice, ['uppnatt', 'storre_avvikelse']) }),
  'POST /api/reports/{r}/statuses/{item}/settle': () => ({ status: 'uppnatt', meeting: 'Sent möte' }),
  'POST /api/reports/{r}/blocks/{b}/rows': () => ({ label: 'Ny rad' }),
  'PATCH /api/reports/{r}/blocks/{b}/rows/{row}': () => ({ label: 'Annan rad' }),
  'POST /api/reports/{r}/blocks/{b}/final': (dice) => ({ final: dice.below(2) === 0 }),
  'POST /api/reports/{r}/findings/explain': (dice, { findings }) => ({
    findings: [one(dice, findings)],
    reason: dice.below(2) === 0 ? null : 'Annat.',
  }),
  'PUT /api/reports/{r}/plan': () => ({ decision, items: [] }),
  'POST /api/reports/{r}/plan/items': () => ({
    kind: 'goal',
    parent: 'st',
    fields: { text: 'Nytt' },
    decision,
  }),
  'PATCH /api/reports/{r}/plan/items/{i}': () => ({ fields: { text: 'Ändrat' }, decision }),
  'DELETE /api/reports/{r}/plan/items/{i}': () => ({ decision }),
  'POST /api/reports/{r}/plan/copy': (_dice, { report }) => ({ from: report }),
  'POST /api/reports/{r}/plan/lock': () => ({ decision }),
  'POST /api/reports/{r}/sections': () => ({ chapter: 'framtid', after: null, title: 'Nytt' }),
  'PATCH /api/reports/{r}/sections/{s}': (dice) => (dice.below(2) === 0 ? { hidden: true } : { title: 'Ny' }),
  'PUT /api/reports/{r}/items': (dice, { sections }) => [
    { id: one(dice, sections), people: ['per.sandberg'] },
  ],
  'PUT /api/reports/{r}/items/{i}': () => ({ people: ['per.sandberg'] }),
  'POST /api/reports/{r}/items/{i}/hand-in': (dice) => ({ nothingToReport: dice.below(2) === 0 }),
  'POST /api/reports/{r}/items/{i}/send-back': () => ({ comment: 'Tillbaka' }),
  'POST /api/reports/{r}/sections/{s}/send-back': () => ({ comment: 'Tillbaka' }),
  'POST /api/reports/{r}/sections/{s}/approve': () => ({ seen: digest }),
  'POST /api/reports/{r}/approve': (dice, { sections }) => ({
    sections: [{ id: one(dice, sections), seen: digest }],
  }),
  'POST /api/reports/{r}/sections/{s}/seen': () => ({ digest }),
  'POST /api/reports/{r}/sections/{s}/images': () => new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10]),
  'POST /api/reports/{r}/sections/{s}/threads': (dice, { slots }) => {
    const { slot, quote } = one(dice, slots)
    return { at: { slot, quote }, text: 'Ändra!', suggestion: 'något annat' }
  },
  'POST /api/reports/{r}/sections/{s}/threads/{t}/replies': () => ({ text: 'Svar' }),
  'PATCH /api/reports/{r}/sections/{s}/threads/{t}': (dice) => ({ resolved: dice.below(2) === 0 }),
  'POST /api/reports/{r}/sections/{s}/suggestions/{t}/accept': () => ({ anyway: true }),
  'POST /api/reports/{r}/sections/{s}/suggestions/{t}/reject': () => ({ reason: 'Nej' }),
  'POST /api/reports/{r}/contributions': (dice, { slots }) => ({ item: one(dice, slots).slot }),
  'PATCH /api/reports/{r}/contributions/{b}': () => ({ due: '2024-05-01' }),
  'PUT /api/reports/{r}/contributions/{b}/proposal': () => ({ status: 'uppnatt' }),
  'POST /api/reports/{r}/contributions/{b}/send-back': () => ({ comment: 'Tillbaka' }),
  'POST /api/reports/{r}/remind': (dice, { slots }) => ({ items: [one(dice, slots).slot] }),
}

/** Who has which role is tried on somebody the rest does not depend on; nobody is made the approver's equal. */
export const rightsBodies: Readonly<Record<string, Body>> = {
  'PUT /api/reports/{r}/members/{user}': () => ({ grants: [{ role: 'skribent' }] }),
  'PUT /api/reports/{r}/deputies': () => ({ deputies: [] }),
  'POST /api/reports/{r}/people/copy': (_dice, { report }) => ({ from: report }),
  'POST /api/reports/{r}/sections/{s}/reopen': () => ({ reason: 'Öppna' }),
}

/** Fills the places of an address with those aimed at. */
export const filled = (pattern: string, dice: Dice, aims: Aims): string => {
  const cell = one(dice, aims.cells)
  const section = one(dice, aims.sections)
  const places: Readonly<Record<string, () => string>> = {
    r: () => aims.report,
    s: () => section,
    b: () => (pattern.includes('/contributions/') ? one(dice, aims.contributions) : cell.block),
    row: () => cell.row,
    block: () => cell.block,
    column: () => cell.column,
    item: () => one(dice, aims.judged),
    i: () =>
      pattern.includes('/plan/')
        ? one(dice, aims.planItems)
        : one(dice, [...aims.sections, ...aims.slots.map(({ slot }) => slot), ...aims.judged]),
    t: () => one(dice, aims.threads),
    v: () => one(dice, aims.versions),
    user: () => 'nils.rask',
  }
  return pattern.replaceAll(/\{(\w+)\}/g, (_, name: string) => places[name]?.() ?? 'x')
}
