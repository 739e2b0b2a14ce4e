import type { ReactNode } from 'react'
import type { ItemState } from '../../shared/section/workflow.ts'
import { flagSymbols, type FlagKind } from './symbol/flagSymbol.tsx'
import { itemSymbols } from './symbol/itemSymbol.tsx'
import { scaleSymbols, unknownSymbol, type DrawnScale } from '../../shared/read/scaleSymbol.tsx'
import { sectionSymbols, type ShownSectionState } from './symbol/sectionSymbol.tsx'
import { useWords } from './words.ts'

export type SymbolOf =
  | { readonly family: 'section'; readonly value: ShownSectionState | 'beslutad' }
  | { readonly family: 'item'; readonly value: ItemState }
  | { readonly family: 'flag'; readonly value: FlagKind }
  /** `value` is an id of the template's scale, or `okand`. */
  | { readonly family: DrawnScale; readonly value: string }

type SymbolProps = SymbolOf & { readonly size?: number | undefined }

/**
 * A symbol on a 20 x 20 grid. It says nothing to a screen reader: the word stands beside it (`SymbolWord`),
 * or is given as hidden text by whoever draws it alone.
 */
export function Symbol({ size = 20, ...symbol }: SymbolProps) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {drawing(symbol)}
    </svg>
  )
}

function drawing(symbol: SymbolOf): ReactNode {
  switch (symbol.family) {
    case 'section':
      return sectionSymbols[symbol.value]
    case 'item':
      return itemSymbols[symbol.value]
    case 'flag':
      return flagSymbols[symbol.value]
    default:
      return scaleSymbols[symbol.family][symbol.value] ?? unknownSymbol
  }
}

/** Symbol and word. `hideWord` leaves the word to the screen reader alone, where the eye has it in a heading nearby. */
export function SymbolWord({
  word,
  hideWord = false,
  ...symbol
}: SymbolProps & { word: string; hideWord?: boolean }) {
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 8, verticalAlign: 'middle' }}>
      <Symbol {...symbol} />
      <span className={hideWord ? 'hidden-words' : undefined}>{word}</span>
    </span>
  )
}

export function SectionStateWord({
  state,
  size,
  hideWord = false,
}: {
  state: ShownSectionState
  size?: number
  hideWord?: boolean
}) {
  const words = useWords()
  return (
    <SymbolWord
      family="section"
      value={state}
      size={size}
      hideWord={hideWord}
      word={words(`state.${state}`)}
    />
  )
}

export function ItemStateWord({
  state,
  size,
  hideWord = false,
}: {
  state: ItemState
  size?: number
  hideWord?: boolean
}) {
  const words = useWords()
  return (
    <SymbolWord
      family="item"
      value={state}
      size={size}
      hideWord={hideWord}
      word={words(`itemState.${state}`)}
    />
  )
}
