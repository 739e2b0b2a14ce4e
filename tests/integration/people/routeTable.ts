import { smallPlan } from '../api/testServer.ts'

/** Who tries each address, in this order in every line. None of them is the samordnare, and no item is theirs. */
export const trying = [
  'lasare',
  // Of another section.
  'skribent',
  'granskare',
  'godkannare',
  'namndsekreterare',
] as const
export type Trying = (typeof trying)[number]

/** A status; `may`: has the right, so a GET answers 200 and anything else is not tried; `each`: refused cell by cell. */
export type Answer = number | 'may' | 'each'

export interface Line {
  readonly body?: unknown
  /** The state of the section that the address names, where it is not one at work. */
  readonly in?: 'granskning' | 'klar' | 'godkand'
  readonly answers: readonly Answer[]
}

const may = 'may'
const all = (answer: Answer): readonly Answer[] => trying.map(() => answer)
const nobody: Line = { answers: all(403) }
const draft: Line = { answers: [403, may, may, may, may] }
const view: Line = { answers: all(may) }
const by = (...answers: readonly Answer[]): Line => ({ answers })
const withBody = (body: unknown, { answers }: Line = nobody): Line => ({ body, answers })
const digest = 'a'.repeat(64)

/** Addresses that ask nobody who they are, and why. */
export const open: Readonly<Record<string, string>> = {
  'ALL /*': 'passed by every request on its way',
  'ALL /api/*': 'passed on the way, and the answer to addresses that are none',
  'ALL /api/reports/:r/record': 'packed on the way',
  'ALL /api/reports/:r/audit': 'packed on the way',
  'ALL /media/*': 'passed on the way',
  'ALL /sync/*': 'passed on the way',
  'ALL /live/*': 'passed on the way',
  'GET /healthz': 'asked by those who run it',
  'GET /readyz': 'asked by those who run it',
  'GET /metrics': 'counts, asked by those who run it',
  'GET /api': 'where the description lies',
  'GET /api/openapi.json': 'the description of the interface',
  'GET /api/session': 'what the sign-in page has to know',
  'POST /api/session': 'signing in',
  'DELETE /api/session': 'signing out of nothing is nothing',
  'GET /assets/*': 'files of the pages',
  'GET /*': 'the page itself, the same for everybody',
}

/** Sockets, which are tried in sockets.test.ts. */
export const lines: readonly string[] = ['GET /live/:r', 'GET /sync/:doc']

/** Addresses outside the reports: what somebody signed in without a role and a system role is answered, and nobody if not 401. */
export const own: Readonly<
  Record<string, { readonly body?: unknown; readonly answer: number; readonly nobody?: number }>
> = {
  'DELETE /api/session/all': { answer: 200 },
  'GET /api/me': { answer: 200 },
  'GET /api/people': { answer: 200 },
  'GET /api/accounts': { answer: 403 },
  'POST /api/people': { body: { user: 'ny.person', name: 'Ny Person', title: '' }, answer: 403 },
  'PATCH /api/people/:user': { body: { name: 'Annan' }, answer: 403 },
  // Of the demo: nobody's password can be changed there.
  'PUT /api/me/password': { body: { old: 'x', new: 'ett långt lösenord' }, answer: 403 },
  'GET /api/templates': { answer: 200 },
  'GET /api/templates/:id': { answer: 200 },
  'GET /api/reports': { answer: 200 },
  'POST /api/reports': { body: { template: 'vb-namnd', organisation: 'Min', year: 2024 }, answer: 403 },
  'GET /api/me/items': { answer: 200 },
  'GET /api/me/notices': { answer: 200 },
  'POST /api/me/notices/read': { body: { all: true }, answer: 200 },
  'GET /api/me/notice-settings': { answer: 200 },
  'PUT /api/me/notice-settings': { body: { off: [] }, answer: 200 },
  // A picture of a report that is not theirs; to those who are not signed in it is not there either.
  'GET /media/:hash': { answer: 404, nobody: 404 },
}

/** Addresses of a report. `REPORT` and `FINDING` in a body stand for this report and for a finding of another section. */
export const ofReport: Readonly<Record<string, Line>> = {
  'GET /api/reports/:r': view,
  'GET /api/reports/:r/record': draft,
  'PATCH /api/reports/:r': withBody({ title: 'Annan' }),
  'POST /api/reports/:r/sections': withBody({ chapter: 'framtid', after: null, title: 'Nytt' }),
  'PATCH /api/reports/:r/sections/:s': withBody({ hidden: true }),
  'DELETE /api/reports/:r/sections/:s': nobody,
  'GET /api/reports/:r/search': draft,
  'GET /api/reports/:r/audit': by(403, 403, 403, may, 403),
  'PUT /api/reports/:r/members/:user': withBody({ grants: [{ role: 'samordnare' }] }),
  'DELETE /api/reports/:r/members/:user': nobody,
  'PUT /api/reports/:r/deputies': withBody([]),
  'PUT /api/reports/:r/items': withBody([{ id: 'framtid', people: ['karin.hallgren'] }]),
  'PUT /api/reports/:r/items/:i': withBody({ people: ['karin.hallgren'] }),
  // What a läsare may not read is no source either.
  'POST /api/reports/:r/people/copy': withBody({ from: 'REPORT' }, by(404, 403, 403, 403, 403)),
  'POST /api/reports/:r/items/:i/hand-in': nobody,
  'POST /api/reports/:r/items/:i/take-back': nobody,
  'POST /api/reports/:r/items/:i/send-back': withBody({ comment: 'x' }, by(403, 403, may, may, 403)),
  'POST /api/reports/:r/items/:i/confirm-quotes': nobody,
  // There was none.
  'GET /api/reports/:r/items/:i/last-year': by(403, 404, 404, 404, 404),
  'GET /api/reports/:r/plan': draft,
  'PUT /api/reports/:r/plan': withBody({ items: [] }),
  'POST /api/reports/:r/plan/items': withBody({ kind: 'goal', parent: 'st', fields: { text: 'Nytt' } }),
  'PATCH /api/reports/:r/plan/items/:i': withBody({ fields: { text: 'Nytt' } }),
  'DELETE /api/reports/:r/plan/items/:i': nobody,
  'POST /api/reports/:r/plan/copy': withBody({ from: 'REPORT' }, by(404, 403, 403, 403, 403)),
  'POST /api/reports/:r/plan/lock': withBody({ decision: smallPlan.decision }),
  'PUT /api/reports/:r/cells': withBody(
    [{ block: 'resultatrapport', row: 'otherIncome', column: 'actual', value: '1' }],
    by(403, 'each', 'each', 'each', 'each'),
  ),
  'GET /api/reports/:r/cells/:block/:row/:column/history': draft,
  'PUT /api/reports/:r/statuses/:item': withBody({ status: 'uppnatt' }),
  // A granskare settles while the section is reviewed.
  'POST /api/reports/:r/statuses/:item/settle': withBody({ status: 'uppnatt' }, by(403, 403, 409, may, 403)),
  'POST /api/reports/:r/statuses/:item/unsettle': by(403, 403, 409, may, 403),
  'POST /api/reports/:r/blocks/:b/rows': withBody({ label: 'Rad' }),
  'PATCH /api/reports/:r/blocks/:b/rows/:row': withBody({ label: 'Rad' }),
  'DELETE /api/reports/:r/blocks/:b/rows/:row': nobody,
  'POST /api/reports/:r/blocks/:b/final': withBody({ final: true }),
  'GET /api/reports/:r/findings': draft,
  'POST /api/reports/:r/findings/explain': withBody(
    { findings: ['FINDING'], reason: 'y' },
    by(403, 403, may, may, 403),
  ),
  'GET /api/reports/:r/sections/:s': view,
  'POST /api/reports/:r/sections/:s/submit': nobody,
  'POST /api/reports/:r/sections/:s/withdraw': { ...nobody, in: 'granskning' },
  'POST /api/reports/:r/sections/:s/send-back': {
    body: { comment: 'x' },
    in: 'granskning',
    answers: [403, 403, may, may, 403],
  },
  'POST /api/reports/:r/sections/:s/ready': { ...nobody, in: 'granskning' },
  // What is klar only the samordnare opens again; what is approved, who approves.
  'POST /api/reports/:r/sections/:s/reopen': { ...withBody({ reason: 'x' }), in: 'klar' },
  'POST /api/reports/:r/sections/:s/lease': draft,
  'POST /api/reports/:r/sections/:s/images': withBody(new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10])),
  'GET /api/reports/:r/sections/:s/history': draft,
  'GET /api/reports/:r/sections/:s/history/:v': draft,
  'POST /api/reports/:r/sections/:s/history/:v/restore': nobody,
  'GET /api/reports/:r/seen': draft,
  'POST /api/reports/:r/sections/:s/seen': withBody({ digest }, draft),
  'GET /api/reports/:r/sections/:s/threads': draft,
  'POST /api/reports/:r/sections/:s/threads': withBody(
    { at: { slot: 'inledning-text', quote: 'inledning' }, text: 'x' },
    draft,
  ),
  'POST /api/reports/:r/sections/:s/threads/:t/replies': withBody({ text: 'x' }, draft),
  'PATCH /api/reports/:r/sections/:s/threads/:t': withBody({ resolved: true }, draft),
  'POST /api/reports/:r/sections/:s/suggestions/:t/accept': nobody,
  'POST /api/reports/:r/sections/:s/suggestions/:t/reject': nobody,
  'POST /api/reports/:r/sections/:s/suggestions/:t/undo': nobody,
  'POST /api/reports/:r/remind': withBody({ items: ['goal'] }),
  'POST /api/reports/:r/sections/:s/approve': {
    body: { seen: digest },
    in: 'klar',
    answers: [403, 403, 403, may, 403],
  },
  'POST /api/reports/:r/approve': withBody(
    { sections: [{ id: 'handelser', seen: digest }] },
    // In review it is not ready for anybody to approve.
    by(403, 403, 403, 409, 403),
  ),
  'GET /api/reports/:r/sections/:s/seal': { ...view, in: 'godkand' },
  'GET /api/reports/:r/contributions': draft,
  'POST /api/reports/:r/contributions': withBody({ item: 'inledning-text' }),
  'GET /api/reports/:r/contributions/:b': draft,
  'PATCH /api/reports/:r/contributions/:b': withBody({ writers: ['karin.hallgren'] }),
  'PUT /api/reports/:r/contributions/:b/proposal': withBody({ status: 'uppnatt' }),
  // To whoever does not write it there is no such text.
  'POST /api/reports/:r/contributions/:b/lease': by(403, 404, 404, 404, 404),
  'POST /api/reports/:r/contributions/:b/hand-in': nobody,
  'POST /api/reports/:r/contributions/:b/take-back': nobody,
  'POST /api/reports/:r/contributions/:b/send-back': withBody({ comment: 'x' }),
  'POST /api/reports/:r/contributions/:b/insert': nobody,
  'POST /api/reports/:r/contributions/:b/withdraw': nobody,
  'GET /api/reports/:r/read': view,
  'GET /api/reports/:r/export.html': view,
  'GET /api/reports/:r/export.json': view,
}
