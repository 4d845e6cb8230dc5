/** A filter that is on or off. */
import type { ReactNode } from 'react'

interface ChipProps {
  readonly on: boolean
  readonly onToggle: () => void
  readonly children: ReactNode
}

export const Chip = ({ on, onToggle, children }: ChipProps) => (
  <button type="button" className="chip" aria-pressed={on} onClick={onToggle}>
    {children}
  </button>
)
