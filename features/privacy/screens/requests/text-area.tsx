/** Several lines of words. */
import { Field } from '@loge/ui'

interface TextAreaProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly rows?: number
}

export const TextArea = ({ label, value, onChange, rows = 4 }: TextAreaProps) => (
  <Field label={label}>
    {(ids) => (
      <textarea
        className="in"
        rows={rows}
        maxLength={4_000}
        {...ids}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    )}
  </Field>
)
