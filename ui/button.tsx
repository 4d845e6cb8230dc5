/** A button. While busy it keeps its place and its focus, and does not act a second time. */
import type { ButtonHTMLAttributes, ReactNode } from 'react'

export type ButtonKind = 'plain' | 'main' | 'text' | 'danger' | 'danger-fill'

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'disabled'> {
  readonly kind?: ButtonKind
  readonly small?: boolean
  readonly wide?: boolean
  readonly busy?: boolean
  /** Off: it stays reachable by keyboard, and the reason must be written beside it. */
  readonly off?: boolean
  readonly children: ReactNode
}

/** The classes of a button, for a link that looks like one. */
export const buttonClass = (kind: ButtonKind = 'plain', small = false): string =>
  `btn${kind === 'plain' ? '' : ` btn-${kind}`}${small ? ' btn-s' : ''}`

export const Button = ({
  kind = 'plain',
  small = false,
  wide,
  busy,
  off,
  onClick,
  children,
  ...rest
}: ButtonProps) => (
  <button
    type="button"
    {...rest}
    className={`${buttonClass(kind, small)}${wide === true ? ' btn-wide' : ''}`}
    aria-busy={busy === true ? true : undefined}
    aria-disabled={off === true ? true : undefined}
    onClick={(event) => {
      if (busy === true || off === true) event.preventDefault()
      else onClick?.(event)
    }}
  >
    {children}
  </button>
)
