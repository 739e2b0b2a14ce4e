import { ToggleButton } from 'react-aria-components/ToggleButton'
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup'
import style from './Segments.module.css'

interface SegmentsProps<Id extends string> {
  readonly name: string
  readonly chosen: Id
  readonly choices: readonly { readonly id: Id; readonly word: string }[]
  readonly onChoose: (id: Id) => void
}

/** One of a few views of the same list. */
export function Segments<Id extends string>({ name, chosen, choices, onChoose }: SegmentsProps<Id>) {
  return (
    <ToggleButtonGroup
      aria-label={name}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[chosen]}
      onSelectionChange={(keys) => {
        const choice = choices.find(({ id }) => keys.has(id))
        if (choice) onChoose(choice.id)
      }}
      className={style['segments'] ?? ''}
    >
      {choices.map(({ id, word }) => (
        <ToggleButton key={id} id={id} className={style['segment'] ?? ''}>
          {word}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
