/** One message: who wrote what, where their data come from, what to do next, and the letters that went out. */
import {
  Button,
  Field,
  Loading,
  Notice,
  Pane,
  PaneSection,
  Fold,
  Select,
  useMoments,
  useProblemText,
} from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { type Act, actOnMessage, type Message, messageQuery, OUTSIDE } from './queries.ts'
import { useTongue } from './use-tongue.ts'

interface PaneProps {
  readonly id: string
  readonly mayManage: boolean
}

export const MessagePane = ({ id, mayManage }: PaneProps) => {
  const t = useTranslations('outside')
  const { data: one } = useQuery({ ...messageQuery(id), throwOnError: true })
  return (
    <Pane
      label={t('message')}
      title={one?.personName ?? t('message')}
      aside={one === undefined ? undefined : t(`subject.${one.subject}`)}
      close={
        <Link to="/relations" search={{}}>
          {t('back')}
        </Link>
      }
      subject={id}
    >
      {one === undefined ? (
        <Loading label={t('message')} lines={6} />
      ) : (
        <Whole one={one} mayManage={mayManage} />
      )}
    </Pane>
  )
}

const Whole = ({ one, mayManage }: { readonly one: Message; readonly mayManage: boolean }) => {
  const t = useTranslations('outside')
  const locale = useTongue()
  const { civilDay } = useMoments()
  return (
    <>
      <p className="soft quoted">“{one.words}”</p>
      <p className="note">{[one.email, one.mobile].filter((part) => part !== null).join(' · ')}</p>
      {one.asked.length === 0 ? null : (
        <dl className="facts">
          {one.asked.map(({ field, label, value }) => (
            <div key={field}>
              <dt>{label[locale]}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      <p className="note">{t(one.mayProspect ? 'mayProspect' : 'mayNotProspect')}</p>
      {mayManage && one.state !== 'closed' ? <Acts one={one} /> : null}
      <Story one={one} />
      <PaneSection title={t('source')}>
        <p>
          {t(`kind.${one.source.kind}`)} · {one.source.detail}
        </p>
        <p className="note">{t('collectedOn', { day: civilDay(one.source.collectedOn) })}</p>
      </PaneSection>
      <Letters one={one} />
    </>
  )
}

const useActing = (one: Message, done?: () => void) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (act: Act) => actOnMessage(one, act),
    onSuccess: () => done?.(),
    onSettled: () => queries.invalidateQueries({ queryKey: OUTSIDE }),
  })
}

const TEAMS = ['support', 'commercial', 'recruiting', 'communication', 'legal'] as const

const Acts = ({ one }: { readonly one: Message }) => {
  const t = useTranslations('outside')
  const problem = useProblemText()
  const [words, setWords] = useState('')
  const [team, setTeam] = useState(one.team)
  const act = useActing(one, () => setWords(''))
  const isAnswered = one.state === 'answered'
  return (
    <PaneSection title={t('next')}>
      <form
        className="stack"
        aria-label={t('next')}
        onSubmit={(event) => {
          event.preventDefault()
          if (words.trim() !== '') act.mutate({ kind: 'answer', words })
        }}
      >
        {isAnswered ? null : (
          <Field label={t('answer')} hint={t('answerHint')}>
            {(ids) => (
              <textarea
                className="in"
                rows={5}
                maxLength={20_000}
                {...ids}
                value={words}
                onChange={(event) => setWords(event.target.value)}
              />
            )}
          </Field>
        )}
        {act.error === null ? null : (
          <Notice kind="bad" announce="urgent">
            {problem(act.error)}
          </Notice>
        )}
        <div className="row">
          {isAnswered ? null : (
            <Button kind="main" type="submit" busy={act.isPending}>
              {t('send')}
            </Button>
          )}
          {one.state === 'new' ? (
            <Button onClick={() => act.mutate({ kind: 'assign' })}>{t('take')}</Button>
          ) : null}
          <Button onClick={() => act.mutate({ kind: 'close' })}>{t('close')}</Button>
        </div>
        <Select
          label={t('routeTo')}
          value={team}
          options={TEAMS.map((value) => ({ value, label: t(`team_.${value}`) }))}
          onChange={setTeam}
        />
        {team === one.team ? null : (
          <Button onClick={() => act.mutate({ kind: 'route', team })}>{t('route')}</Button>
        )}
      </form>
    </PaneSection>
  )
}

const Story = ({ one }: { readonly one: Message }) => {
  const t = useTranslations('outside')
  const { when } = useMoments()
  const steps = [
    ['new', one.receivedAt],
    ['assigned', one.assignedAt],
    ['answered', one.answeredAt],
    ['closed', one.closedAt],
  ] as const
  return (
    <PaneSection title={t('story')}>
      <ul className="case-steps">
        {steps.map(([state, at]) =>
          at === null ? null : (
            <li key={state}>
              <span>
                {t(`state.${state}`)}
                {state === 'assigned' && one.assignedTo !== null ? `, ${one.assignedTo}` : ''}
              </span>
              <time className="note" dateTime={at}>
                {when(Date.parse(at), Date.parse(one.receivedAt))}
              </time>
            </li>
          ),
        )}
      </ul>
    </PaneSection>
  )
}

const Letters = ({ one }: { readonly one: Message }) => {
  const t = useTranslations('outside')
  if (one.letters.length === 0) return null
  return (
    <PaneSection title={t('letters')}>
      {one.letters.map((letter) => (
        <Fold
          key={letter.id}
          summary={
            <>
              {letter.subject} <span className="note">{t(`letter.${letter.state}`)}</span>
            </>
          }
        >
          <p className="note">{letter.sentTo}</p>
          <pre className="letter-body">{letter.body}</pre>
        </Fold>
      ))}
    </PaneSection>
  )
}
