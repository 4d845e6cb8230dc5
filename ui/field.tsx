/** A labelled control with its hint and, after a slip, the sentence that says how to put it right. */
import { type InputHTMLAttributes, type ReactNode, useId } from 'react'
import { Mark } from './mark.tsx'

export interface FieldIds {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': true | undefined
}

interface FieldProps {
  readonly label: string
  readonly hideLabel?: boolean
  readonly hint?: ReactNode
  readonly error?: string | undefined
  readonly children: (ids: FieldIds) => ReactNode
}

export const Field = ({ label, hideLabel = false, hint, error, children }: FieldProps) => {
  const id = useId()
  const described = [
    hint === undefined ? undefined : `${id}-hint`,
    error === undefined ? undefined : `${id}-error`,
  ]
  const ids: FieldIds = {
    id,
    'aria-describedby': described.filter((part) => part !== undefined).join(' ') || undefined,
    'aria-invalid': error === undefined ? undefined : true,
  }
  return (
    <div className="field">
      <label id={`${id}-label`} htmlFor={id} className={hideLabel ? 'vh' : undefined}>
        {label}
      </label>
      {children(ids)}
      {error === undefined ? null : (
        <p className="err" id={`${id}-error`} role="alert">
          <Mark kind="att" />
          <span>{error}</span>
        </p>
      )}
      {hint === undefined ? null : (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}

interface TextFieldProps
  extends Omit<InputHTMLAttributes<HTMLInputElement>, 'className' | 'id' | 'onChange' | 'value'>,
    Omit<FieldProps, 'children'> {
  readonly value: string
  readonly onChange: (value: string) => void
}

export const TextField = ({ label, hint, error, onChange, ...rest }: TextFieldProps) => (
  <Field label={label} {...(hint === undefined ? {} : { hint })} error={error}>
    {(ids) => <input className="in" {...rest} {...ids} onChange={(event) => onChange(event.target.value)} />}
  </Field>
)
