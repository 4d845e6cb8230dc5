/** One change of several devices: how far it is, what a person may do about it, and each device with its state. */
import { Button, Blank, Loading, Notice, State, useMoments, useNow, useProblemText, useTitle } from '@loge/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import {
  actOnRollout,
  type RolloutAct,
  type RolloutDetail,
  rolloutQuery,
  useRolloutsMoved,
} from './queries.ts'
import { RolloutItems } from './rollout-items.tsx'
import { useMayChange } from './use-may-change.ts'
import { STATE_MARKS, useRolloutWords } from './use-rollout-words.ts'

export const OneRollout = ({ id }: { id: string }) => {
  const t = useTranslations('rollouts')
  const problem = useProblemText()
  const { wish } = useRolloutWords()
  const { data, error } = useQuery({ ...rolloutQuery(id), throwOnError: false })
  const title = data === undefined ? t('title') : wish(data)
  useTitle(title)
  return (
    <div className="page">
      <p className="crumbs note">
        <Link to="/doors/changes" search={{}}>
          {t('backToAll')}
        </Link>
      </p>
      <h1>{title}</h1>
      {data !== undefined ? (
        <>
          <Story rollout={data} />
          <RolloutItems rollout={data} />
        </>
      ) : error === null ? (
        <Loading label={t('title')} lines={6} />
      ) : (
        <Blank title={t('gone')}>{problem(error)}</Blank>
      )}
    </div>
  )
}

const Story = ({ rollout }: { rollout: RolloutDetail }) => {
  const t = useTranslations('rollouts')
  const { when } = useMoments()
  const now = useNow(60_000)
  const { state, pausedWhy, startedAt, endedAt, reason, counts, undoOf, undoneBy } = rollout
  const count = (counts.drifted ?? 0) + (counts.failed ?? 0) + (counts.silent ?? 0) + (counts.unknown ?? 0)
  return (
    <div className="stack rollout-story">
      <p className="lead">
        <State kind={STATE_MARKS[state]}>{t(`states.${state}`)}</State>
        {' · '}
        {t('of', { done: counts.in_force ?? 0, all: rollout.items.length })}
      </p>
      <p className="fact">
        {t('started', { time: when(Date.parse(startedAt), now) })}{' '}
        {endedAt === null ? null : t('ended', { time: when(Date.parse(endedAt), now) })}{' '}
        {t('why', { reason })}
      </p>
      {undoOf === null ? null : <Other id={undoOf} text={t('undoOf')} link={t('seeFirst')} />}
      {undoneBy === null ? null : <Other id={undoneBy} text={t('undoneBy')} link={t('seeUndo')} />}
      {state === 'paused' ? (
        <Notice kind="att" announce="polite">
          <b>{t('pausedTitle')}</b>{' '}
          {t(pausedWhy === 'starter_may_not' ? 'pausedStarter' : 'pausedText', {
            count,
            waiting: counts.waiting ?? 0,
          })}
        </Notice>
      ) : null}
      <Acts rollout={rollout} />
    </div>
  )
}

const Other = ({ id, text, link }: { id: string; text: string; link: string }) => (
  <p className="fact">
    {text}{' '}
    <Link to="/doors/changes" search={{ rollout: id }}>
      {link}
    </Link>
  </p>
)

const Acts = ({ rollout }: { rollout: RolloutDetail }) => {
  const t = useTranslations('rollouts')
  const problem = useProblemText()
  const may = useMayChange()
  const moved = useRolloutsMoved()
  const navigate = useNavigate()
  const act = useMutation({
    mutationFn: (what: RolloutAct) => actOnRollout(rollout.id, what),
    onSuccess: async ({ id }) => {
      if (id !== rollout.id) await navigate({ to: '/doors/changes', search: { rollout: id } })
    },
    onSettled: moved,
  })
  if (!may) return null
  const { state, counts, isUndoable, wants } = rollout
  const waits = (counts.waiting ?? 0) > 0
  const isOpen = state === 'running' || state === 'paused'
  const button = (what: RolloutAct, label: string, kind?: 'main') => (
    <Button
      {...(kind === undefined ? {} : { kind })}
      busy={act.isPending && act.variables === what}
      onClick={() => act.mutate(what)}
    >
      {label}
    </Button>
  )
  return (
    <>
      {act.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(act.error)}
        </Notice>
      )}
      <div className="row">
        {state === 'paused' ? button('resume', t(waits ? 'resume' : 'close'), 'main') : null}
        {isOpen && waits ? button('stop', t('stop')) : null}
        {isUndoable ? button('undo', t('undo')) : null}
      </div>
      {isOpen && waits ? <p className="note">{t('stopNote')}</p> : null}
      {wants === 'firmware' && !isOpen ? <p className="note">{t('undoFirmware')}</p> : null}
    </>
  )
}
