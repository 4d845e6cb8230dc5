/** A page or a list with nothing to show: what happened, what still works, what to do. */
import type { ReactNode } from 'react'

interface BlankProps {
  readonly title: ReactNode
  readonly acts?: ReactNode
  readonly children?: ReactNode
  /** The only heading of the page, where nothing else has one. */
  readonly page?: boolean
}

export const Blank = ({ title, acts, children, page }: BlankProps) => (
  <div className="em" role={page === true ? undefined : 'status'}>
    {page === true ? <h1>{title}</h1> : <h2>{title}</h2>}
    {children === undefined ? null : <p>{children}</p>}
    {acts === undefined ? null : <div className="row">{acts}</div>}
  </div>
)
