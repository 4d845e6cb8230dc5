/** A section hung from a rule, like a page of a register: heading, note at the right end, content. */
import { type ReactNode, type Ref, useId } from 'react'

interface SectionProps {
  readonly title: ReactNode
  readonly note?: ReactNode
  /** Of a section that opens elsewhere than where one pressed: `bringIntoView` needs its heading. */
  readonly headingRef?: Ref<HTMLHeadingElement>
  readonly children: ReactNode
}

export const Section = ({ title, note, headingRef, children }: SectionProps) => {
  const id = useId()
  return (
    <section className="sec" aria-labelledby={id}>
      <header>
        <h2 id={id} ref={headingRef} tabIndex={headingRef === undefined ? undefined : -1}>
          {title}
        </h2>
        {note === undefined ? null : <span className="note">{note}</span>}
      </header>
      {children}
    </section>
  )
}
