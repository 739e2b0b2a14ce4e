import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readTemplate, type TemplateFault } from '../../shared/template/readTemplate.ts'
import type { Template } from '../../shared/template/template.ts'

/** Every version of every template. */
export interface Templates {
  readonly all: readonly Template[]
  /** One version, or the newest. */
  find(id: string, version?: string): Template | undefined
}

export class TemplatesInvalid extends Error {
  override name = 'TemplatesInvalid'
  readonly faults: readonly TemplateFault[]
  constructor(faults: readonly TemplateFault[]) {
    super(
      faults
        .map(({ file, path, message }) => `${file}: ${path === '' ? '' : `${path}: `}${message}`)
        .join('\n'),
    )
    this.faults = faults
  }
}

/**
 * Reads all templates of a folder.
 *
 * @throws {TemplatesInvalid} naming every fault of every file: a report must not be opened with half a template
 */
export async function loadTemplates(folder: string): Promise<Templates> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).toSorted()
  const faults: TemplateFault[] = []
  const all: Template[] = []
  for (const file of files) {
    const read = readTemplate(await readJson(join(folder, file), file, faults), file)
    if (read.ok) all.push(read.value)
    else if (!faults.some((fault) => fault.file === file)) faults.push(...read.problem)
  }
  const twice = all.filter(
    (template, at) =>
      all.findIndex(({ id, version }) => id === template.id && version === template.version) !== at,
  )
  faults.push(
    ...twice.map(({ id, version }) => ({
      file: id,
      path: 'version',
      message: `version ${version} is there twice`,
    })),
  )
  if (faults.length > 0) throw new TemplatesInvalid(faults)
  return templatesOf(all)
}

export function templatesOf(all: readonly Template[]): Templates {
  const newestFirst = all.toSorted((a, b) => compareVersions(b.version, a.version))
  return {
    all,
    find: (id, version) =>
      newestFirst.find(
        (template) => template.id === id && (version === undefined || template.version === version),
      ),
  }
}

async function readJson(path: string, file: string, faults: TemplateFault[]): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as unknown
  } catch (error) {
    faults.push({ file, path: '', message: error instanceof Error ? error.message : String(error) })
    return null
  }
}

/** "2023.10" is newer than "2023.9". */
function compareVersions(a: string, b: string): number {
  const [yearA = 0, numberA = 0] = a.split('.').map(Number)
  const [yearB = 0, numberB = 0] = b.split('.').map(Number)
  return yearA - yearB || numberA - numberB
}
