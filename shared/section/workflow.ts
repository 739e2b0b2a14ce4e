/** States of a section and what moves it between them (design.md section 4). */
export const sectionStates = ['arbete', 'granskning', 'klar', 'godkand'] as const
export type SectionState = (typeof sectionStates)[number]

export const sectionEvents = ['submit', 'withdraw', 'sendBack', 'ready', 'approve', 'reopen'] as const
export type SectionEvent = (typeof sectionEvents)[number]

export const steps: Readonly<Record<SectionState, Readonly<Partial<Record<SectionEvent, SectionState>>>>> = {
  arbete: { submit: 'granskning' },
  granskning: { withdraw: 'arbete', sendBack: 'arbete', ready: 'klar' },
  klar: { sendBack: 'arbete', reopen: 'arbete', approve: 'godkand' },
  godkand: { reopen: 'arbete' },
}

/** Events that are refused without a reason in words. */
export const needsReason: ReadonlySet<SectionEvent> = new Set(['sendBack', 'reopen'])

/** A locked section stands still: no text, figure, status, row or restore, from anybody. */
export const isLocked = (state: SectionState): boolean => state === 'klar' || state === 'godkand'

export const itemStates = ['ej_paborjad', 'paborjad', 'inlamnad', 'inget_att_rapportera', 'tillbaka'] as const
export type ItemState = (typeof itemStates)[number]

/** What moves an item between its states: Lämna in, Inget att rapportera, Ta tillbaka; Skicka tillbaka comes from its reviewers. */
export const itemEvents = ['handIn', 'nothingToReport', 'takeBack', 'sendBack'] as const
export type ItemEvent = (typeof itemEvents)[number]

/** `paborjad` is seen (people/itemState.ts), never stored: what is taken back is as if it had not been handed in. */
export const itemSteps: Readonly<Record<ItemState, Readonly<Partial<Record<ItemEvent, ItemState>>>>> = {
  ej_paborjad: { handIn: 'inlamnad', nothingToReport: 'inget_att_rapportera' },
  paborjad: { handIn: 'inlamnad', nothingToReport: 'inget_att_rapportera' },
  tillbaka: { handIn: 'inlamnad', nothingToReport: 'inget_att_rapportera' },
  inlamnad: { takeBack: 'ej_paborjad', sendBack: 'tillbaka' },
  inget_att_rapportera: { takeBack: 'ej_paborjad', sendBack: 'tillbaka' },
}

/** Stored states of a report; `klar` is derived (`report/progress.ts`): every section approved. */
export const reportStates = ['oppen', 'lamnad', 'beslutad', 'aterremiss'] as const
export type ReportState = (typeof reportStates)[number]
