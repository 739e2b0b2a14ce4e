import type { Context } from 'hono'
import { z } from 'zod'
import {
  decideReply,
  decideThreadChanged,
  type NewRemark,
  type NewThread,
} from '../../shared/review/decideThreads.ts'
import { decideSuggestion, suggestionFor } from '../../shared/review/decideSuggestion.ts'
import { remarkText, suggestion, threadKinds, threadPlace } from '../../shared/review/thread.ts'
import { findSection } from '../../shared/section/layout.ts'
import type { Deps } from '../deps.ts'
import { problemResponse } from '../problem.ts'
import { reportCommand } from '../reports/command.ts'
import { addReportRoute } from '../reports/reportRoute.ts'
import { addRoute, answer, type App, type Env } from '../route.ts'
import { relativePosition } from './anchors.ts'
import { suggestionAnswers } from './answerSuggestion.ts'
import { openThread } from './openThread.ts'
import { sectionThreads } from './sectionThreads.ts'

const user = z.string().max(64)
const [onText, onBlock] = threadPlace.options
const mentions = z.array(user).max(20).default([])

const newThread = z.strictObject({
  at: z.union([
    onText.extend({ from: relativePosition.optional(), to: relativePosition.optional() }),
    onBlock,
  ]),
  text: remarkText,
  mentions,
  assignee: user.optional(),
  suggestion: suggestion.shape.replacement.optional(),
  kind: z.enum(threadKinds).default('remark'),
})
const reply = z.strictObject({ text: remarkText, mentions })
const changed = z.strictObject({ resolved: z.boolean().optional(), assignee: user.nullable().optional() })
const accepting = z.strictObject({ anyway: z.boolean().default(false) })
const rejecting = z.strictObject({ reason: z.string().trim().max(2000).optional() })

/** Synpunkter beside the text of a section, and the suggestions among them. */
export function reviewRoutes(app: App, deps: Deps): void {
  const command = reportCommand(deps)
  const answers = suggestionAnswers(deps)
  const sectionOf = (c: Context<Env>) => c.req.param('s') ?? ''
  const threadOf = (c: Context<Env>) => c.req.param('t') ?? ''
  const remarkFrom = (text: string, named: readonly string[]): NewRemark => ({
    id: deps.newId(),
    text,
    mentions: named,
  })
  const at = '/api/reports/:r/sections/:s'

  addReportRoute(
    app,
    deps,
    {
      method: 'GET',
      path: `${at}/threads`,
      summary: 'Synpunkter of a section, orphans named',
      action: 'readDraft',
    },
    async (c, { open }) => {
      const report = await open.durable()
      const section = findSection(open.layout(report), sectionOf(c))
      if (section === undefined) return problemResponse(c, { code: 'not-found', culprit: sectionOf(c) })
      return c.json({ threads: await sectionThreads(deps.rooms, report, section) })
    },
  )

  addReportRoute(
    app,
    deps,
    {
      method: 'POST',
      path: `${at}/threads`,
      summary: 'Open a synpunkt on words, a block, a row or a cell; with other words it is a suggestion',
      action: null,
      body: newThread,
    },
    async (
      c,
      { open, person },
      { at: place, text, mentions: named, assignee, suggestion: replacement, kind },
    ) => {
      const thread = {
        id: deps.newId(),
        kind,
        remark: remarkFrom(text, named),
        assignee,
        replacement,
      } satisfies Omit<NewThread, 'at'>
      const opened = await openThread(deps, open, person, sectionOf(c), { ...thread, at: place })
      return answer(c, opened.ok ? { ok: true, value: { id: thread.id } } : opened, 201)
    },
  )

  addRoute(
    app,
    { method: 'POST', path: `${at}/threads/:t/replies`, summary: 'Answer a synpunkt', body: reply },
    (c, { text, mentions: named }) => {
      const remark = remarkFrom(text, named)
      return command(
        c,
        ({ report, layout, actor }) => decideReply(report, layout, actor, sectionOf(c), threadOf(c), remark),
        () => ({ id: remark.id }),
        201,
      )
    },
  )

  addRoute(
    app,
    {
      method: 'PATCH',
      path: `${at}/threads/:t`,
      summary: 'Resolve or reopen a synpunkt, or hand it to somebody',
      body: changed,
    },
    (c, input) =>
      command(c, ({ report, layout, actor }) =>
        decideThreadChanged(report, layout, actor, sectionOf(c), threadOf(c), input),
      ),
  )

  addReportRoute(
    app,
    deps,
    {
      method: 'POST',
      path: `${at}/suggestions/:t/accept`,
      summary: 'Put the suggested words into the text',
      action: null,
      body: accepting,
      emptyBody: {},
    },
    async (c, { open, person }, { anyway }) => {
      const place = { open, person, section: sectionOf(c), thread: threadOf(c) }
      const accepted = await answers.accept(place, anyway)
      return answer(c, accepted.ok ? { ok: true, value: {} } : accepted)
    },
  )

  addRoute(
    app,
    {
      method: 'POST',
      path: `${at}/suggestions/:t/reject`,
      summary: 'Leave the text as it is',
      body: rejecting,
      emptyBody: {},
    },
    (c, { reason }) =>
      command(c, ({ report, layout, actor }) => {
        const found = suggestionFor(report, layout, actor, sectionOf(c), threadOf(c))
        return found.ok ? decideSuggestion(found.value, { accepted: false, reason }) : found
      }),
  )

  addReportRoute(
    app,
    deps,
    {
      method: 'POST',
      path: `${at}/suggestions/:t/undo`,
      summary: 'Take the answer to a suggestion back, and its words with it',
      action: null,
    },
    async (c, { open, person }) => {
      const place = { open, person, section: sectionOf(c), thread: threadOf(c) }
      const undone = await answers.undo(place)
      return answer(c, undone.ok ? { ok: true, value: {} } : undone)
    },
  )
}
