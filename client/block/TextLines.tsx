import type { ReactNode } from 'react'
import type { TextLine } from '../../shared/block/block.ts'
import style from './block.module.css'

interface Group {
  readonly kind: TextLine['kind']
  readonly texts: readonly string[]
  /** Of the first text among all lettered ones: letters run on across headings. */
  readonly start: number
}

interface TextLinesProps {
  readonly lines: readonly TextLine[]
  /** Of their headings: 2 where no title of the block stands above them. They look the same. */
  readonly headingLevel?: 2 | 3
}

/** Locked lines as the document prints them; neighbouring points are one list. */
export function TextLines({ lines, headingLevel = 3 }: TextLinesProps) {
  return groupsOf(lines).map((group, at) => <LineGroup key={at} group={group} headingLevel={headingLevel} />)
}

interface LineGroupProps {
  readonly group: Group
  readonly headingLevel: 2 | 3
}

function LineGroup({ group: { kind, texts, start }, headingLevel }: LineGroupProps): ReactNode {
  const Heading = headingLevel === 2 ? 'h2' : 'h3'
  switch (kind) {
    case 'heading':
      return texts.map((text) => (
        <Heading key={text} className={style['lockedHeading']}>
          {text}
        </Heading>
      ))
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
