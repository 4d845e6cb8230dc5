/** Support access: every case with its reason, its scope, its end, what was read in it and who reviewed it. */
import { Button, Loading, Section, State, useMoments, useNow, useTitle } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { type SupportAccess, supportQuery } from './queries.ts'
import { SupportStatistics } from './statistics.tsx'
import { SupportForm } from './support-form.tsx'
import { AskedAccess, OpenAccess, Review } from './use-support.tsx'

const LOOK_AGAIN_MS = 60_000

export const SupportPage = () => {
  const t = useTranslations('support')
  useTitle(t('title'))
  const [isOpening, setOpening] = useState(false)
  const { data } = useQuery({
    ...supportQuery,
    // It ends by itself.
    refetchInterval: LOOK_AGAIN_MS,
    throwOnError: (_, { state }) => state.data === undefined,
  })
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p className="lead">{t('lead')}</p>
        </div>
      </div>
      <div className="stack settings">
        {isOpening ? (
          <SupportForm purposes={data?.purposes ?? []} onDone={() => setOpening(false)} />
        ) : (
          <div className="row">
            <Button kind="main" onClick={() => setOpening(true)}>
              {t('open')}
            </Button>
          </div>
        )}
        {data === undefined ? <Loading label={t('accesses')} lines={6} /> : <Accesses accesses={data.data} />}
        <SupportStatistics />
      </div>
    </div>
  )
}

const Accesses = ({ accesses }: { readonly accesses: readonly SupportAccess[] }) => {
  const t = useTranslations('support')
  const open = accesses.filter(({ state }) => state === 'open').length
  return (
    <Section title={t('accesses')} note={t('note', { count: open })}>
      {accesses.length === 0 ? <p className="soft">{t('none')}</p> : null}
      <ul className="list" aria-label={t('accesses')}>
        {accesses.map((access) => (
          <li key={access.id}>
            <Access access={access} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

const MARKS = { asked: 'wait', open: 'att', over: 'off' } as const

const Access = ({ access }: { readonly access: SupportAccess }) => {
  const t = useTranslations('support')
  const { when } = useMoments()
  const now = useNow(LOOK_AGAIN_MS)
  const { personName, ticket, reason, state, by, endsAt, endedAt, reads, basis, categories } = access
  const { deviceKind, device, aboutFrom, aboutUntil, intimateReason } = access
  return (
    <div className="stack">
      <h3>
        {personName}, {ticket}
      </h3>
      <p>
        {reason}
        <span className="note">
          {' '}
          {by ?? t('somebody')}. {t(`bases.${basis}`)}.{' '}
          {categories.map((category) => t(`categories.${category}`)).join(', ')}.
        </span>
      </p>
      <p className="note">
        {t('about', {
          kind: t(`deviceKinds.${deviceKind}`),
          device,
          from: when(Date.parse(aboutFrom), now),
          until: when(Date.parse(aboutUntil), now),
        })}
        {intimateReason === null ? null : ` ${t('intimate', { reason: intimateReason })}`}
      </p>
      <p>
        <State kind={MARKS[state]}>{t(`states.${state}`)}</State>{' '}
        <span className="note">
          {t('until')} {when(Date.parse(endedAt ?? endsAt), now)}. {t('reads', { count: reads.length })}.
        </span>
      </p>
      {state === 'open' ? <OpenAccess access={access} /> : null}
      {state === 'asked' ? <AskedAccess id={access.id} /> : null}
      {state === 'over' ? <Review access={access} /> : null}
    </div>
  )
}
