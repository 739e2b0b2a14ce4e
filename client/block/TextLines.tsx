import type { ReactNode } from 'react'
import type { TextLine } from '../../shared/block/block.ts'
import style from './block.module.css'

interface Group {
  readonly kind: TextLine['kind']
  readonly texts: readonly string[]
  /** Of the first text among all lettered ones: letters run on across headings. */
  readonly start: number
}

/** Locked lines as the document prints them; neighbouring points are one list. */
export function TextLines({ lines }: { lines: readonly TextLine[] }) {
  return groupsOf(lines).map((group, at) => <LineGroup key={at} group={group} />)
}

function LineGroup({ group: { kind, texts, start } }: { group: Group }): ReactNode {
  switch (kind) {
    case 'heading':
      return texts.map((text) => <h3 key={text}>{text}</h3>)
    case 'paragraph':
      return texts.map((text) => (
        <p key={text} className={style['locked']}>
          {text}
        </p>
      ))
    case 'bullet':
      return (
        <ul className={style['bullets']}>
          {texts.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )
    case 'lettered':
      return (
        <ol className={style['letters']} start={start}>
          {texts.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ol>
      )
  }
}

const groupsOf = (lines: readonly TextLine[]): readonly Group[] => {
  const groups: Group[] = []
  let letters = 0
  for (const { kind, text } of lines) {
    if (kind === 'lettered') letters += 1
    const last = groups.at(-1)
    const isOneList = kind === 'bullet' || kind === 'lettered'
    if (isOneList && last?.kind === kind)
      groups[groups.length - 1] = { ...last, texts: [...last.texts, text] }
    else groups.push({ kind, texts: [text], start: letters })
  }
  return groups
}
