/** What happened, newest first. Not announced as it grows: a screen reader reads it when asked. */
import type { ReactNode } from 'react'
import { Mark, type MarkKind } from './mark.tsx'

export const Log = ({ label, children }: { label: string; children: ReactNode }) => (
  <ol className="log" aria-label={label} aria-live="off">
    {children}
  </ol>
)

interface LogLineProps {
  readonly at: string
  readonly time: string
  readonly mark: MarkKind
  readonly isNew?: boolean
  /** At the end of the line. */
  readonly act?: ReactNode
  readonly children: ReactNode
}

export const LogLine = ({ at, time, mark, isNew, act, children }: LogLineProps) => (
  <li className={isNew === true ? 'is-new' : undefined}>
    <time dateTime={at}>{time}</time>
    <Mark kind={mark} />
    <div>{children}</div>
    {act}
  </li>
)
