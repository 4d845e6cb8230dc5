/** One application: what was sent, how far it is, what to do next, and who opened it. */
import { Button, Field, Loading, Notice, Pane, PaneSection, useMoments, useProblemText } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { OUTSIDE } from '../outside/queries.ts'
import { useTongue } from '../outside/use-tongue.ts'
import { type Act, type Application, actOnApplication, applicationQuery } from './queries.ts'

export const ApplicationPane = ({ id }: { readonly id: string }) => {
  const t = useTranslations('outside')
  const { data: one } = useQuery({ ...applicationQuery(id), throwOnError: true })
  return (
    <Pane
      label={t('applications.one')}
      title={one?.personName ?? t('applications.one')}
      aside={one === undefined ? undefined : t(`applications.state.${one.state}`)}
      close={
        <Link to="/relations" search={{ part: 'applications' }}>
          {t('back')}
        </Link>
      }
      subject={id}
    >
      {one === undefined ? <Loading label={t('applications.one')} lines={6} /> : <Whole one={one} />}
    </Pane>
  )
}

const useActing = (one: Application, done?: () => void) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (act: Act) => actOnApplication(one, act),
    onSuccess: () => done?.(),
    onSettled: () => queries.invalidateQueries({ queryKey: OUTSIDE }),
  })
}

const Whole = ({ one }: { readonly one: Application }) => {
  const t = useTranslations('outside.applications')
  const tongue = useTongue()
  const act = useActing(one)
  return (
    <>
      <p>
        {t('for')} {one.openingTitle?.[tongue] ?? one.position}
      </p>
      <p className="note">{[one.email, one.mobile].filter((part) => part !== null).join(' · ')}</p>
      <p className="note">
        {t(`channel.${one.channel}`)}
        {one.boardId === null ? '' : ` ${one.boardId}`} · {one.source.label[tongue]}
        {one.source.supplier === null ? '' : `, ${one.source.supplier}`}
      </p>
      {one.flagged ? (
        <Notice kind="att">
          {t('flagged')} <Button onClick={() => act.mutate({ kind: 'strike' })}>{t('strike')}</Button>
        </Notice>
      ) : null}
      {one.letter === '' ? null : <p className="soft quoted">{one.letter}</p>}
      <PaneSection title={t('documents')}>
        <ul>
          {one.documents.map(({ kind, name, size }) => (
            <li key={kind}>
              <a href={`/api/v1/applications/${one.id}/documents/${kind}`} download>
                {t(`document.${kind}`)}
              </a>{' '}
              <span className="note">
                {name}, {Math.ceil(size / 1024)} kB
              </span>
            </li>
          ))}
        </ul>
      </PaneSection>
      <Details one={one} remove={(detailId) => act.mutate({ kind: 'remove_detail', detailId })} />
      {one.steps.at(-1)?.state === one.state && isOpen(one) ? <Next one={one} /> : null}
      <Story one={one} />
    </>
  )
}

const isOpen = ({ state }: Application): boolean => !['rejected', 'hired', 'withdrawn'].includes(state)

interface DetailsProps {
  readonly one: Application
  readonly remove: (id: string) => void
}

const Details = ({ one, remove }: DetailsProps) => {
  const t = useTranslations('outside.applications')
  if (one.details.length === 0) return null
  return (
    <PaneSection title={t('details')}>
      <ul>
        {one.details.map(({ id, words }) => (
          <li key={id}>
            {words}{' '}
            <Button onClick={() => remove(id)} aria-label={`${t('remove')}: ${words}`}>
              {t('remove')}
            </Button>
          </li>
        ))}
      </ul>
    </PaneSection>
  )
}

const STEPS = ['shortlist', 'interview', 'offer', 'hired', 'rejected'] as const
const ORDER = ['received', 'shortlist', 'interview', 'offer'] as const

const Next = ({ one }: { readonly one: Application }) => {
  const t = useTranslations('outside.applications')
  const problem = useProblemText()
  const [words, setWords] = useState('')
  const act = useActing(one, () => setWords(''))
  const at = ORDER.findIndex((state) => state === one.state)
  const steps = STEPS.filter((step) => !ORDER.some((state, place) => state === step && place <= at))
  return (
    <PaneSection title={t('next')}>
      <div className="stack">
        <Field label={t('words')}>
          {(ids) => (
            <textarea
              className="in"
              rows={4}
              maxLength={20_000}
              {...ids}
              value={words}
              onChange={(event) => setWords(event.target.value)}
            />
          )}
        </Field>
        {act.error === null ? null : (
          <Notice kind="bad" announce="urgent">
            {problem(act.error)}
          </Notice>
        )}
        <div className="row">
          {steps.map((step) => (
            <Button
              key={step}
              busy={act.isPending}
              onClick={() => act.mutate({ kind: 'move', step, ...(words.trim() === '' ? {} : { words }) })}
            >
              {t(`move.${step}`)}
            </Button>
          ))}
        </div>
      </div>
    </PaneSection>
  )
}

const Story = ({ one }: { readonly one: Application }) => {
  const t = useTranslations('outside.applications')
  const { civilDay, when } = useMoments()
  const since = Date.parse(one.receivedAt)
  return (
    <>
      <PaneSection title={t('steps')}>
        <ul className="case-steps">
          {one.steps.map(({ state, at }) => (
            <li key={state}>
              <span>{t(`state.${state}`)}</span>
              <time className="note" dateTime={at}>
                {when(Date.parse(at), since)}
              </time>
            </li>
          ))}
        </ul>
        <p className="note">
          {one.keptUntil === null ? t('keptOpen') : t('kept', { day: civilDay(one.keptUntil) })}
        </p>
        <p className="note">
          {one.inPoolUntil === null ? t('notPool') : t('pool', { day: civilDay(one.inPoolUntil) })}
        </p>
      </PaneSection>
      <PaneSection title={t('views')}>
        <ul className="case-steps">
          {one.views.map(({ what, at, by }) => (
            <li key={`${what} ${at}`}>
              <span>
                {t(`what.${what}`)}
                {by === null ? '' : `, ${by}`}
              </span>
              <time className="note" dateTime={at}>
                {when(Date.parse(at), since)}
              </time>
            </li>
          ))}
        </ul>
      </PaneSection>
    </>
  )
}
