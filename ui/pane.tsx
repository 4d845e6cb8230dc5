/** The side panel with one thing's detail. Never modal: the list beside it stays in use. */
import { type ReactNode, useEffect, useRef } from 'react'

interface PaneProps {
  readonly label: string
  readonly title: ReactNode
  readonly aside?: ReactNode
  /** The way back to the list: the whole page on a phone. */
  readonly close: ReactNode
  /** Changes with the thing shown, so that focus and scroll start at its heading. */
  readonly subject: string
  readonly children: ReactNode
}

export const Pane = ({ label, title, aside, close, subject, children }: PaneProps) => {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    // The heading says what was opened; without this a keyboard stays in the list, behind what it asked for.
    heading.current?.focus({ preventScroll: window.innerWidth > 900 })
  }, [subject])
  return (
    <aside className="pane" aria-label={label}>
      <div className="pane-close">{close}</div>
      <div className="pane-head">
        <h2 tabIndex={-1} ref={heading}>
          {title}
        </h2>
        {aside === undefined ? null : <span className="note">{aside}</span>}
      </div>
      {children}
    </aside>
  )
}

export const PaneSection = ({
  title,
  link,
  children,
}: {
  title: string
  link?: ReactNode
  children: ReactNode
}) => (
  <section>
    <div className="split">
      <h3>{title}</h3>
      {link}
    </div>
    {children}
  </section>
)
