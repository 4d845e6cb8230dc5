/** The side panel with one thing's detail. Never modal: the list beside it stays in use. */
import { type ReactNode, type RefObject, useEffect, useRef } from 'react'

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
  const pane = useRef<HTMLElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  // Before the heading takes the focus: where it was is where it goes back to.
  useReturn(pane)
  useEffect(() => {
    pane.current?.firstElementChild?.scrollTo(0, 0)
    // The heading says what was opened; without this a keyboard stays in the list, behind what it asked for.
    heading.current?.focus({ preventScroll: window.innerWidth > 900 })
  }, [subject])
  return (
    <aside className="pane" aria-label={label} ref={pane}>
      <div className="pane-in">
        <div className="pane-close">{close}</div>
        <div className="pane-head">
          <h2 tabIndex={-1} ref={heading}>
            {title}
          </h2>
          {aside === undefined ? null : <span className="note">{aside}</span>}
        </div>
        {children}
      </div>
    </aside>
  )
}

/** Escape leaves as the close link does; whoever leaves is where they came from. */
const useReturn = (pane: RefObject<HTMLElement | null>): void => {
  useEffect(() => {
    const from = document.activeElement
    const leave = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      // What floats above is closed by the browser, which lets the key pass.
      if (document.querySelector('dialog:modal') !== null) return
      pane.current?.querySelector<HTMLElement>('.pane-close > *')?.click()
    }
    document.addEventListener('keydown', leave)
    return () => {
      document.removeEventListener('keydown', leave)
      const isLost = document.activeElement === null || document.activeElement === document.body
      if (isLost && from instanceof HTMLElement) from.focus({ preventScroll: true })
    }
  }, [pane])
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
