/** The privacy desk: who asked what, and until when each must have an answer. The most urgent first. */
import { Blank, Button, Loading, Notice, useTitle } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Board } from './board.tsx'
import { CasePane } from './case-pane.tsx'
import { ContractTasks } from '../contracts/contract-tasks.tsx'
import { KeyIn } from './key-in.tsx'
import { RunningBreaches } from '../breaches/running.tsx'
import { OpenNotices } from './open-notices.tsx'
import { requestsQuery } from './queries.ts'
import { Year } from './year.tsx'
import './desk.css'

export const DeskPage = () => {
  const t = useTranslations('desk')
  const { id } = useSearch({ from: '/console/privacy' })
  const [isKeying, setKeying] = useState(false)
  const { data: open } = useQuery({
    ...requestsQuery('open'),
    throwOnError: (_, { state }) => state.data === undefined,
  })
  const { data: ended } = useQuery({
    ...requestsQuery('ended'),
    throwOnError: (_, { state }) => state.data === undefined,
  })
  useTitle(t('title'))
  const lines = open?.data ?? []
  const [first] = lines
  return (
    <div className={id === undefined ? undefined : 'with-pane'}>
      <div className="page">
        <div className="page-head">
          <div>
            <h1>{t('title')}</h1>
            <p className="lead">
              {open === undefined
                ? ' '
                : first === undefined
                  ? t('leadNone')
                  : t('lead', { count: lines.length, name: first.requesterName })}
            </p>
          </div>
          {isKeying ? null : (
            <div className="acts">
              <Button onClick={() => setKeying(true)}>{t('keyIn')}…</Button>
            </div>
          )}
        </div>
        <RunningBreaches />
        <ContractTasks />
        <OpenNotices />
        {isKeying ? <KeyIn close={() => setKeying(false)} /> : null}
        {lines.some(({ lettersHeld }) => lettersHeld > 0) ? (
          <Notice kind="att">{t('lettersHeld')}</Notice>
        ) : null}
        {open === undefined || ended === undefined ? (
          <Loading label={t('title')} lines={6} />
        ) : lines.length + ended.data.length === 0 ? (
          <Blank title={t('none')}>{t('noneText')}</Blank>
        ) : (
          <>
            <Board open={lines} ended={ended.data} chosen={id} />
            <Year />
          </>
        )}
      </div>
      {id === undefined ? null : <CasePane key={id} id={id} />}
    </div>
  )
}
