/** Something folded away until it is asked for; works before any script has loaded. */
import type { ReactNode } from 'react'

interface FoldProps {
  readonly summary: ReactNode
  readonly children: ReactNode
  /** What lies in it needs a look at once. */
  readonly startsOpen?: boolean
}

export const Fold = ({ summary, children, startsOpen = false }: FoldProps) => (
  <details className="fold" open={startsOpen}>
    <summary>{summary}</summary>
    {children}
  </details>
)
