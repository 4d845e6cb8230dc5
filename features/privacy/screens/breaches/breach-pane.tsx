/** One breach: how long is left, what to do next, the text for the authority, the people, and its story. */
import { Button, Loading, Pane, PaneSection, useMoments, useNow } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Assess, CloseIt, Confirm, Note, Tell } from './acts.tsx'
import { ClockLine } from './clock-line.tsx'
import { FactsForm } from './facts-form.tsx'
import { NoticeSheet } from './notice-sheet.tsx'
import { People } from './people.tsx'
import { type Breach, breachQuery } from './queries.ts'
import { useBreachAct } from './use-act.ts'

export const BreachPane = ({ id }: { readonly id: string }) => {
  const t = useTranslations('breaches')
  const { data: breach } = useQuery({ ...breachQuery(id), throwOnError: true })
  return (
    <Pane
      label={t('one')}
      title={breach?.title ?? t('one')}
      aside={breach === undefined ? undefined : <span className="breach-number">{breach.reference}</span>}
      close={
        <Link to="/privacy/breaches" search={{}}>
          {t('back')}
        </Link>
      }
      subject={id}
    >
      {breach === undefined ? <Loading label={t('one')} lines={6} /> : <Whole breach={breach} />}
    </Pane>
  )
}

const Whole = ({ breach }: { readonly breach: Breach }) => {
  const t = useTranslations('breaches')
  const isOpen = breach.closedAt === null
  return (
    <>
      {breach.clocks.map((clock) => (
        <ClockLine key={clock.to} clock={clock} />
      ))}
      <Facts breach={breach} />
      {isOpen ? (
        <>
          <PaneSection title={t('judge')}>
            <p>{breach.risk === null ? t('risk.unknown') : t(`risk.${breach.risk}`)}</p>
            {breach.proposed === null ? null : <Confirm breach={breach} />}
            <Assess breach={breach} />
          </PaneSection>
          <PaneSection title={t('authority')}>
            <NoticeSheet id={breach.id} />
            <Tell breach={breach} />
          </PaneSection>
        </>
      ) : (
        <PaneSection title={t('authority')}>
          <NoticeSheet id={breach.id} />
        </PaneSection>
      )}
      <People breach={breach} />
      <PaneSection title={t('story')}>
        <Story breach={breach} />
        <div className="breach-acts">
          <Note breach={breach} />
          {isOpen ? <CloseIt breach={breach} /> : null}
        </div>
      </PaneSection>
    </>
  )
}

const Facts = ({ breach }: { readonly breach: Breach }) => {
  const t = useTranslations('breaches')
  const [isAmending, setAmending] = useState(false)
  const act = useBreachAct(breach, () => setAmending(false))
  const { facts } = breach
  if (isAmending)
    return (
      <FactsForm
        before={facts}
        busy={act.isPending}
        error={act.error}
        onSave={(changed) => act.mutate({ kind: 'amended', facts: changed })}
        close={() => setAmending(false)}
      />
    )
  return (
    <PaneSection title={t('what')}>
      <p className="quoted">{facts.nature}</p>
      <p className="note quoted">{facts.consequences}</p>
      <p className="note quoted">{facts.measures}</p>
      {breach.closedAt === null ? (
        <Button small onClick={() => setAmending(true)}>
          {t('amend')}…
        </Button>
      ) : null}
    </PaneSection>
  )
}

const Story = ({ breach }: { readonly breach: Breach }) => {
  const t = useTranslations('breaches')
  const { when } = useMoments()
  const now = useNow(60_000)
  return (
    <ul className="case-steps">
      {breach.entries.map(({ number, at, act, detail, words }) => (
        <li key={number}>
          <span>
            {t(`did.${act}`)}
            {detail === '' ? null : act === 'assessed' ? (
              <>: {t(`risk.${detail as 'high'}`)}</>
            ) : act === 'notified' ? (
              <>: {t(`told.${detail.replace('.', '_') as 'authority_first'}`)}</>
            ) : (
              <>: {t('people', { count: Number(detail) })}</>
            )}
            {words === '' ? null : <span className="note">{words}</span>}
          </span>
          <time className="note" dateTime={at}>
            {when(Date.parse(at), now)}
          </time>
        </li>
      ))}
    </ul>
  )
}
