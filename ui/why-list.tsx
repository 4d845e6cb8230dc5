/** The checks behind a decision, in the order they were made. */
import { Mark, type MarkKind } from './mark.tsx'

export interface WhyStep {
  readonly id: string
  readonly mark: MarkKind
  readonly text: string
  readonly detail?: string | undefined
  /** The check that decided. */
  readonly decided?: boolean
}

export const WhyList = ({ label, steps }: { label: string; steps: readonly WhyStep[] }) => (
  <ol className="why" aria-label={label}>
    {steps.map((step) => (
      <li key={step.id}>
        <Mark kind={step.mark} />
        {step.decided === true ? <b>{step.text}</b> : step.text}
        {step.detail === undefined ? null : <small>{step.detail}</small>}
      </li>
    ))}
  </ol>
)
