import { Plus, X } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { Contribution } from '../../shared/contribution/contribution.ts'
import type { ProseSlot, SectionLayout } from '../../shared/section/layout.ts'
import type { ApiProblem } from '../api.ts'
import { AssignPersonPicker } from '../report/AssignPersonPicker.tsx'
import { nameOf } from '../report/reportStore.ts'
import { useCommands } from '../report/useCommands.ts'
import { useReportPart } from '../report/useReport.ts'
import { headingOf } from '../section/slotHeading.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useDone } from '../ui/DoneLine.tsx'
import { CheckField, TextField } from '../ui/Field.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { useWords } from '../ui/words.ts'
import { itemOfText } from './itemOfText.ts'
import { knownAreas, type KnownArea } from './knownAreas.ts'
import { useContributionNames, useContributions } from './useContributions.ts'
import style from './ask.module.css'

interface AskDialogProps {
  readonly section: SectionLayout
  readonly slot: ProseSlot
  /** Set to change one that has been asked for. */
  readonly contribution?: Contribution
  readonly onClose: () => void
}

interface Area {
  readonly unit: string
  readonly writers: readonly { readonly user: string; readonly name: string }[]
}

/** Which områden are asked, who writes for each, until when and about what. */
export function AskDialog({ section, slot, contribution, onClose }: AskDialogProps) {
  return contribution === undefined ? (
    <Ask section={section} slot={slot} onClose={onClose} />
  ) : (
    <Change contribution={contribution} onClose={onClose} />
  )
}

function Ask({ section, slot, onClose }: Omit<AskDialogProps, 'contribution'>) {
  const words = useWords()
  const done = useDone()
  const commands = useCommands()
  const refusalText = useRefusalText()
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

function Change({
  contribution,
  onClose,
}: {
  readonly contribution: Contribution
  readonly onClose: () => void
}) {
  const words = useWords()
  const done = useDone()
  const commands = useCommands()
  const refusalText = useRefusalText()
  const { who, name } = useContributionNames(contribution)
  const [writers, setWriters] = useState<Area['writers']>(
    contribution.writers.map((user) => ({ user, name: name(user) })),
  )
  const [due, setDue] = useState(contribution.due ?? '')
  const [isTried, tryIt] = useState(false)
  const [message, say] = useState<string>()
  const save = async (): Promise<void> => {
    tryIt(true)
    if (writers.length === 0) return
    const answer = await commands.changeContribution(contribution.id, {
      writers: writers.map(({ user }) => user),
      due: due === '' ? null : due,
    })
    if (!answer.ok) {
      say(refusalText(answer.problem, [{ unit: who, writers }]))
      return
    }
    done({ sentence: words('contribution.changed') })
    onClose()
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words('contribution.changeTitle', { who })}
      foot={
        <>
          <Button onPress={onClose}>{words('contribution.cancel')}</Button>
          <Button variant="filled" onPress={() => void save()}>
            {words('contribution.save')}
          </Button>
        </>
      }
    >
      <Writers
        label={words('contribution.writers')}
        writers={writers}
        isTried={isTried}
        onChange={setWriters}
        remove={null}
      />
      <TextField
        label={words('contribution.dueField')}
        type="date"
        value={due}
        onChange={setDue}
        optional
        narrow
      />
      {message === undefined ? null : (
        <p role="alert" className={style['error']}>
          {message}
        </p>
      )}
    </Dialog>
  )
}

interface WritersProps {
  readonly label: string
  readonly writers: Area['writers']
  readonly isTried: boolean
  readonly onChange: (writers: Area['writers']) => void
  readonly remove: ReactNode
}

function Writers({ label, writers, isTried, onChange, remove }: WritersProps) {
  const words = useWords()
  return (
    <div className={style['writers']}>
      <div className={style['writersHead']}>
        <AssignPersonPicker
          label={label}
          onPick={({ user, name }) => {
            if (!writers.some((known) => known.user === user)) onChange([...writers, { user, name }])
          }}
        />
        {remove}
      </div>
      <ul className={style['names']}>
        {writers.map(({ user, name }) => (
          <li key={user}>
            {name}
            <IconButton
              small
              name={words('contribution.removeWriter', { name })}
              onPress={() => onChange(writers.filter((known) => known.user !== user))}
            >
              <X size={16} aria-hidden="true" />
            </IconButton>
          </li>
        ))}
      </ul>
      {isTried && writers.length === 0 ? (
        <p role="alert" className={style['error']}>
          {words('contribution.writerMissing')}
        </p>
      ) : null}
    </div>
  )
}

/** A refusal in words; who may not be named by me is named. */
function useRefusalText(): (problem: ApiProblem, areas: readonly Area[]) => string {
  const words = useWords()
  const problemText = useProblemText()
  return (problem, areas) => {
    const named = areas.flatMap(({ writers }) => writers).find(({ user }) => user === problem.culprit)
    return problem.code === 'not-permitted' && named !== undefined
      ? words('contribution.newcomer', { name: named.name })
      : problemText(problem)
  }
}
