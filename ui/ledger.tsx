/** Things to decide, one under the other: time in the margin, sentence in the middle, acts below it. */
import type { ReactNode } from 'react'
import { Mark, type MarkKind } from './mark.tsx'

export const Ledger = ({ children }: { children: ReactNode }) => <ul className="ledger">{children}</ul>

interface LedgerItemProps {
  readonly when: ReactNode
  readonly mark: MarkKind
  readonly title: ReactNode
  readonly acts?: ReactNode
  readonly children?: ReactNode
}

export const LedgerItem = ({ when, mark, title, acts, children }: LedgerItemProps) => (
  <li>
    <span className="when">{when}</span>
    <div>
      <h3>
        <Mark kind={mark} /> <span>{title}</span>
      </h3>
      {children === undefined ? null : <p className="soft">{children}</p>}
      {acts === undefined ? null : <div className="row acts">{acts}</div>}
    </div>
  </li>
)
