import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { firstSealFollows } from '../../../shared/approval/seal.ts'
import { sealText } from '../../../shared/approval/sealHash.ts'
import { chainFault } from '../../../shared/approval/verifySeals.ts'
import { canonicalJson } from '../../../shared/section/canonical.ts'
import type { Running } from '../../../server/serve.ts'
import { as, startTestServer, type Guest } from '../api/testServer.ts'
import { openText } from '../api/textPage.ts'
import {
  approve,
  expectDone,
  digestOf,
  makeReady,
  paragraph,
  quote,
  reportToApprove,
  write,
} from './approvalKit.ts'
import { fill } from '../../../server/exchange/writeProse.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const otherIncome = { block: 'resultatrapport', row: 'otherIncome', column: 'actual' }

let server: Running
let report: string
let anna: Guest
let gunilla: Guest
beforeAll(async () => {
  server = await startTestServer()
  const made = await reportToApprove(server)
  anna = made.anna
  report = made.id
  gunilla = await as(server, 'gunilla.astrom')
})
afterAll(() => server.close())

const at = (path: string) => `/api/reports/${report}/${path}`
const approveSeveral = (who: Guest, sections: readonly { id: string; seen: string }[]) =>
  who.send('POST', at('approve'), { sections })
const audit = async () =>
  (await anna.send('GET', at('audit'))).body.entries as { actor: object; event: { type: string } }[]
const setIncome = async (value: string) => {
  const [answer] = (await anna.send('PUT', at('cells'), [{ ...otherIncome, value }])).body
  expect(answer.result).toBe('stored')
}

describe('an approval', () => {
  test('[AP1] seals what the section says, keeps it as a version, and the content lies under its digest', async () => {
    await write(server, report, 'inledning', 'En inledning av Per.')
    await makeReady(anna, report, 'inledning')
    const seen = await digestOf(gunilla, report, 'inledning')
    const done = await approve(gunilla, report, 'inledning')
    expectDone(done)
    expect(done.body.state).toBe('godkand')
    const [seal] = done.body.seals
    expect(seal).toMatchObject({
      section: 'inledning',
      epoch: 1,
      content: seen,
      by: 'gunilla.astrom',
      role: 'godkannare',
      follows: firstSealFollows,
      hash: sha256(sealText(seal)),
    })
    expect(seal).not.toHaveProperty('forUser')
    const kept = await server.deps.store.media.get(seen)
    expect(sha256(Buffer.from(kept ?? []).toString('utf8'))).toBe(seen)
    const { versions } = (await anna.send('GET', at('sections/inledning/history'))).body
    expect(versions[0]).toMatchObject({
      reason: 'approve',
      digest: seen,
      words: 4,
      by: 'gunilla.astrom',
    })
    expect(versions.flatMap(({ people }: { people: string[] }) => people)).toEqual(['per.sandberg'])
    const entries = await audit()
    expect(entries.slice(-2).map(({ event }) => event.type)).toEqual(['versionKept', 'sectionMoved'])
  })

  test('[AP2] is refused with 409 when the section says something else than what was seen', async () => {
    await write(server, report, 'syfte', 'Syftet.')
    await makeReady(anna, report, 'syfte')
    const refused = await gunilla.send('POST', at('sections/syfte/approve'), { seen: 'a'.repeat(64) })
    expect(refused.status).toBe(409)
    expect(refused.body).toMatchObject({ code: 'seen-outdated', details: { sections: ['syfte'] } })
    expect((await gunilla.send('GET', at('sections/syfte'))).body.state).toBe('klar')
  })

  test('[AP3] of several is of all or of none', async () => {
    await write(server, report, 'framtid', 'Framtiden.')
    await makeReady(anna, report, 'framtid')
    const syfte = { id: 'syfte', seen: await digestOf(gunilla, report, 'syfte') }
    const framtid = { id: 'framtid', seen: await digestOf(gunilla, report, 'framtid') }
    const half = await approveSeveral(gunilla, [syfte, { ...framtid, seen: 'b'.repeat(64) }])
    expect(half.status).toBe(409)
    expect(half.body.details.sections).toEqual(['framtid'])
    expect((await gunilla.send('GET', at('sections/syfte'))).body.state).toBe('klar')
    const inWork = await approveSeveral(gunilla, [syfte, { id: 'handelser', seen: syfte.seen }])
    expect(inWork.body).toMatchObject({ code: 'section-state', culprit: 'handelser' })
    const twice = await approveSeveral(gunilla, [syfte, syfte])
    expect(twice.status).toBe(400)
    const done = await approveSeveral(gunilla, [framtid, syfte])
    expectDone(done)
    const { sections } = (await anna.send('GET', at('record'))).body.report
    expect(sections.syfte.seals[0].follows).toBe(sections.framtid.seals[0].hash)
    expect(sections.framtid.seals[0].follows).toBe(sections.inledning.seals[0].hash)
  })

  test('[AP4] belongs to the godkännare, and to one of some sections in those only', async () => {
    await makeReady(anna, report, 'personal-kostnader')
    const seen = await digestOf(gunilla, report, 'personal-kostnader')
    for (const user of ['anna.lindqvist', 'per.sandberg', 'maria.oberg', 'anna.ek']) {
      const refused = await (
        await as(server, user)
      ).send('POST', at('sections/personal-kostnader/approve'), { seen })
      expect({ user, ...refused.body }).toMatchObject({
        user,
        code: 'not-permitted',
        details: { because: 'role' },
      })
    }
  })

  test('[AP5] needs a reason for each warning of the section, and holds those that were given', async () => {
    await makeReady(anna, report, 'ekonomi-resultatrapport')
    const findings = (
      (await anna.send('GET', at('findings'))).body as { id: string; section: string; severity: string }[]
    )
      .filter(({ section, severity }) => section === 'ekonomi-resultatrapport' && severity === 'warning')
      .map(({ id }) => id)
    await anna.send('POST', at('sections/ekonomi-resultatrapport/reopen'), { reason: 'Siffror' })
    await setIncome('12')
    await anna.send('PUT', at('cells'), [{ ...otherIncome, column: 'budget', value: '10' }])
    await makeReady(anna, report, 'ekonomi-resultatrapport')
    const now = (
      (await anna.send('GET', at('findings'))).body as { id: string; section: string; severity: string }[]
    )
      .filter(({ section, severity }) => section === 'ekonomi-resultatrapport' && severity === 'warning')
      .map(({ id }) => id)
    expect([findings.length, now.length].some((count) => count > 0)).toBe(true)
    const refused = await approve(gunilla, report, 'ekonomi-resultatrapport')
    expect(refused.status).toBe(422)
    expect(refused.body.code).toBe('findings-unexplained')
    expect(refused.body.details.findings).toEqual(now)
    const explained = await anna.send('POST', at('findings/explain'), {
      findings: now,
      reason: 'Det stämmer.',
    })
    expect(explained.status).toBe(200)
    const done = await approve(gunilla, report, 'ekonomi-resultatrapport')
    expectDone(done)
    expect(
      done.body.seals[0].explanations.map(({ finding }: { finding: string }) => finding).toSorted(),
    ).toEqual(now.toSorted())
    expect(done.body.seals[0].explanations[0]).toMatchObject({ reason: 'Det stämmer.', by: 'anna.lindqvist' })
  })

  test('[AP6] is never by the only author', async () => {
    await anna.send('PUT', at('members/gunilla.astrom'), {
      grants: [{ role: 'godkannare' }, { role: 'skribent' }],
    })
    const page = await openText(gunilla, at('sections/personal-sjukfranvaro/lease'))
    const saved = await page.change((doc) => fill(doc, { 'sjukfranvaro-text': [paragraph('Av mig själv.')] }))
    expect(saved).toBe('saved')
    page.leave()
    await makeReady(anna, report, 'personal-sjukfranvaro')
    const refused = await approve(gunilla, report, 'personal-sjukfranvaro')
    expect(refused.body).toMatchObject({ code: 'not-permitted', details: { because: 'onlyAuthor' } })
    await anna.send('PUT', at('members/gunilla.astrom'), { grants: [{ role: 'godkannare' }] })
    expect((await approve(gunilla, report, 'personal-sjukfranvaro')).body.details.because).toBe('onlyAuthor')
  })

  test('[AP7] by a deputy bears both names, in the seal and in the log', async () => {
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(new Date())
    const deputies = [
      { for: 'gunilla.astrom', user: 'johan.ekdahl', from: today, to: today, reason: 'Semester' },
    ]
    expect((await anna.send('PUT', at('deputies'), { deputies })).status).toBe(200)
    const johan = await as(server, 'johan.ekdahl')
    const done = await approve(johan, report, 'personal-sjukfranvaro')
    expectDone(done)
    expect(done.body.seals[0]).toMatchObject({ by: 'johan.ekdahl', forUser: 'gunilla.astrom' })
    expect((await audit()).at(-1)?.actor).toEqual({ user: 'johan.ekdahl', forUser: 'gunilla.astrom' })
    await anna.send('PUT', at('deputies'), { deputies: [] })
    expect((await johan.send('GET', at('sections/syfte'))).status).toBe(404)
  })

  test('[AP8] at the same time as others makes one chain', async () => {
    const sections = ['personal-arsarbetare', 'ekonomi-investeringar', 'handelser']
    for (const section of sections) await makeReady(anna, report, section)
    const seen = await Promise.all(sections.map((section) => digestOf(gunilla, report, section)))
    const findings = (
      (await anna.send('GET', at('findings'))).body as { id: string; section: string; severity: string }[]
    )
      .filter(({ section, severity }) => sections.includes(section) && severity === 'warning')
      .map(({ id }) => id)
    if (findings.length > 0)
      await anna.send('POST', at('findings/explain'), { findings, reason: 'Så är det.' })
    const done = await Promise.all(
      [...sections, ...sections].map((section, i) =>
        gunilla.send('POST', at(`sections/${section}/approve`), { seen: seen[i % sections.length] }),
      ),
    )
    expect(done.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 200, 200, 409, 409, 409])
    const file = (await anna.send('GET', at('export.json'))).body
    expect(file.seals).toHaveLength(8)
    expect(chainFault(file.seals, sha256)).toBeNull()
  })
})

describe('what an approved section shows', () => {
  test('[AP9] is what was approved, with what has changed elsewhere named beside it', async () => {
    await anna.send('POST', at('sections/ekonomi-resultatrapport/reopen'), { reason: 'x' })
    const gunillaReopens = await gunilla.send('POST', at('sections/ekonomi-resultatrapport/reopen'), {
      reason: 'Ny siffra',
    })
    expectDone(gunillaReopens)
    await setIncome('12')
    // The future is approved already: its text is unlocked, written and approved again.
    await gunilla.send('POST', at('sections/framtid/reopen'), { reason: 'En siffra till' })
    const doc = await quote(await as(server, 'per.sandberg'), report, 'framtid', otherIncome)
    expect(doc).toBe(`${report}.framtid.2`)
    await makeReady(anna, report, 'framtid')
    const done = await approve(gunilla, report, 'framtid')
    expectDone(done)
    const seal = done.body.seals.at(-1)
    const before = (await gunilla.send('GET', at('sections/framtid'))).body
    expect(before).toMatchObject({ digest: seal.content, changedAfterApproval: [] })
    expect(before.quoted).toMatchObject([{ ...otherIncome, text: '12' }])

    await setIncome('99')
    const after = (await gunilla.send('GET', at('sections/framtid'))).body
    expect(after.digest).toBe(seal.content)
    expect(after.quoted).toEqual(before.quoted)
    expect(after.slots).toEqual(before.slots)
    expect(after.changedAfterApproval).toMatchObject([
      { address: otherIncome, before: { value: '12' }, after: { value: '99' } },
    ])
    const overview = (await gunilla.send('GET', `/api/reports/${report}`)).body.sections
    const counts = Object.fromEntries(
      overview.map((section: { id: string; changedAfterApproval?: number }) => [
        section.id,
        section.changedAfterApproval,
      ]),
    )
    expect(counts).toMatchObject({ framtid: 1, syfte: 0 })
    expect(counts.handelser).toBe(0)
    expect(counts['ekonomi-atgarder']).toBeUndefined()
    const html = (await gunilla.send('GET', at('export.html?section=framtid'))).body as string
    expect(html).toContain('Framtiden.12')
    expect(html).not.toContain('99')
    const [section] = (await gunilla.send('GET', at('export.json?section=framtid'))).body.sections
    expect(section).toMatchObject({ digest: seal.content, seal })
    expect(sha256(canonicalJson(section.content))).toBe(seal.content)
    const read = JSON.stringify((await gunilla.send('GET', at('read?section=framtid'))).body)
    expect(read).toContain('12')
    expect(read).not.toContain('99')
  })

  test('[AP10] holds a computed cell as it was when figures elsewhere change', async () => {
    const approved = (await gunilla.send('GET', at('sections/mal-sammanfattning'))).body
    expect(approved.state).toBe('arbete')
    // What the summary counts stands in other sections: an uppdrag judged after the approval.
    await anna.send('PUT', at('plan'), {
      decision: { body: 'Provnämnden', date: '2023-12-12', reference: '§ 1' },
      items: [
        { id: 'pe', kind: 'perspective', parent: null, place: 'process', fields: { text: 'Process' } },
        { id: 'st', kind: 'strategy', parent: 'pe', fields: { text: 'Kvalitet' } },
        { id: 'goal', kind: 'goal', parent: 'st', fields: { text: 'Ett mål.' } },
      ],
    })
    await makeReady(anna, report, 'mal-sammanfattning')
    const done = await approve(gunilla, report, 'mal-sammanfattning')
    expectDone(done)
    const cellsOf = async () =>
      (await gunilla.send('GET', at('sections/mal-sammanfattning'))).body.slots.find(
        ({ id }: { id: string }) => id === 'maluppfyllelse',
      ).block.cells.boardGoals
    const before = await cellsOf()
    const settled = await anna.send('POST', at('statuses/goal/settle'), { status: 'uppnatt' })
    expectDone(settled)
    const live = (await anna.send('GET', at('record'))).body.report
    expect(live.statuses.goal.settled.status).toBe('uppnatt')
    expect(await cellsOf()).toEqual(before)
    const { changedAfterApproval } = (await gunilla.send('GET', at('sections/mal-sammanfattning'))).body
    expect(changedAfterApproval).toMatchObject([
      { address: { block: 'maluppfyllelse', row: 'boardGoals', column: 'uppnatt' } },
    ])
  })

  test('[AP11] is verified anew at every look at its seal', async () => {
    const { seal, content, verified } = (await gunilla.send('GET', at('sections/framtid/seal'))).body
    expect(verified).toBe(true)
    expect(sha256(canonicalJson(content))).toBe(seal.content)
    expect((await gunilla.send('GET', at('sections/ekonomi-nyckeltal/seal'))).status).toBe(404)
    expect((await (await as(server, 'leila.haddad')).send('GET', at('sections/framtid/seal'))).status).toBe(
      404,
    )
  })
})
