/** The head of a column that a list can be sorted by. The order is in the address, so it is a link. */
import type { ReactNode } from 'react'

interface SortHeadProps {
  readonly label: string
  /** `undefined`: the list is sorted by another column. */
  readonly order: 'ascending' | 'descending' | undefined
  readonly isFigure?: boolean
  /** The link around what the head says. */
  readonly children: (said: ReactNode) => ReactNode
}

export const SortHead = ({ label, order, isFigure = false, children }: SortHeadProps) => (
  <th scope="col" className={isFigure ? 'num' : undefined} aria-sort={order}>
    {children(
      <>
        {label}
        {order === undefined ? null : <span aria-hidden="true">{order === 'descending' ? ' ↓' : ' ↑'}</span>}
      </>,
    )}
  </th>
)
