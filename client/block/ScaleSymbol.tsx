import type { ScaleId } from '../../shared/template/scale.ts'
import { Symbol } from '../ui/Symbol.tsx'

/** The shape of one value of a scale; the ISK verdict has words alone. */
export function ScaleSymbol({ scale, value, size = 20 }: { scale: ScaleId; value: string; size?: number }) {
  return scale === 'controlVerdict' ? null : <Symbol family={scale} value={value} size={size} />
}
