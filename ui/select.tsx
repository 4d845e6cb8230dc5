/** One choice of a short list. The device's own list: best by thumb, by keyboard and by ear. */
import type { ReactNode } from 'react'
import { Field } from './field.tsx'

interface SelectProps<Value extends string> {
  readonly label: string
  /** Said to a screen reader only: the first choice says to everybody else what it is. */
  readonly hideLabel?: boolean
  readonly value: Value
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  readonly onChange: (value: Value) => void
  readonly hint?: ReactNode
  readonly error?: string | undefined
}

export const Select = <Value extends string>({
  label,
  hideLabel = false,
  value,
  options,
  onChange,
  hint,
  error,
}: SelectProps<Value>) => (
  <Field label={label} hideLabel={hideLabel} {...(hint === undefined ? {} : { hint })} error={error}>
    {(ids) => (
      <select
        className="in"
        {...ids}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value)
          if (chosen !== undefined) onChange(chosen.value)
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    )}
  </Field>
)
