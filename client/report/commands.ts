import type { Seal } from '../../shared/approval/seal.ts'
import type { ProposedJudgement } from '../../shared/contribution/contribution.ts'
import type { CellValue } from '../../shared/figure/cellValue.ts'
import type { Restored } from '../../shared/history/restored.ts'
import type { ProseNode } from '../../shared/read/prose.ts'
import type { Grant } from '../../shared/people/role.ts'
import type { Decision, Plan, PlanFields, PlanKind } from '../../shared/plan/plan.ts'
import type { Deadline, ItemRecord, Provenance, Report, SectionRecord } from '../../shared/report/report.ts'
import type { SectionContent } from '../../shared/section/content.ts'
import type { SectionEvent, SectionState } from '../../shared/section/workflow.ts'
import { request, type Answer, type ApiProblem } from '../api.ts'

/*
 * The commands of one report, as values: what each sends and what it answers. The effect is seen when the journal's
 * entry comes back over the live socket, so nothing here changes the store.
 */

export interface CellChangeInput {
  readonly block: string
  readonly row: string
  readonly column: string
  /** As printed ("−12,0", ">79", "ingår i ovan"), or a value chosen under "Cellen är…". */
  readonly value: string | CellValue
  /** Revision the change was made on: 0 for a cell nobody has filled. Left out only by imports. */
  readonly revision?: number
  /** The value a source delivered beside the computed one. */
  readonly reported?: boolean
}

export interface CellAnswer {
  readonly block: string
  readonly row: string
  readonly column: string
  readonly result: 'stored' | 'conflict' | 'refused'
  readonly cell?: {
    readonly text: string
    readonly value: CellValue
    readonly kind: CellValue['kind']
    readonly computed?: boolean
    readonly revision: number
    readonly by: string
    readonly byName?: string
    readonly at: string
  }
  readonly problem?: ApiProblem
}

export interface CellHistoryEntry {
  readonly before: CellValue
  readonly after: CellValue
  /** What a source delivered in a computed cell. */
  readonly reported?: boolean
  readonly by: string
  readonly byName?: string
  readonly at: string
  readonly provenance: Provenance
}

export interface StatusChange {
  readonly status?: string | undefined
  readonly trend?: string | undefined
  readonly revision?: number
}

export interface ItemChange {
  readonly people?: readonly string[]
  readonly unit?: string | null
  readonly due?: string | null
}

export interface PlanItemInput {
  readonly kind: PlanKind
  readonly parent: string | null
  readonly place?: string
  readonly fields: PlanFields
  readonly before?: string | null
  readonly decision?: Decision
}

export interface PlanItemChange {
  readonly fields?: PlanFields
  readonly parent?: string | null
  readonly before?: string | null
  readonly decision?: Decision
}

export interface NewThreadInput {
  /** Words of a text, with relative positions where the page knows them; else a block, a row of it or a cell. */
  readonly at:
    | { readonly slot: string; readonly quote: string; readonly from?: unknown; readonly to?: unknown }
    | { readonly block: string; readonly row?: string | undefined; readonly column?: string | undefined }
  readonly text: string
  readonly mentions?: readonly string[]
  readonly assignee?: string
  /** Other words for the marked ones. */
  readonly suggestion?: string
  readonly kind?: 'remark' | 'lockedTextFault'
}

export interface SearchHit {
  readonly section: string
  readonly number: string
  readonly title: string
  readonly slot?: string
  readonly block?: string
  readonly row?: string
  readonly column?: string
  readonly planItem?: string
  readonly excerpt: string
  readonly kind: 'text' | 'figure' | 'plan'
}

/** What `GET sections/:s/seal` answers: `fault` names what does not hold where `verified` is false. */
export interface SealAnswer {
  readonly seal: Seal
  readonly content: SectionContent | null
  readonly verified: boolean
  readonly fault?: string
}

/** What may be read of a contribution: text and judgement are there only for who may read them now. */
export interface ReadContribution {
  readonly id: string
  readonly mayRead: boolean
  readonly text?: ProseNode
  readonly proposed?: ProposedJudgement
}

export type Deputy = Report['deputies'][number]

export interface ReminderTo {
  readonly user: string
  readonly name: string
  readonly email?: string
  /** How many items they are reminded of. */
  readonly items: number
}

export interface Reminders {
  readonly sent: readonly ReminderTo[]
  readonly notSent: readonly (ReminderTo & {
    readonly because: 'noMail' | 'noAddress' | 'turnedOff' | 'alreadyToday' | 'failed'
  })[]
  readonly text: { readonly subject: string; readonly body: string }
}

const stepPath: Readonly<Record<SectionEvent, string>> = {
  submit: 'submit',
  withdraw: 'withdraw',
  sendBack: 'send-back',
  ready: 'ready',
  approve: 'approve',
  reopen: 'reopen',
}

/** What the words of a step are called in its body. */
const stepWords: Readonly<Record<SectionEvent, 'message' | 'comment' | 'reason'>> = {
  submit: 'message',
  withdraw: 'message',
  sendBack: 'comment',
  ready: 'message',
  approve: 'message',
  reopen: 'reason',
}

const part = encodeURIComponent

/** Every command of the report, bound to it. */
export function reportCommands(report: string) {
  const base = `/api/reports/${part(report)}`
  const send = <T = unknown>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<T>> =>
    request<T>(method, `${base}${path}`, {
      ...(body === undefined ? {} : { body }),
      ...(headers === undefined ? {} : { headers }),
    })

  return {
    /** One answer a cell, in the order asked. */
    setCells: (cells: readonly CellChangeInput[], provenance?: 'typed' | 'pasted') =>
      send<CellAnswer[]>(
        'PUT',
        '/cells',
        cells,
        provenance === 'pasted' ? { 'x-provenance': 'pasted' } : undefined,
      ),
    cellHistory: (block: string, row: string, column: string) =>
      send<CellHistoryEntry[]>('GET', `/cells/${part(block)}/${part(row)}/${part(column)}/history`),

    proposeStatus: (item: string, change: StatusChange) => send('PUT', `/statuses/${part(item)}`, change),
    settleStatus: (item: string, change: StatusChange & { meeting?: string }) =>
      send('POST', `/statuses/${part(item)}/settle`, change),
    unsettleStatus: (item: string) => send('POST', `/statuses/${part(item)}/unsettle`, {}),

    addRow: (block: string, label: string, before?: string | null) =>
      send<{ row: string }>('POST', `/blocks/${part(block)}/rows`, {
        label,
        ...(before == null ? {} : { before }),
      }),
    changeRow: (block: string, row: string, change: { label?: string; before?: string | null }) =>
      send('PATCH', `/blocks/${part(block)}/rows/${part(row)}`, change),
    removeRow: (block: string, row: string) => send('DELETE', `/blocks/${part(block)}/rows/${part(row)}`),
    setFinal: (block: string, final: boolean) => send('POST', `/blocks/${part(block)}/final`, { final }),

    replacePlan: (plan: Pick<Plan, 'items'> & Partial<Plan>) => send('PUT', '/plan', plan),
    addPlanItem: (item: PlanItemInput) => send<{ id: string }>('POST', '/plan/items', item),
    /** A pasted list: all of it or nothing, at most 500. */
    addPlanItems: (items: readonly Omit<PlanItemInput, 'decision'>[], decision?: Decision) =>
      send<{ ids: string[] }>('POST', '/plan/items', {
        items,
        ...(decision === undefined ? {} : { decision }),
      }),
    changePlanItem: (item: string, change: PlanItemChange) =>
      send('PATCH', `/plan/items/${part(item)}`, change),
    removePlanItem: (item: string, decision?: Decision) =>
      send('DELETE', `/plan/items/${part(item)}`, decision === undefined ? undefined : { decision }),
    copyPlan: (from: string) => send('POST', '/plan/copy', { from }),
    lockPlan: (decision: Decision) => send('POST', '/plan/lock', { decision }),

    changeReport: (change: { title?: string; deadlines?: readonly Deadline[]; readersFrom?: SectionState }) =>
      send('PATCH', '', change),
    addSection: (section: { chapter: string; after: string | null; title: string }) =>
      send<{ id: string }>('POST', '/sections', section),
    changeSection: (section: string, change: { hidden?: boolean; title?: string }) =>
      send('PATCH', `/sections/${part(section)}`, change),
    removeSection: (section: string) => send('DELETE', `/sections/${part(section)}`),
    /** Klarmarkera, Ta tillbaka, Skicka tillbaka (`items`: those that go back, if not all), Klar för godkännande, Lås upp. */
    moveSection: (section: string, event: SectionEvent, words?: string, items?: readonly string[]) =>
      send('POST', `/sections/${part(section)}/${stepPath[event]}`, {
        ...(words === undefined || words === '' ? {} : { [stepWords[event]]: words }),
        ...(items === undefined ? {} : { items }),
      }),

    setMember: (user: string, grants: readonly Grant[]) => send('PUT', `/members/${part(user)}`, { grants }),
    removeMember: (user: string) => send('DELETE', `/members/${part(user)}`),
    setItems: (items: readonly ({ id: string } & ItemChange)[]) => send('PUT', '/items', items),
    setDeputies: (deputies: readonly Deputy[]) => send('PUT', '/deputies', { deputies }),
    /** `preview` only says who would get a mail, and why others would not. */
    remind: (items: readonly string[], more: { again?: boolean; preview?: boolean } = {}) =>
      send<Reminders>('POST', '/remind', { items, ...more }),
    copyPeople: (from: string) => send('POST', '/people/copy', { from }),

    handIn: (item: string) => send<ItemRecord>('POST', `/items/${part(item)}/hand-in`, {}),
    nothingToReport: (item: string) =>
      send<ItemRecord>('POST', `/items/${part(item)}/hand-in`, { nothingToReport: true }),
    takeBack: (item: string) => send<ItemRecord>('POST', `/items/${part(item)}/take-back`),
    sendItemBack: (item: string, comment: string) =>
      send<ItemRecord>('POST', `/items/${part(item)}/send-back`, { comment }),
    confirmQuotes: (item: string) => send<ItemRecord>('POST', `/items/${part(item)}/confirm-quotes`),

    /** All or none: each with the digest of what the approver has seen. */
    approve: (sections: readonly { readonly id: string; readonly seen: string }[]) =>
      send<{ sections: readonly ({ id: string } & SectionRecord)[] }>('POST', '/approve', { sections }),
    /** The seal that holds, with what was sealed. */
    seal: (section: string) => send<SealAnswer>('GET', `/sections/${part(section)}/seal`),

    restoreVersion: (section: string, version: string) =>
      send<Restored>('POST', `/sections/${part(section)}/history/${part(version)}/restore`),

    openThread: (section: string, thread: NewThreadInput) =>
      send<{ id: string }>('POST', `/sections/${part(section)}/threads`, thread),
    replyThread: (section: string, thread: string, reply: { text: string; mentions?: readonly string[] }) =>
      send('POST', `/sections/${part(section)}/threads/${part(thread)}/replies`, reply),
    changeThread: (
      section: string,
      thread: string,
      change: { resolved?: boolean; assignee?: string | null },
    ) => send('PATCH', `/sections/${part(section)}/threads/${part(thread)}`, change),
    /** `anyway`: though the words have changed since; without it such a change is refused with `text-changed`. */
    acceptSuggestion: (section: string, thread: string, anyway = false) =>
      send('POST', `/sections/${part(section)}/suggestions/${part(thread)}/accept`, anyway ? { anyway } : {}),
    rejectSuggestion: (section: string, thread: string, reason: string) =>
      send(
        'POST',
        `/sections/${part(section)}/suggestions/${part(thread)}/reject`,
        reason === '' ? {} : { reason },
      ),
    undoSuggestion: (section: string, thread: string) =>
      send('POST', `/sections/${part(section)}/suggestions/${part(thread)}/undo`, {}),

    explainFindings: (findings: readonly string[], reason: string | null) =>
      send('POST', '/findings/explain', { findings, reason }),
    search: (words: string) => send<{ hits: SearchHit[] }>('GET', `/search?q=${part(words)}`),
    startContribution: (item: string) => send<{ id: string }>('POST', '/contributions', { item }),
    askForContributions: (asked: {
      readonly item: string
      readonly areas: readonly { readonly unit?: string; readonly writers: readonly string[] }[]
      readonly due?: string
      readonly words?: string
    }) => send<{ ids: string[] }>('POST', '/contributions', asked),
    changeContribution: (
      contribution: string,
      change: { writers?: readonly string[]; unit?: string | null; due?: string | null },
    ) => send('PATCH', `/contributions/${part(contribution)}`, change),
    readContribution: (contribution: string) =>
      send<ReadContribution>('GET', `/contributions/${part(contribution)}`),
    proposeInContribution: (
      contribution: string,
      change: { status?: string | null; trend?: string | null },
    ) => send<ProposedJudgement>('PUT', `/contributions/${part(contribution)}/proposal`, change),
    handInContribution: (contribution: string, nothingToReport: boolean) =>
      send('POST', `/contributions/${part(contribution)}/hand-in`, { nothingToReport }),
    takeBackContribution: (contribution: string) =>
      send('POST', `/contributions/${part(contribution)}/take-back`),
    sendBackContribution: (contribution: string, comment: string) =>
      send('POST', `/contributions/${part(contribution)}/send-back`, { comment }),
    insertContribution: (contribution: string, again: boolean) =>
      send('POST', `/contributions/${part(contribution)}/insert`, { again }),
    withdrawContribution: (contribution: string) =>
      send('POST', `/contributions/${part(contribution)}/withdraw`),

    addImage: (section: string, image: Blob) =>
      send<{ hash: string; width: number; height: number }>(
        'POST',
        `/sections/${part(section)}/images`,
        image,
        {
          'content-type': image.type,
        },
      ),
  }
}

export type ReportCommands = ReturnType<typeof reportCommands>

export interface NewReport {
  readonly template: string
  readonly organisation: string
  readonly administration?: string
  readonly title?: string
  readonly year: number
  readonly period?: Report['period']
  readonly deadlines?: readonly Deadline[]
  readonly previous?: string
  readonly copyPeople?: boolean
  /** Who coordinates it, if not I. */
  readonly samordnare?: string
}

export const createReport = (input: NewReport): Promise<Answer<{ id: string }>> =>
  request('POST', '/api/reports', { body: input })
