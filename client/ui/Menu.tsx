import { Suspense, type ReactNode } from 'react'
import { ButtonContext } from 'react-aria-components/Button'
import type { MenuGroup } from './menuEntry.ts'
import { onDemand } from './onDemand.tsx'
import { useOverlayTrigger } from './useOverlayTrigger.ts'

interface MenuProps {
  /** The button that opens it. */
  readonly trigger: ReactNode
  readonly name: string
  readonly groups: readonly MenuGroup[]
}

export const MenuList = onDemand(() => import('./MenuList.tsx'))

export function Menu({ trigger, name, groups }: MenuProps) {
  const { at, openedAt, close, button } = useOverlayTrigger('menu')
  return (
    <>
      <ButtonContext value={{ ...button, ref: at }}>{trigger}</ButtonContext>
      {openedAt === null ? null : (
        <Suspense>
          <MenuList name={name} groups={groups} at={at} openedAt={openedAt} onClose={close} />
        </Suspense>
      )}
    </>
  )
}
