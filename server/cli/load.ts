// npm run import -- URL FILE [PREVIOUS]: fills a report on a running server from a file as those in templates/demo.
// With AUTH=demo everybody named in the file signs in; else LOAD_USER does all of it, with LOAD_PASSWORD.
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { demoFile } from '../exchange/demoFile.ts'
import { loadReport } from '../exchange/loadReport.ts'
import { RequestRefused, visit, type Visitor } from '../exchange/visitor.ts'

const [url, path, previous, ...rest] = process.argv.slice(2)

if (url === undefined || path === undefined || rest.length > 0 || !URL.canParse(url)) {
  console.error('usage: npm run import -- URL FILE [PREVIOUS]   (PREVIOUS: id of the report it carries on)')
  process.exitCode = 2
} else {
  const alone = process.env['LOAD_USER']
  const password = process.env['LOAD_PASSWORD']
  const visitors = new Map<string, Promise<Visitor>>()
  const visitAs = (user: string): Promise<Visitor> => {
    const name = alone ?? user
    const known = visitors.get(name) ?? visit({ url: new URL(url).origin }, name, password)
    visitors.set(name, known)
    return known
  }
  try {
    // npm runs scripts in the project's folder; a path is meant from where the command was given.
    const file = resolve(process.env['INIT_CWD'] ?? process.cwd(), path)
    const id = await loadReport(demoFile.parse(JSON.parse(await readFile(file, 'utf8'))), visitAs, previous)
    console.log(`${new URL(url).origin}/rapporter/${id}`)
  } catch (error) {
    if (!(error instanceof RequestRefused)) throw error
    console.error(error.message)
    process.exitCode = 1
  } finally {
    for (const visitor of visitors.values()) await visitor.then((each) => each.leave()).catch(() => undefined)
  }
}
