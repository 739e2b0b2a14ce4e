import { describe, expect, it } from 'vitest'
import { parsePlanList } from '../../../shared/plan/parsePlanList.ts'

describe('a pasted list', () => {
  it.each([
    [
      'bullets of Word',
      '\uf0b7 Öka antalet\r\n\u2022\tMinska svinnet\r\no Tredje',
      ['Öka antalet', 'Minska svinnet', 'Tredje'],
    ],
    ['dashes and stars', '- Ett\n– Två\n* Tre', ['Ett', 'Två', 'Tre']],
    ['numbers', '1. Ett\n2) Två\n(3) Tre\n3.1. Fyra', ['Ett', 'Två', 'Tre', 'Fyra']],
    ['letters', 'a) Ett\nb) Två', ['Ett', 'Två']],
    [
      'headings of a report',
      'Uppdrag: Se över utbudet\nMål: Bli bättre\nEffektmål 9. Attraktiv',
      ['Se över utbudet', 'Bli bättre', 'Attraktiv'],
    ],
    ['empty lines', '\n Ett \n\n\u00a0\nTvå', ['Ett', 'Två']],
    [
      'lines that were broken by a PDF',
      '• Upphandla och införa ett\närendehanteringssystem\n• Nästa',
      ['Upphandla och införa ett ärendehanteringssystem', 'Nästa'],
    ],
    [
      'words that only look like marks',
      'Områden ses över\n95 procent nås\noklara roller',
      ['Områden ses över', '95 procent nås oklara roller'],
    ],
  ])('[PL3] %s', (_, pasted, items) => {
    expect(parsePlanList(pasted)).toEqual(items)
  })
})
