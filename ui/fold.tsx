/** Something folded away until it is asked for; works before any script has loaded. */
import type { ReactNode } from 'react'

interface FoldProps {
  readonly summary: ReactNode
  readonly children: ReactNode
  /** What lies in it needs a look at once. */
  readonly startsOpen?: boolean
  /** What lies in it may be asked for only then. */
  readonly onToggle?: (isOpen: boolean) => void
}

export const Fold = ({ summary, children, startsOpen = false, onToggle }: FoldProps) => (
  <details
    className="fold"
    open={startsOpen}
    onToggle={onToggle && (({ currentTarget }) => onToggle(currentTarget.open))}
  >
    <summary>{summary}</summary>
    {children}
  </details>
)
