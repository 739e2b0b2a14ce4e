import { Fragment } from 'react'
import { diffWords } from './wordDiff.ts'
import style from './plan.module.css'

/** Old and new wording in one text: what went is struck through, what came is underlined. */
export function TextChange({ before, after }: { before: string; after: string }) {
  // Parts are only ever made anew as a whole, so their place is their name.
  const parts = diffWords(before, after).map((part, at) => ({ ...part, key: `${at}` }))
  return (
    <p className={style['textChange']}>
      {parts.map(({ key, kind, text }) => (
        <Fragment key={key}>
          {kind === 'same' ? text : kind === 'added' ? <ins>{text}</ins> : <del>{text}</del>}{' '}
        </Fragment>
      ))}
    </p>
  )
}
