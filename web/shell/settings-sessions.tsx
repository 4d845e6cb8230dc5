/** Where one is signed in: this device first, then by last use; and the way out of each, or of all. */
import { endSession, type Session, sessionsQuery, signOutEverywhere } from '@loge/features/accounts/screens'
import { Button, Notice, Section, useMoments, useNow, useProblemText } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { readableNetwork } from './readable-network.ts'

/** A fresh page forgets everything the last person saw. */
export const leave = () => window.location.assign('/sign-in')

const thisOneFirst = (one: Session, other: Session): number =>
  Number(other.current) - Number(one.current) || Date.parse(other.lastUsedAt) - Date.parse(one.lastUsedAt)

export const Sessions = () => {
  const words = useTranslations('sessions')
  const problem = useProblemText()
  const queries = useQueryClient()
  const { data } = useQuery(sessionsQuery)
  const end = useMutation({
    mutationFn: endSession,
    onSuccess: () => queries.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  })
  if (data === undefined) return null
  return (
    <Section title={words('title')}>
      {end.error === null ? null : <Notice kind="att">{problem(end.error)}</Notice>}
      <ul className="list">
        {data.data.toSorted(thisOneFirst).map((session) => (
          <SessionLine key={session.id} session={session} onEnd={() => end.mutate(session.id)} />
        ))}
      </ul>
      <Everywhere count={data.data.length} />
    </Section>
  )
}

/** Asks once more: it ends what is open on every device, this page too. */
const Everywhere = ({ count }: { count: number }) => {
  const t = useTranslations('settings')
  const problem = useProblemText()
  const [isSure, setSure] = useState(false)
  const everywhere = useMutation({ mutationFn: signOutEverywhere, onSuccess: leave })
  if (!isSure)
    return (
      <>
        <p className="si-after">
          <Button kind="danger" onClick={() => setSure(true)}>
            {t('signOutEverywhere')}
          </Button>
        </p>
        <p className="note">{t('signOutEverywhereHint')}</p>
      </>
    )
  return (
    <div className="stack si-after" role="group" aria-label={t('signOutEverywhere')}>
      <Notice kind="att" announce="polite">
        {everywhere.error === null ? t('signOutEverywhereSure', { count }) : problem(everywhere.error)}
      </Notice>
      <div className="row">
        <Button kind="danger" busy={everywhere.isPending} onClick={() => everywhere.mutate()}>
          {t('signOutEverywhereYes')}
        </Button>
        <Button kind="text" onClick={() => setSure(false)}>
          {t('signOutEverywhereNo')}
        </Button>
      </div>
    </div>
  )
}

const SessionLine = ({ session, onEnd }: { session: Session; onEnd: () => void }) => {
  const words = useTranslations('sessions')
  const { when } = useMoments()
  const now = useNow(60_000)
  const from = readableNetwork(session.network)
  return (
    <li className="list-row">
      <span>
        <b>{session.device}</b>
        {session.current ? `, ${words('thisOne')}` : null}
        <span className="note">
          {words(`method.${session.method}`)},{' '}
          {words('since', { time: when(Date.parse(session.startedAt), now) })},{' '}
          {words('lastUsed', { time: when(Date.parse(session.lastUsedAt), now) })},{' '}
          {typeof from === 'string' ? words(`place.${from}`) : words('from', from)}
        </span>
      </span>
      {session.current ? null : (
        <Button small onClick={onEnd}>
          {words('end')}
        </Button>
      )}
    </li>
  )
}
