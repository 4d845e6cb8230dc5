/** What a square says: never, any time, the hours of a schedule, or hours of its own. */
import { Select } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { ALWAYS, NEVER, NEW_HOURS, type Square } from './grid.ts'
import { schedulesQuery } from './queries.ts'

interface SquareChoiceProps {
  readonly own: Square
  readonly wanted: Square
  readonly onChoose: (square: Square) => void
}

const NAMES = { never: NEVER, always: ALWAYS } as const

/** The name of a square in the list; several schedules are one choice, the one that stands. */
const nameOf = (square: Square): string =>
  square.length === 0 ? 'never' : square.includes(null) ? 'always' : square.join(' ')

export const SquareChoice = ({ own, wanted, onChoose }: SquareChoiceProps) => {
  const t = useTranslations('rights')
  const { data: schedules = [] } = useQuery(schedulesQuery)
  const named = (id: string | null) => schedules.find((one) => one.id === id)?.name ?? '…'
  const standing =
    own.length > 0 && !own.includes(null) && !schedules.some(({ id }) => id === nameOf(own))
      ? [{ value: nameOf(own), label: own.map(named).join(', ') }]
      : []
  const options = [
    { value: 'never', label: t('never') },
    { value: 'always', label: t('anyTime') },
    ...standing,
    ...schedules.map(({ id, name }) => ({ value: id, label: name })),
    { value: NEW_HOURS, label: t('newHours') },
  ]
  return (
    <div className="square-choice">
      <Select
        label={t('mayEnter')}
        value={nameOf(wanted)}
        options={options}
        onChange={(value) => {
          if (value === nameOf(own)) onChoose(own)
          else onChoose(value === 'never' || value === 'always' ? NAMES[value] : [value])
        }}
      />
    </div>
  )
}
