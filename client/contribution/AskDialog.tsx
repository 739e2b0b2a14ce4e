import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import type { ProseSlot, SectionLayout } from '../../shared/section/layout.ts'
import { nameOf } from '../report/reportStore.ts'
import { useCommands } from '../report/useCommands.ts'
import { useReportPart } from '../report/useReport.ts'
import { headingOf } from '../section/slotHeading.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useDone } from '../ui/DoneLine.tsx'
import { CheckField, TextField } from '../ui/Field.tsx'
import { useWords } from '../ui/words.ts'
import { itemOfText } from './itemOfText.ts'
import { knownAreas, type KnownArea } from './knownAreas.ts'
import { useContributions } from './useContributions.ts'
import { useWritersRefusal } from './useWritersRefusal.ts'
import { Writers, type Area } from './Writers.tsx'
import style from './ask.module.css'

interface AskDialogProps {
  readonly section: SectionLayout
  readonly slot: ProseSlot
  readonly onClose: () => void
}

/** Which områden are asked, who writes for each, until when and about what. */
export function AskDialog({ section, slot, onClose }: AskDialogProps) {
  const words = useWords()
  const done = useDone()
  const commands = useCommands()
  const refusalText = useWritersRefusal()
  const people = useReportPart((state) => state.people)
  const all = useContributions(section.id, slot.id)
  const offered = useReportPart(
    ({ report }) => knownAreas(report, people),
    (a, b) => JSON.stringify(a) === JSON.stringify(b),
  )
  const [areas, setAreas] = useState<readonly Area[]>([])
  const [more, writeMore] = useState('')
  const [due, setDue] = useState('')
  const [about, setAbout] = useState('')
  const [isTried, tryIt] = useState(false)
  const [message, say] = useState<string>()
  const item = headingOf(section, slot.id)
  const asked = new Set(all.flatMap(({ unit }) => unit ?? []))
  const isChosen = (unit: string): boolean => areas.some((area) => area.unit === unit)

  const choose = ({ unit, people: known }: KnownArea, isOn: boolean): void =>
    setAreas((now) =>
      isOn
        ? [...now, { unit, writers: known.map((user) => ({ user, name: nameOf(people, user) })) }]
        : now.filter((area) => area.unit !== unit),
    )
  const addMore = (): void => {
    const unit = more.trim()
    if (unit === '') return
    if (!isChosen(unit)) setAreas((now) => [...now, { unit, writers: [] }])
    writeMore('')
  }
  const send = async (): Promise<void> => {
    tryIt(true)
    if (areas.length === 0 || areas.some(({ writers }) => writers.length === 0)) return
    const answer = await commands.askForContributions({
      item: itemOfText(slot),
      areas: areas.map(({ unit, writers }) => ({ unit, writers: writers.map(({ user }) => user) })),
      ...(due === '' ? {} : { due }),
      ...(about.trim() === '' ? {} : { words: about }),
    })
    if (!answer.ok) {
      say(refusalText(answer.problem, areas))
      return
    }
    done({ sentence: words('contribution.asked', { count: answer.value.ids.length }) })
    onClose()
  }
  return (
    <Dialog
      isOpen
      wide
      hasInput={areas.length > 0 || about !== ''}
      onClose={onClose}
      title={words('contribution.askTitle', { item })}
      foot={
        <>
          <Button onPress={onClose}>{words('contribution.cancel')}</Button>
          <Button variant="filled" onPress={() => void send()}>
            {words('contribution.askDo', { count: areas.length })}
          </Button>
        </>
      }
    >
      <fieldset className={style['areas']}>
        <legend>{words('contribution.areas')}</legend>
        <p className={style['hint']}>{words('contribution.areasHint')}</p>
        <div className={style['choices']}>
          {offered
            .filter(({ unit }) => !asked.has(unit))
            .map((area) => (
              <CheckField
                key={area.unit}
                label={area.unit}
                {...(area.people.length === 0
                  ? {}
                  : { hint: area.people.map((user) => nameOf(people, user)).join(', ') })}
                isSelected={isChosen(area.unit)}
                onChange={(isOn) => choose(area, isOn)}
              />
            ))}
        </div>
        <div className={style['addArea']}>
          <TextField
            label={words('contribution.addArea')}
            value={more}
            onChange={writeMore}
            maxLength={200}
            narrow
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return
              event.preventDefault()
              addMore()
            }}
          />
          <IconButton
            name={words('contribution.addArea')}
            variant="outlined"
            isDisabled={more.trim() === ''}
            onPress={addMore}
          >
            <Plus size={18} aria-hidden="true" />
          </IconButton>
        </div>
        {isTried && areas.length === 0 ? (
          <p role="alert" className={style['error']}>
            {words('contribution.areaMissing')}
          </p>
        ) : null}
      </fieldset>
      {areas.length === 0 ? null : (
        <ul className={style['chosen']}>
          {areas.map((area) => (
            <li key={area.unit}>
              <Writers
                label={words('contribution.writersOf', { name: area.unit })}
                writers={area.writers}
                isTried={isTried}
                onChange={(writers) =>
                  setAreas((now) => now.map((one) => (one.unit === area.unit ? { ...one, writers } : one)))
                }
                remove={
                  <IconButton
                    small
                    name={words('contribution.removeArea', { name: area.unit })}
                    onPress={() => setAreas((now) => now.filter(({ unit }) => unit !== area.unit))}
                  >
                    <X size={18} aria-hidden="true" />
                  </IconButton>
                }
              />
            </li>
          ))}
        </ul>
      )}
      <div className={style['when']}>
        <TextField
          label={words('contribution.dueField')}
          type="date"
          value={due}
          onChange={setDue}
          optional
          narrow
        />
      </div>
      <TextField
        label={words('contribution.wordsField')}
        hint={words('contribution.wordsHint')}
        value={about}
        onChange={setAbout}
        lines={3}
        maxLength={2000}
        optional
      />
      {message === undefined ? null : (
        <p role="alert" className={style['error']}>
          {message}
        </p>
      )}
    </Dialog>
  )
}
