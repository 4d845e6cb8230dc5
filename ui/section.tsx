/** A section hung from a rule, like a page of a register: heading, note at the right end, content. */
import { type ReactNode, useId } from 'react'

interface SectionProps {
  readonly title: ReactNode
  readonly note?: ReactNode
  readonly children: ReactNode
}

export const Section = ({ title, note, children }: SectionProps) => {
  const id = useId()
  return (
    <section className="sec" aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {note === undefined ? null : <span className="note">{note}</span>}
      </header>
      {children}
    </section>
  )
}
