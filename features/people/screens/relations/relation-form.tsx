/** The days of one thing somebody is: of a new one with its kind and who told us, or of one that is held. */
import {
  Button,
  DayField,
  type DayText,
  isDay,
  Notice,
  readTypedDay,
  Select,
  useProblemText,
  useWords,
  type TypedDay,
} from '@loge/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { dataSources, relationKinds, type DataSource, type RelationKind } from '../../core/index.ts'
import { changeRelation, openRelation, type Relation, removeRelation } from './queries.ts'

const typedOf = (day: string | null | undefined): DayText | '' => readTypedDay(day ?? '') ?? ''

interface RelationFormProps {
  readonly personId: string
  /** Left out: a new one. */
  readonly relation?: Relation | undefined
  /** A civil day. */
  readonly today: string
  readonly close: () => void
  /** Of one that is held: it was taken away. */
  readonly tellRemoved?: (relation: Relation) => void
}

export const RelationForm = ({ personId, relation, today, close, tellRemoved }: RelationFormProps) => {
  const t = useTranslations('relations')
  const words = useWords()
  const problem = useProblemText()
  const queries = useQueryClient()
  const [kind, setKind] = useState<RelationKind>(relation?.kind ?? 'staff')
  const [source, setSource] = useState<DataSource>(relation?.source ?? 'self')
  const [startsOn, setStartsOn] = useState<TypedDay>(typedOf(relation?.startsOn ?? today))
  const [endsOn, setEndsOn] = useState<TypedDay>(typedOf(relation?.endsOn))
  const [tried, setTried] = useState(false)
  const isMissing = !isDay(startsOn)
  const save = useMutation({
    mutationFn: () => {
      const days = { startsOn, endsOn: endsOn === '' ? null : endsOn, source }
      return relation === undefined
        ? openRelation({ personId, kind, ...days })
        : changeRelation(relation, days)
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['relations'] })
      close()
    },
  })
  const remove = useMutation({
    mutationFn: removeRelation,
    onSuccess: async (_, removed) => {
      await queries.invalidateQueries({ queryKey: ['relations'] })
      close()
      tellRemoved?.(removed)
    },
  })
  const error = save.error ?? remove.error
  return (
    <form
      className="stack boxed"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (!isMissing && endsOn !== 'unreadable') save.mutate()
      }}
    >
      {error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(error)}
        </Notice>
      )}
      {relation === undefined ? (
        <Select
          label={t('kind')}
          value={kind}
          options={relationKinds.map((value) => ({ value, label: words(`personKind.${value}`) ?? value }))}
          onChange={setKind}
        />
      ) : null}
      <DayField
        label={t('startsOn')}
        value={startsOn}
        onChange={setStartsOn}
        error={tried && isMissing ? t('dayMissing') : undefined}
      />
      <DayField label={t('endsOn')} hint={t('endsOnHint')} value={endsOn} onChange={setEndsOn} />
      {relation === undefined || endsOn !== '' ? null : (
        <div className="row">
          <Button small onClick={() => setEndsOn(typedOf(today))}>
            {t('endToday')}
          </Button>
        </div>
      )}
      <Select
        label={t('source')}
        value={source}
        options={dataSources.map((value) => ({ value, label: words(`source.${value}`) ?? value }))}
        onChange={setSource}
      />
      <div className="row">
        <Button kind="main" type="submit" busy={save.isPending}>
          {t('save')}
        </Button>
        <Button onClick={close}>{t('leave')}</Button>
      </div>
      {relation === undefined ? null : (
        <div className="row">
          <Button kind="text" small busy={remove.isPending} onClick={() => remove.mutate(relation)}>
            {t('remove')}
          </Button>
        </div>
      )}
    </form>
  )
}
