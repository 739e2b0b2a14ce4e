import { scaleIds, type ScaleId } from '../../shared/template/scale.ts'
import { useWords } from '../ui/words.ts'
import type { BlockViewProps } from './blockViewProps.ts'
import { ScaleSymbol } from './ScaleSymbol.tsx'
import style from './block.module.css'

/** Explanation of the symbols in use: a row per scale, symbol and wording for each value. */
export function Legend({ block }: BlockViewProps) {
  const words = useWords()
  const scales = block.rows.filter((row) => row.kind === 'group')
  return (
    <section className={style['legend']} aria-label={block.title}>
      <h2 className={style['legendTitle']}>{block.title}</h2>
      <dl>
        {scales.map((group) => {
          const scale = scaleIds.find((id) => id === group.id)
          return (
            <div key={group.id} className={style['legendScale']}>
              <dt>{group.label}</dt>
              {block.rows
                .filter(({ parent }) => parent === group.id)
                .map((row) => (
                  <dd key={row.id}>
                    {scale === undefined ? null : (
                      <ScaleSymbol scale={scale} value={valueOf(scale, row.id)} />
                    )}
                    {row.label}
                  </dd>
                ))}
            </div>
          )
        })}
        <div className={style['legendScale']}>
          <dt className="hidden-words">{block.title}</dt>
          <dd>
            <ScaleSymbol scale="goalStatus" value="okand" />
            {words('scale.okand')}
          </dd>
        </div>
      </dl>
    </section>
  )
}

/** A row of the legend is called `<scale>-<value>`. */
const valueOf = (scale: ScaleId, row: string): string => row.slice(scale.length + 1)
