import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sv } from '../../../client/sv.ts'
import { svLater } from '../../../client/svLater.ts'

const root = join(import.meta.dirname, '../../..')

/** What `.size-limit.mjs` weighs: the entry and the two pages around and of a section. */
const atFirst = ['client/main.tsx', 'client/report/ReportPage.tsx', 'client/section/SectionPage.tsx']

/** The files that are in the browser before a section is shown: what these import at once, types aside. */
function filesAtFirst(): string[] {
  const seen = new Set<string>()
  const follow = (file: string): void => {
    if (seen.has(file) || !/\.tsx?$/.test(file) || !existsSync(file)) return
    seen.add(file)
    const imports = readFileSync(file, 'utf8').matchAll(
      /^(?:import|export)\s+(?!type\b)(?:([^'";]*?)\s+from\s+)?'(\.[^']+)'/gm,
    )
    for (const [, names = '', path = ''] of imports) {
      const isOnlyTypes = /^\{(\s*type \w+( as \w+)?\s*,?)+\s*\}$/.test(names)
      if (!isOnlyTypes) follow(join(dirname(file), path))
    }
  }
  for (const file of atFirst) follow(join(root, file))
  return [...seen].filter((file) => file.includes(`${root}/client/`) && !file.includes('/words/'))
}

/** The words that a file names, in full or with a part that is filled in when it is drawn. */
function wordsIn(file: string): (id: string) => boolean {
  const source = readFileSync(file, 'utf8')
  const named = new Set([...source.matchAll(/'([^'\s]+)'/g)].map(([, id]) => id))
  const patterns = [...source.matchAll(/\bwords\(\s*`([^`]+)`/g)].map(
    ([, template = '']) =>
      new RegExp(`^${template.replaceAll('.', '[.]').replaceAll(/\$\{[^}]*\}/g, '[^.]+')}$`),
  )
  return (id) => named.has(id) || patterns.some((pattern) => pattern.test(id))
}

describe('the words that are fetched first and later', () => {
  test('[SZ1] every word is in exactly one part', () => {
    expect(Object.keys(sv).filter((id) => Object.hasOwn(svLater, id))).toEqual([])
  })

  test('[SZ2] what stands in a section at first sight says none of the later words', () => {
    const later = Object.keys(svLater)
    const early = filesAtFirst().flatMap((file) => {
      const isNamed = wordsIn(file)
      return later.filter(isNamed).map((id) => `${relative(root, file)}: ${id}`)
    })
    expect(early).toEqual([])
  })

  test('[SZ3] no word is fetched at first that nothing says at first sight', () => {
    const said = filesAtFirst().map(wordsIn)
    expect(Object.keys(sv).filter((id) => !said.some((isNamed) => isNamed(id)))).toEqual([])
  })
})
