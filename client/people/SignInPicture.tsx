import { useWords } from '../ui/words.ts'
import type { MessageId } from '../sv.ts'
import style from './SignInPage.module.css'

const rows: readonly (readonly [MessageId, string, string, string])[] = [
  ['signIn.pictureIncome', '2\u00a0426,1', '2\u00a0381,4', '44,7'],
  ['signIn.pictureCosts', '\u22122\u00a0282,0', '\u22122\u00a0278,4', '\u22123,6'],
  ['signIn.pictureResult', '\u221212,0', '\u221251,7', '39,7'],
]

/** A document as decoration: nothing in it can be read or reached. */
export function SignInPicture() {
  const words = useWords()
  return (
    <div className={style['picture']} aria-hidden="true">
      <p className={style['pictureTitle']}>
        <span className={style['pictureNumber']}>5.2</span>
        {words('signIn.pictureTitle')}
      </p>
      <p className={style['pictureText']}>
        {words('signIn.pictureText1a')}
        <span className={style['pictureFigure']}>−12,0 {words('signIn.pictureText1b')}</span>,{' '}
        <span className={style['pictureFigure']}>39,7 {words('signIn.pictureText1b')}</span>
        {words('signIn.pictureText1c')}
        <span className={style['caret']} />
      </p>
      <p className={style['pictureText']}>{words('signIn.pictureText2')}</p>
      <table className={style['pictureTable']}>
        <thead>
          <tr>
            <th>{words('signIn.pictureHead')}</th>
            <th>{words('signIn.pictureActual')}</th>
            <th>{words('signIn.pictureBudget')}</th>
            <th>{words('signIn.pictureDeviation')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([label, actual, budget, deviation]) => (
            <tr key={label}>
              <td>{words(label)}</td>
              <td>{actual}</td>
              <td>{budget}</td>
              <td>{deviation}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
