/** What is kept for a case: on which ground, until when, and its lifting. */
import { Button, type Column, List, Loading, Notice, Section, useMoments, useProblemText } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { HoldForm } from './hold-form.tsx'
import { type Hold, holdsQuery, liftHold, retentionQuery } from './queries.ts'
import { useTableName } from './table-words.ts'

export const Holds = () => {
  const t = useTranslations('retention')
  const [isPlacing, setPlacing] = useState(false)
  const { data } = useQuery(holdsQuery)
  const columns = useHoldColumns()
  return (
    <Section
      title={t('holds')}
      note={t('holdsNote', { count: data?.filter(({ holds }) => holds).length ?? 0 })}
    >
      <div className="stack">
        {data === undefined ? (
          <Loading label={t('holds')} lines={2} />
        ) : (
          <List
            label={t('holds')}
            rows={data}
            columns={columns}
            idOf={({ id }) => id}
            empty={<p className="soft">{t('noHolds')}</p>}
          />
        )}
        {isPlacing ? (
          <HoldForm onDone={() => setPlacing(false)} />
        ) : (
          <div className="row">
            <Button onClick={() => setPlacing(true)}>{t('place')}</Button>
          </div>
        )}
      </div>
    </Section>
  )
}

const useHoldColumns = (): readonly Column<Hold>[] => {
  const t = useTranslations('retention')
  const name = useTableName()
  const { date } = useMoments()
  const dated = (day: string) => date(Date.parse(day))
  return [
    {
      key: 'person',
      head: t('person'),
      as: 'name',
      sort: ({ personName }) => personName,
      cell: ({ personName }) => personName,
    },
    {
      key: 'case',
      head: t('caseName'),
      sort: ({ caseName }) => caseName,
      cell: ({ caseName, reason, ground }) => (
        <>
          {caseName}
          <div className="note">{reason}</div>
          <div className="note">{t(ground === 'legal_claims' ? 'groundClaims' : 'groundLaw')}</div>
        </>
      ),
    },
    {
      key: 'what',
      head: t('what'),
      cell: ({ tables }) => (tables.length === 0 ? t('everything') : tables.map(name).join(', ')),
    },
    { key: 'until', head: t('until'), sort: ({ endsOn }) => endsOn, cell: ({ endsOn }) => dated(endsOn) },
    { key: 'lift', head: t('lift'), hideHead: true, as: 'act', cell: (hold) => <Lift hold={hold} /> },
  ]
}

const Lift = ({ hold }: { readonly hold: Hold }) => {
  const t = useTranslations('retention')
  const problem = useProblemText()
  const { date } = useMoments()
  const queries = useQueryClient()
  const [isSure, setSure] = useState(false)
  const lift = useMutation({
    mutationFn: () => liftHold(hold.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: retentionQuery.queryKey }),
  })
  if (hold.liftedAt !== null)
    return <span className="note">{t('lifted', { day: date(Date.parse(hold.liftedAt)) })}</span>
  if (!hold.holds) return <span className="note">{t('ended', { day: date(Date.parse(hold.endsOn)) })}</span>
  return (
    <>
      {lift.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(lift.error)}
        </Notice>
      )}
      <Button kind="text" busy={lift.isPending} onClick={() => (isSure ? lift.mutate() : setSure(true))}>
        {t(isSure ? 'liftSure' : 'lift')}
      </Button>
    </>
  )
}
