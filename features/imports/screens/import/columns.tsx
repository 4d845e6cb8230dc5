/** What each column means, and what holds for rows that do not say it. */
import { Button, DayField, Fold, Notice, readTypedDay, Seg, Select, useProblemText } from '@loge/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { FIELDS, type FieldName } from '../../core/fields.ts'
import { Understood } from './understood.tsx'
import { useKeepBatch } from './use-keep-batch.ts'
import { type Batch, saveSettings, type Settings, sitesQuery } from './queries.ts'

const settingsOf = ({ mapping, siteId, movesInOn, dateOrder }: Batch): Settings => ({
  mapping,
  siteId,
  movesInOn,
  dateOrder,
})

const fieldAt = (mapping: Settings['mapping'], column: number): FieldName | '' =>
  FIELDS.find((field) => mapping[field] === column) ?? ''

/** A meaning is of one column only: given to another, it leaves the first. */
const withField = (
  mapping: Settings['mapping'],
  column: number,
  field: FieldName | '',
): Settings['mapping'] => {
  const others = Object.entries(mapping).filter(([name, at]) => name !== field && at !== column)
  return Object.fromEntries(field === '' ? others : [...others, [field, column]])
}

export const Columns = ({ batch }: { batch: Batch }) => {
  const t = useTranslations('imports')
  const problem = useProblemText()
  const keep = useKeepBatch()
  const { data: sites } = useQuery({ ...sitesQuery, throwOnError: false })
  const [settings, setSettings] = useState(() => settingsOf(batch))
  const save = useMutation({ mutationFn: (next: Settings) => saveSettings(batch.id, next), onSuccess: keep })
  const change = (part: Partial<Settings>) => {
    const next = { ...settings, ...part }
    setSettings(next)
    save.mutate(next)
  }
  const choices = [
    { value: '' as const, label: t('leftOut') },
    ...FIELDS.map((field) => ({ value: field, label: t(`field.${field}`) })),
  ]
  // A column that nothing here understands is left out: not without being seen.
  const [startsOpen] = useState(() => batch.header.some((_, column) => fieldAt(batch.mapping, column) === ''))
  const several = (sites?.data.length ?? 0) > 1
  return (
    <>
      {batch.asks.length === 0 ? null : (
        <Notice kind="att" announce="polite">
          <p>{t('askOrder')}</p>
          <Seg
            label={t('askOrder')}
            value={settings.dateOrder ?? 'unknown'}
            options={[
              { value: 'dayFirst', label: t('dayFirst') },
              { value: 'monthFirst', label: t('monthFirst') },
            ]}
            onChange={(dateOrder) => {
              if (dateOrder !== 'unknown') change({ dateOrder })
            }}
          />
        </Notice>
      )}
      <Fold
        startsOpen={startsOpen}
        summary={t('columns', {
          count: String(Object.keys(settings.mapping).length),
          all: String(batch.header.length),
        })}
      >
        <div className="columns">
          {batch.header.map((words, column) => (
            <Select
              key={`${column} ${words}`}
              label={words === '' ? t('columnNumber', { number: String(column + 1) }) : words}
              value={fieldAt(settings.mapping, column)}
              options={choices}
              onChange={(field) => change({ mapping: withField(settings.mapping, column, field) })}
            />
          ))}
        </div>
        <div className="columns">
          {several ? (
            <Select
              label={t('site')}
              value={settings.siteId ?? ''}
              options={[
                { value: '', label: t('siteSaid') },
                ...(sites?.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
              ]}
              onChange={(siteId) => change({ siteId: siteId === '' ? null : siteId })}
            />
          ) : null}
          <DayField
            label={t('movesInOn')}
            hint={t('movesInHint')}
            value={readTypedDay(settings.movesInOn ?? '') ?? ''}
            onChange={(day) => {
              if (day !== 'unreadable') change({ movesInOn: day === '' ? null : day })
            }}
          />
        </div>
        <Understood />
        <Button busy={save.isPending} onClick={() => save.mutate(settings)}>
          {save.isPending ? t('looking') : t('look')}
        </Button>
      </Fold>
      {save.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(save.error)}
        </Notice>
      )}
    </>
  )
}
