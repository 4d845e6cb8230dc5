/** Something folded away until it is asked for; works before any script has loaded. */
import type { ReactNode } from 'react'

export const Fold = ({ summary, children }: { summary: ReactNode; children: ReactNode }) => (
  <details className="fold">
    <summary>{summary}</summary>
    {children}
  </details>
)
