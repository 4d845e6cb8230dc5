/** Who of the support asked for one's data, why, what they read and when; agreed to and ended here. */
import { Button, Loading, Log, LogLine, Notice, Section, useMoments, useNow, useProblemText } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { agreeToSupport, mySupportQuery, type OwnSupportAccess, stopSupport } from './queries.ts'

export const MySupport = () => {
  const t = useTranslations('support')
  const problem = useProblemText()
  const { data, error } = useQuery({ ...mySupportQuery, throwOnError: false })
  return (
    <Section title={t('mine')}>
      <p className="note">{t('mineNote')}</p>
      {data === undefined && error === null ? <Loading label={t('mine')} /> : null}
      {data === undefined && error !== null ? <Notice kind="att">{problem(error)}</Notice> : null}
      {data?.length === 0 ? <p className="fact">{t('mineNone')}</p> : null}
      {data?.map((access) => (
        <Own key={access.id} access={access} />
      ))}
    </Section>
  )
}

const SAID = { asked: 'asks', open: 'may', over: 'was' } as const

const Own = ({ access }: { readonly access: OwnSupportAccess }) => {
  const t = useTranslations('support')
  const { when } = useMoments()
  const now = useNow(60_000)
  const { id, state, ticket, reason, categories, reads, deviceKind, device, intimateReason } = access
  const moment = (text: string) => when(Date.parse(text), now)
  const until = moment(access.endedAt ?? access.endsAt)
  const what = categories.map((category) => t(`categories.${category}`)).join(', ')
  return (
    <div className="stack">
      <p>
        <b>{t(SAID[state], { who: access.by ?? t('somebody'), until })}</b>
        <span className="note">
          {' '}
          {ticket}. {reason}. {t(`deviceKinds.${deviceKind}`)}, {device}. {what}.
          {intimateReason === null ? null : ` ${t('intimate', { reason: intimateReason })}`}
        </span>
      </p>
      {reads.length === 0 ? null : (
        <Log label={t('mine')}>
          {reads.map((read) => (
            <LogLine key={`${read.at} ${read.category}`} at={read.at} time={moment(read.at)} mark="wait">
              {t('readLine', { who: read.by ?? t('somebody'), what: t(`categories.${read.category}`) })}
            </LogLine>
          ))}
        </Log>
      )}
      {state === 'over' ? null : <Answer id={id} isAsked={state === 'asked'} until={until} />}
    </div>
  )
}

interface AnswerProps {
  readonly id: string
  readonly isAsked: boolean
  readonly until: string
}

const Answer = ({ id, isAsked, until }: AnswerProps) => {
  const t = useTranslations('support')
  const problem = useProblemText()
  const queries = useQueryClient()
  const answering = useMutation({
    mutationFn: (yes: boolean) => (yes ? agreeToSupport(id) : stopSupport(id)),
    onSettled: () => queries.invalidateQueries({ queryKey: mySupportQuery.queryKey }),
  })
  return (
    <>
      {answering.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(answering.error)}
        </Notice>
      )}
      <div className="row">
        {isAsked ? (
          <Button busy={answering.isPending} onClick={() => answering.mutate(true)}>
            {t('agree', { until })}
          </Button>
        ) : null}
        {/* Saying no is as easy as saying yes. */}
        <Button busy={answering.isPending} onClick={() => answering.mutate(false)}>
          {t(isAsked ? 'refuse' : 'stop')}
        </Button>
      </div>
    </>
  )
}
