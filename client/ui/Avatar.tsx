import style from './Avatar.module.css'

interface AvatarProps {
  readonly name: string
  /** 0 to 7: order of arrival in the report. */
  readonly colour: number
  readonly size?: number
}

/** First letters of first and last name: "Gunilla Åström" -> "GÅ". */
export function initialsOf(name: string): string {
  const parts = name.split(/\s+/).filter((part) => part !== '')
  const first = parts[0]?.[0] ?? ''
  const last = parts.length > 1 ? (parts.at(-1)?.[0] ?? '') : ''
  return (first + last).toLocaleUpperCase('sv')
}

/** Initials on the person's colour. Says nothing itself: the name stands beside it or is given as hidden words. */
export function Avatar({ name, colour, size = 24 }: AvatarProps) {
  return (
    <span
      className={style['avatar']}
      title={name}
      aria-hidden="true"
      style={{
        width: size,
        height: size,
        fontSize: size < 28 ? 10 : 12,
        background: `var(--person-${colour % 8})`,
      }}
    >
      {initialsOf(name)}
    </span>
  )
}

interface AvatarsProps {
  readonly people: readonly { readonly user: string; readonly name: string; readonly colour: number }[]
  readonly size?: number
  readonly most?: number
}

/** A row of people, the last of many as a number; the names as hidden words. */
export function Avatars({ people, size = 22, most = 4 }: AvatarsProps) {
  if (people.length === 0) return null
  const shown = people.length > most ? people.slice(0, most - 1) : people
  const rest = people.length - shown.length
  return (
    <span className={style['avatars']}>
      {shown.map(({ user, name, colour }) => (
        <Avatar key={user} name={name} colour={colour} size={size} />
      ))}
      {rest === 0 ? null : (
        <span className={style['rest']} aria-hidden="true">
          +{rest}
        </span>
      )}
      <span className="hidden-words">{people.map(({ name }) => name).join(', ')}</span>
    </span>
  )
}
