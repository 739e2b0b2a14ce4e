import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { demoFile } from '../../../server/exchange/demoFile.ts'
import { toldToday } from '../../../server/exchange/demoDates.ts'

const file = demoFile.parse(JSON.parse(readFileSync('templates/demo/servicenamnden-2023.json', 'utf8')))

test('[RP90] a demo is met in the middle of its work: deadlines move with the day, across years and leap days', () => {
  const moved = toldToday(file, '2028-03-01')
  const texts = moved.deadlines?.find(({ id }) => id === 'texter-klara')
  expect(texts?.date).toBe('2028-03-03')
  expect(moved.items.find(({ id }) => id === 'ekonomi-arets-resultat')?.due).toBe('2028-03-03')
})

test('[RP91] what the report says is not moved', () => {
  const {
    deadlines: _,
    items: _items,
    contributions: _asked,
    deputies: _for,
    ...said
  } = toldToday(file, '2028-03-01')
  const { deadlines: _known, items: _knownItems, contributions: _k, deputies: _d, ...known } = file
  expect(said).toEqual(known)
})
