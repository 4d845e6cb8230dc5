/** The shows there were, and one more. */
import { Button, DayField, Fold, isDay, Notice, TextField, type TypedDay, useProblemText } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { addShow, FILES, showsQuery } from './queries.ts'
import { useDays } from './use-days.ts'

export const Shows = () => {
  const t = useTranslations('customers')
  const { data: shows } = useQuery(showsQuery)
  const days = useDays()
  return (
    <Fold summary={t('shows.title')}>
      <ul className="list">
        {(shows?.data ?? []).map(({ id, name, place, organiser, startsOn, endsOn }) => (
          <li key={id}>{[name, place, organiser, days(startsOn, endsOn)].join(' · ')}</li>
        ))}
      </ul>
      <AddShow />
    </Fold>
  )
}

const EMPTY = { name: '', place: '', organiser: '' }
const TEXTS = ['name', 'place', 'organiser'] as const

const AddShow = () => {
  const t = useTranslations('customers')
  const problem = useProblemText()
  const queries = useQueryClient()
  const [typed, setTyped] = useState(EMPTY)
  const [startsOn, setStartsOn] = useState<TypedDay>('')
  const [endsOn, setEndsOn] = useState<TypedDay>('')
  const [isTried, setTried] = useState(false)
  const add = useMutation({
    mutationFn: addShow,
    onSuccess: () => {
      setTyped(EMPTY)
      setTried(false)
      return queries.invalidateQueries({ queryKey: FILES })
    },
  })
  const missing = (value: string) => (isTried && value.trim() === '' ? t('needed') : undefined)
  return (
    <form
      className="stack key-in"
      noValidate
      aria-label={t('shows.add')}
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (isDay(startsOn) && isDay(endsOn) && TEXTS.every((key) => typed[key].trim() !== ''))
          add.mutate({ ...typed, startsOn, endsOn })
      }}
    >
      {TEXTS.map((key) => (
        <TextField
          key={key}
          label={`${t(`shows.${key}`)} *`}
          value={typed[key]}
          autoComplete="off"
          required
          onChange={(value) => setTyped((before) => ({ ...before, [key]: value }))}
          error={missing(typed[key])}
        />
      ))}
      <DayField
        label={`${t('shows.startsOn')} *`}
        value={startsOn}
        onChange={setStartsOn}
        error={missing(startsOn)}
      />
      <DayField
        label={`${t('shows.endsOn')} *`}
        value={endsOn}
        onChange={setEndsOn}
        error={missing(endsOn)}
      />
      {add.error === null ? null : (
        <Notice kind="bad" announce="urgent">
          {problem(add.error)}
        </Notice>
      )}
      <div>
        <Button type="submit" busy={add.isPending}>
          {t('shows.add')}
        </Button>
      </div>
    </form>
  )
}
