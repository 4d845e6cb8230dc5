/** Breaches of personal data: how long is left to tell each, what is owed, and all that came before. */
import { Blank, Button, Loading, Mark, useMoments, useNow, useTitle } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { BreachPane } from './breach-pane.tsx'
import { ClockLine } from './clock-line.tsx'
import { FactsForm } from './facts-form.tsx'
import { BREACHES, type BreachLine, breachesQuery, recordBreach } from './queries.ts'
import './breaches.css'

export const BreachesPage = () => {
  const t = useTranslations('breaches')
  const { id } = useSearch({ from: '/console/privacy/breaches' })
  const [isRecording, setRecording] = useState(false)
  const { data } = useQuery({ ...breachesQuery, throwOnError: (_, { state }) => state.data === undefined })
  useTitle(t('title'))
  const open = data?.filter(({ closedAt }) => closedAt === null) ?? []
  return (
    <div className={id === undefined ? undefined : 'with-pane'}>
      <div className="page">
        <div className="page-head">
          <div>
            <h1>{t('title')}</h1>
            <p className="lead">{data === undefined ? '\u00A0' : t('lead', { count: open.length })}</p>
          </div>
          {isRecording ? null : (
            <div className="acts">
              <Button onClick={() => setRecording(true)}>{t('record')}…</Button>
            </div>
          )}
        </div>
        {isRecording ? <Record close={() => setRecording(false)} /> : null}
        {data === undefined ? (
          <Loading label={t('title')} lines={5} />
        ) : data.length === 0 ? (
          <Blank title={t('none')}>{t('noneText')}</Blank>
        ) : (
          <ul className="breach-list">
            {data.map((breach) => (
              <OneBreach key={breach.id} breach={breach} isChosen={breach.id === id} />
            ))}
          </ul>
        )}
      </div>
      {id === undefined ? null : <BreachPane key={id} id={id} />}
    </div>
  )
}

const Record = ({ close }: { readonly close: () => void }) => {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const record = useMutation({
    mutationFn: recordBreach,
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: BREACHES })
      close()
      await navigate({ to: '/privacy/breaches', search: { id } })
    },
  })
  return (
    <FactsForm
      before={undefined}
      busy={record.isPending}
      error={record.error}
      onSave={(facts) => record.mutate(facts)}
      close={close}
    />
  )
}

const OneBreach = ({ breach, isChosen }: { readonly breach: BreachLine; readonly isChosen: boolean }) => {
  const t = useTranslations('breaches')
  const { when } = useMoments()
  const now = useNow(60_000)
  const isOpen = breach.closedAt === null
  return (
    <li className={isOpen ? 'is-open' : undefined}>
      <h2>
        <Mark kind={isOpen ? 'bad' : 'ok'} />{' '}
        <Link to="/privacy/breaches" search={{ id: breach.id }} aria-current={isChosen ? 'true' : undefined}>
          {t('named', { reference: breach.reference, title: breach.title })}
        </Link>
      </h2>
      <p className="soft">
        {t('found', { at: when(Date.parse(breach.foundAt), now) })}{' '}
        {breach.risk === null ? t('risk.unknown') : t(`risk.${breach.risk}`)}
        {breach.people === 0 ? null : ` · ${t('people', { count: breach.people })}`}
      </p>
      {breach.clocks.map((clock) => (
        <ClockLine key={clock.to} clock={clock} />
      ))}
      {isOpen && breach.duties.length > 0 ? (
        <p className="note">
          {t('owed', { what: breach.duties.map((duty) => t(`duty.${duty}`)).join(', ') })}
        </p>
      ) : null}
      {breach.closedAt === null ? null : (
        <p className="note">{t('closed', { at: when(Date.parse(breach.closedAt), now) })}</p>
      )}
    </li>
  )
}
