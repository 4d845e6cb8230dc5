/** The field above a list: what is typed narrows it at once, and the down arrow leads into it. */
import { useTranslations } from 'use-intl'
import { TextField } from '../field.tsx'

export interface ListFindProps {
  readonly label: string | undefined
  readonly hint: string | undefined
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onEnter: () => void
  readonly found: number
}

export const ListFind = ({ label, hint, value, onChange, onEnter, found }: ListFindProps) => {
  const t = useTranslations('list')
  return (
    <div className="list-find">
      <TextField
        label={label ?? t('find')}
        hint={hint}
        type="search"
        autoComplete="off"
        maxLength={100}
        value={value}
        onChange={onChange}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return
          event.preventDefault()
          onEnter()
        }}
      />
      <p className="vh" role="status">
        {value === '' ? null : t('found', { count: found })}
      </p>
    </div>
  )
}
