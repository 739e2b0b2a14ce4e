import { Ellipsis } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Menu } from '../ui/Menu.tsx'
import { useWidth } from '../ui/useWidth.ts'
import { useWords } from '../ui/words.ts'
import style from './Frame.module.css'

export interface RailItem {
  readonly id: string
  readonly word: string
  /** A shorter word for the bottom bar of a narrow page. */
  readonly shortWord?: string
  readonly icon: ReactNode
  /** A count that is worth a look; none is drawn for 0. */
  readonly count?: number
  readonly tone?: 'accent' | 'warn'
}

interface RailProps {
  readonly items: readonly RailItem[]
  readonly open: string | null
  /** A second press of the open panel's item closes it: `null`. */
  readonly onChoose: ((id: string | null) => void) | undefined
}

/** How many words have room in a bottom bar; on a phone it has two of its own before these. */
const wordsInBar = { narrow: 5, phone: 2 } as const

/** The ways to the panels: beside the document, on a narrow page a bottom bar whose last word opens the rest. */
export function Rail({ items, open, onChoose }: RailProps) {
  const width = useWidth()
  const isBar = width === 'narrow' || width === 'phone'
  const room = isBar ? wordsInBar[width] : items.length
  const shown = items.length > room ? items.slice(0, room - 1) : items
  const rest = items.slice(shown.length)
  return (
    <ul className={style['railList']}>
      {shown.map((item) => (
        <li key={item.id}>
          <button
            type="button"
            className={style['railItem']}
            aria-expanded={open === item.id}
            onClick={() => onChoose?.(open === item.id ? null : item.id)}
          >
            <Face {...item} isBar={isBar} />
          </button>
        </li>
      ))}
      {rest.length === 0 ? null : (
        <li>
          <More items={rest} onChoose={(id) => onChoose?.(open === id ? null : id)} />
        </li>
      )}
    </ul>
  )
}

interface MoreProps {
  readonly items: readonly RailItem[]
  readonly onChoose: (id: string) => void
}

function More({ items, onChoose }: MoreProps) {
  const words = useWords()
  const count = items.reduce((sum, item) => sum + (item.count ?? 0), 0)
  return (
    <Menu
      name={words('nav.panels')}
      trigger={
        <Button className={style['railItem'] ?? ''}>
          <Face word={words('nav.more')} icon={<Ellipsis size={20} />} count={count} isBar />
        </Button>
      }
      groups={[
        {
          id: 'panels',
          entries: items.map((item) => ({
            id: item.id,
            word: item.count === undefined || item.count === 0 ? item.word : `${item.word} ${item.count}`,
            icon: <span aria-hidden="true">{item.icon}</span>,
            onAction: () => onChoose(item.id),
          })),
        },
      ]}
    />
  )
}

interface FaceProps extends Omit<RailItem, 'id'> {
  readonly isBar: boolean
}

function Face({ word, shortWord, icon, count = 0, tone = 'accent', isBar }: FaceProps) {
  return (
    <>
      <span className={style['railIcon']} aria-hidden="true">
        {icon}
        {count > 0 && !isBar ? (
          <span className={style['badge']} data-tone={tone}>
            {count}
          </span>
        ) : null}
      </span>
      <span>
        {isBar ? (shortWord ?? word) : word}
        {count > 0 ? <span className={isBar ? undefined : 'hidden-words'}> {count}</span> : null}
      </span>
    </>
  )
}
