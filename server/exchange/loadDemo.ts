import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { demoFile, demoPeople, type DemoFile, type DemoPeople } from './demoFile.ts'
import { loadReport } from './loadReport.ts'
import { visit, type ServerAddress, type Visitor } from './visitor.ts'

/** What lies in templates/demo: the people, and the reports from the oldest to the newest. */
export interface Demo {
  readonly people: DemoPeople
  readonly reports: readonly [DemoFile, ...DemoFile[]]
}

/** Reads and checks the demo; throws if it is not as it should be. */
export async function readDemo(folder: string): Promise<Demo> {
  const json = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(join(folder, name), 'utf8'))
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json') && name !== 'people.json')
  const reports = await Promise.all(names.map(async (name) => demoFile.parse(await json(name))))
  const [oldest, ...others] = reports.toSorted((a, b) => a.year - b.year)
  if (oldest === undefined) throw new Error(`${folder} holds no report`)
  return { people: demoPeople.parse(await json('people.json')), reports: [oldest, ...others] }
}

/** Fills a running server with the demo's reports as its people would, each beginning with the one before. */
export async function loadDemo(server: ServerAddress, reports: readonly DemoFile[]): Promise<void> {
  const visitors = new Map<string, Promise<Visitor>>()
  const visitAs = (user: string): Promise<Visitor> => {
    const known = visitors.get(user) ?? visit(server, user)
    visitors.set(user, known)
    return known
  }
  try {
    let previous: string | undefined
    for (const file of reports) previous = await loadReport(file, visitAs, previous)
  } finally {
    for (const visitor of visitors.values()) await (await visitor).leave()
  }
}
