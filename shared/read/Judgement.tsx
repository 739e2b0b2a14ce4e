import { scaleSymbols, unknownSymbol } from './scaleSymbol.tsx'
import type { ScaleId } from '../template/scale.ts'
import type { ReadJudgement } from './document.ts'

/** Colour, shape and word: nothing is lost in greyscale. */
export function Judgement({ judgement }: { readonly judgement: ReadJudgement }) {
  return (
    <span className="judgement">
      <ScaleSymbol scale={judgement.scale} value={judgement.value} /> {judgement.word}
    </span>
  )
}

/** Its word stands beside it, so it says nothing itself. The verdict on internal control is words alone. */
export function ScaleSymbol({ scale, value }: { readonly scale: ScaleId; readonly value: string }) {
  if (scale === 'controlVerdict') return null
  return (
    <svg
      width={18}
      height={18}
      viewBox="0 0 20 20"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {scaleSymbols[scale][value] ?? unknownSymbol}
    </svg>
  )
}
