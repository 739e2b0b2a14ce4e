import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { NoticeKind } from '../../shared/notice/notice.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useDone } from '../ui/DoneLine.tsx'
import { CheckField } from '../ui/Field.tsx'
import { Strip } from '../ui/Strip.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import { useSending } from '../ui/useSending.ts'
import { useWords } from '../ui/words.ts'
import style from './notice.module.css'
import { saveSettings, settingsQuery } from './notices.ts'

/** Which of what I am told also comes by mail, and where to. */
export default function NoticeSettings({ onClose }: { onClose: () => void }) {
  const words = useWords()
  const tellDone = useDone()
  const queries = useQueryClient()
  const { data: settings } = useQuery({ ...settingsQuery, staleTime: 0 })
  const [changed, setChanged] = useState<ReadonlySet<NoticeKind> | null>(null)
  const { isSending, error, send } = useSending()
  const off = changed ?? new Set(settings?.off)
  const isMailed = settings?.mail === true && settings.address !== undefined

  const turn = (kind: NoticeKind, isOn: boolean): void => {
    const next = new Set(off)
    if (isOn) next.delete(kind)
    else next.add(kind)
    setChanged(next)
  }
  const save = async (): Promise<void> => {
    const answer = await send(() => saveSettings([...off]))
    if (!answer.ok) return
    queries.setQueryData(settingsQuery.queryKey, answer.value)
    tellDone({ sentence: words('notice.saved') })
    onClose()
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words('notice.settings')}
      hasInput={changed !== null}
      foot={
        isMailed ? (
          <>
            <Button onPress={onClose}>{words('common.cancel')}</Button>
            <Button variant="filled" isDisabled={changed === null || isSending} onPress={() => void save()}>
              {words('common.save')}
            </Button>
          </>
        ) : (
          <Button onPress={onClose}>{words('common.close')}</Button>
        )
      }
    >
      {settings === undefined ? (
        <Waiting />
      ) : isMailed ? (
        <div className={style['settings']}>
          <p>{words('notice.mailLead', { address: settings.address ?? '' })}</p>
          <div className={style['kinds']}>
            {settings.kinds.map((kind) => (
              <CheckField
                key={kind}
                label={words(`notice.kind.${kind}`)}
                isSelected={!off.has(kind)}
                onChange={(isOn) => turn(kind, isOn)}
              />
            ))}
          </div>
          <p className={style['quiet']}>{words('notice.mailHow')}</p>
          {error === undefined ? null : <Strip tone="bad">{error}</Strip>}
        </div>
      ) : (
        <p>{words(settings.mail ? 'notice.noAddress' : 'notice.noMail')}</p>
      )}
    </Dialog>
  )
}
