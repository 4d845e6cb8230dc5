/** Whose data are frozen, on which ground and what becomes of their doors; freezing, telling that it ends, and its end. */
import { Button, type Column, List, Loading, Section, useMoments } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { EndFreeze } from './end-freeze.tsx'
import { FreezeForm } from './freeze-form.tsx'
import { type Restriction, restrictionsQuery } from './queries.ts'

export const Frozen = () => {
  const t = useTranslations('freeze')
  const [isFreezing, setFreezing] = useState(false)
  const { data } = useQuery({
    ...restrictionsQuery,
    throwOnError: (_, { state }) => state.data === undefined,
  })
  const columns = useFrozenColumns()
  return (
    <Section title={t('title')} note={t('note', { count: data?.length ?? 0 })}>
      <div className="stack">
        <p className="note">{t('lead')}</p>
        {data === undefined ? (
          <Loading label={t('title')} lines={2} />
        ) : (
          <List
            label={t('title')}
            rows={data}
            columns={columns}
            idOf={({ personId }) => personId}
            empty={<p className="soft">{t('none')}</p>}
          />
        )}
        {isFreezing ? (
          <FreezeForm onDone={() => setFreezing(false)} />
        ) : (
          <div className="row">
            <Button onClick={() => setFreezing(true)}>{t('freeze')}</Button>
          </div>
        )}
      </div>
    </Section>
  )
}

const useFrozenColumns = (): readonly Column<Restriction>[] => {
  const t = useTranslations('freeze')
  const { date } = useMoments()
  return [
    {
      key: 'person',
      head: t('person'),
      as: 'name',
      sort: ({ personName }) => personName,
      cell: ({ personName }) => personName,
    },
    { key: 'ground', head: t('ground'), cell: ({ ground }) => t(`grounds.${ground}`) },
    { key: 'door', head: t('door'), cell: ({ door }) => t(`doors.${door}`) },
    {
      key: 'since',
      head: t('since'),
      sort: ({ since }) => Date.parse(since),
      cell: ({ since }) => <time dateTime={since}>{date(Date.parse(since))}</time>,
    },
    {
      key: 'doing',
      head: t('doing'),
      hideHead: true,
      as: 'act',
      cell: (restriction) => <EndFreeze restriction={restriction} />,
    },
  ]
}
