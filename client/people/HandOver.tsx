import { useState } from 'react'
import { Copy } from 'lucide-react'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useAnnounce } from '../ui/LiveRegion.tsx'
import { useWords } from '../ui/words.ts'
import style from './people.module.css'

interface HandOverProps {
  readonly name: string
  readonly user: string
  readonly password: string
  readonly onClose: () => void
}

/** What somebody needs to sign in, shown this once: the password is kept nowhere. */
export function HandOver({ name, user, password, onClose }: HandOverProps) {
  const words = useWords()
  const { polite } = useAnnounce()
  const [copied, setCopied] = useState<'yes' | 'refused'>()
  const address = window.location.origin
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(
        [
          `${words('handOver.address')}: ${address}`,
          `${words('people.user')}: ${user}`,
          `${words('signIn.password')}: ${password}`,
        ].join('\n'),
      )
      setCopied('yes')
      polite(words('handOver.copied'))
    } catch {
      // Without https, or where the browser refuses: what is shown can be marked and copied by hand.
      setCopied('refused')
      polite(words('handOver.copyRefused'))
    }
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words('handOver.title', { name })}
      hasInput
      foot={
        <>
          <Button onPress={() => void copy()} autoFocus>
            <Copy size={16} aria-hidden="true" /> {words('handOver.copy')}
          </Button>
          <Button variant="filled" onPress={onClose}>
            {words('handOver.done')}
          </Button>
        </>
      }
    >
      <p>{words('handOver.lead')}</p>
      <dl className={style['handOver']}>
        <dt>{words('handOver.address')}</dt>
        <dd>{address}</dd>
        <dt>{words('people.user')}</dt>
        <dd>{user}</dd>
        <dt>{words('signIn.password')}</dt>
        <dd className={style['secret']}>{password}</dd>
      </dl>
      {copied === undefined ? null : (
        <p className={style['quiet']}>
          {words(copied === 'yes' ? 'handOver.copied' : 'handOver.copyRefused')}
        </p>
      )}
    </Dialog>
  )
}
