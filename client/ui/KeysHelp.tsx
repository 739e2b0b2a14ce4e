import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import style from './KeysHelp.module.css'
import { useWords } from './words.ts'

const topics = [
  'region',
  'slot',
  'section',
  'search',
  'undo',
  'bold',
  'lists',
  'table',
  'thread',
  'nextThread',
  'print',
  'help',
] as const

/** Every key has a button as well; this is the list of the keys. */
export function KeysHelp({ onClose }: { onClose: () => void }) {
  const words = useWords()
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words('keys.title')}
      foot={<Button onPress={onClose}>{words('common.close')}</Button>}
    >
      <table className={style['keys']}>
        <thead>
          <tr>
            <th scope="col">{words('keys.key')}</th>
            <th scope="col">{words('keys.does')}</th>
          </tr>
        </thead>
        <tbody>
          {topics.map((topic) => (
            <tr key={topic}>
              <th scope="row">{words(`keys.${topic}Keys`)}</th>
              <td>{words(`keys.${topic}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  )
}
