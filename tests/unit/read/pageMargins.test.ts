import { expect, test } from 'vitest'
import { pageRules } from '../../../shared/read/pageMargins.ts'
import type { ReadDocument } from '../../../shared/read/document.ts'

const named = (organisation: string): ReadDocument => ({
  title: 'Verksamhetsberättelse 2023',
  organisation,
  administration: 'Regionservice',
  documentType: 'Verksamhetsberättelse',
  year: 2023,
  asOf: '31 december 2023',
  state: 'Utkast, arbetsmaterial',
  readAt: '2024-01-24T15:40:00.000Z',
  states: { arbete: 0, granskning: 0, klar: 0, godkand: 0 },
  chapters: [],
})

test('[RD5] every page names the organisation, the kind of document, its state and n(N)', () => {
  const rules = pageRules(named('Servicenämnden'))
  expect(rules).toContain('@top-left { content: "Servicenämnden"')
  expect(rules).toContain('Verksamhetsberättelse   Utkast, arbetsmaterial')
  expect(rules).toContain('counter(page) "(" counter(pages) ")"')
})

test('[RD6] a name is a name, whatever characters it is made of', () => {
  const rules = pageRules(named('"; } body { display: none } </style><script>'))
  expect(rules).not.toMatch(/[<>]|display: none/)
  expect(rules.match(/[{}]/g)).toHaveLength(pageRules(named('Nämnd')).match(/[{}]/g)?.length ?? 0)
})
