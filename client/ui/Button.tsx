import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button'
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip'
import style from './button.module.css'
import tooltip from './Tooltip.module.css'

/** One filled button per question; `danger` for deletion only. */
export type ButtonVariant = 'filled' | 'outlined' | 'text' | 'quiet' | 'danger'

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  readonly variant?: ButtonVariant
  /** 32 high, inside panels, tables and cards. */
  readonly small?: boolean
  readonly children: ReactNode
}

export function Button({ variant = 'outlined', small = false, ...props }: ButtonProps) {
  return <AriaButton {...props} {...look(variant, small)} />
}

/** What makes a router link look like a button. */
export const look = (variant: ButtonVariant, small = false) => ({
  className: style['button'] ?? '',
  'data-variant': variant,
  ...(small ? { 'data-small': true } : {}),
})

export interface IconButtonProps extends Omit<ButtonProps, 'children' | 'aria-label'> {
  /** Said to a screen reader and shown as a tooltip. */
  readonly name: string
  /** "Ctrl+B": shown after the name. */
  readonly keys?: string
  readonly children: ReactNode
}

/** A button without a word: its name and key stand in a tooltip. */
export function IconButton({
  name,
  keys,
  variant = 'quiet',
  small = false,
  children,
  ...props
}: IconButtonProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      <AriaButton {...props} aria-label={name} {...look(variant, small)} data-icon-only>
        {children}
      </AriaButton>
      <Tooltip className={tooltip['tooltip'] ?? ''} offset={6}>
        {keys === undefined ? name : `${name} (${keys})`}
      </Tooltip>
    </TooltipTrigger>
  )
}
