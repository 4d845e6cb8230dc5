/** Two to four views of the same thing, one at a time. */
export interface SegOption<Value extends string> {
  readonly value: Value
  readonly label: string
}

interface SegProps<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly options: readonly SegOption<Value>[]
  readonly onChange: (value: Value) => void
}

export const Seg = <Value extends string>({ label, value, options, onChange }: SegProps<Value>) => (
  <div className="seg" role="group" aria-label={label}>
    {options.map((option) => (
      <button
        key={option.value}
        type="button"
        aria-pressed={option.value === value}
        onClick={() => onChange(option.value)}
      >
        {option.label}
      </button>
    ))}
  </div>
)
