import { useState, type RefObject } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { Popover } from 'react-aria-components/Popover'
import { useReportPart } from '../report/useReport.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/Field.tsx'
import { useWords } from '../ui/words.ts'
import popover from '../ui/Popover.module.css'
import { JudgementLine } from './JudgementLine.tsx'
import { ScaleChoice } from './ScaleChoice.tsx'
import { useJudging } from './useJudging.ts'
import { labelOf, type Judgement, type JudgementPart } from './useJudgement.ts'
import style from './StatusPicker.module.css'

interface StatusPickerProps {
  readonly judgement: Judgement
  readonly startAt: JudgementPart['kind']
  readonly at: RefObject<Element | null>
  readonly onClose: () => void
}

/** Both scales side by side with their full wording; below them who may settles, with the meeting's name. */
export function StatusPicker({ judgement, startAt, at, onClose }: StatusPickerProps) {
  const words = useWords()
  const name = judgement.parts.map((part) => part.scale.heading).join(', ')
  const judging = useJudging(judgement)
  const hasTrend = judgement.parts.some(({ kind }) => kind === 'trend')
  return (
    <Popover
      isOpen
      triggerRef={at}
      placement="bottom start"
      offset={8}
      className={popover['popover'] ?? ''}
      style={{ maxWidth: 'min(720px, 94vw)' }}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
    >
      <Dialog aria-label={name} className={style['picker'] ?? ''}>
        <div className={style['scales']}>
          {judgement.parts.map((part) => (
            <ScaleChoice
              key={part.kind}
              part={part}
              chosen={judging.chosen[part.kind]}
              isReadOnly={judging.isReadOnly}
              takesFocus={part.kind === startAt}
              onChoose={(value) => void judging.choose({ [part.kind]: value })}
            />
          ))}
        </div>
        {hasTrend ? <p className={style['note']}>{words('block.status.upIsBetter')}</p> : null}
        {judging.message === undefined ? null : (
          <p className={style['message']} role="alert">
            {judging.message}
          </p>
        )}
        {judging.isReadOnly ? (
          <div className={style['foot']}>
            <div>
              <JudgementLine judgement={judgement} />
              <p className={style['note']}>{words('block.status.settledAsk')}</p>
            </div>
            <Button small onPress={onClose}>
              {words('block.status.done')}
            </Button>
          </div>
        ) : judgement.maySettle ? (
          <SettleFoot judgement={judgement} judging={judging} onClose={onClose} />
        ) : (
          <div className={style['foot']}>
            <JudgementLine judgement={judgement} />
            <Button small variant="filled" onPress={onClose}>
              {words('block.status.done')}
            </Button>
          </div>
        )}
      </Dialog>
    </Popover>
  )
}

function SettleFoot({
  judgement,
  judging,
  onClose,
}: {
  judgement: Judgement
  judging: ReturnType<typeof useJudging>
  onClose: () => void
}) {
  const words = useWords()
  const last = useReportPart(({ report }) => report.lastMeeting)
  const [meeting, setMeeting] = useState(judgement.record?.settled?.meeting ?? last ?? '')
  const close = (isDone: boolean): void => {
    if (isDone) onClose()
  }
  const differs = judgement.parts.some(
    ({ kind }) => judging.chosen[kind] !== judgement.record?.proposed?.[kind],
  )
  return (
    <div className={style['settle']}>
      <div className={style['line']}>
        <JudgementLine judgement={judgement} />
        {differs && !judgement.isSettled && judgement.record?.proposed !== undefined ? (
          <span className={style['note']}>
            {'. '}
            {words('block.status.was', {
              status: judgement.parts
                .map((part) => labelOf(part, judgement.record?.proposed?.[part.kind]) ?? '')
                .filter(Boolean)
                .join(', '),
            })}
          </span>
        ) : null}
      </div>
      <TextField
        label={words('block.status.meeting')}
        placeholder={words('block.status.meetingHint')}
        value={meeting}
        onChange={setMeeting}
        maxLength={200}
        narrow
      />
      <div className={style['buttons']}>
        {judgement.isSettled ? (
          <Button small onPress={() => void judging.unsettle().then(close)}>
            {words('block.status.unsettle')}
          </Button>
        ) : (
          <Button small onPress={() => void judging.keep().then(close)}>
            {words('block.status.keep')}
          </Button>
        )}
        <Button
          small
          variant="filled"
          isDisabled={judging.chosen.status === undefined && judging.chosen.trend === undefined}
          onPress={() => void judging.settle(meeting).then(close)}
        >
          {words('block.status.settle')}
        </Button>
      </div>
    </div>
  )
}
