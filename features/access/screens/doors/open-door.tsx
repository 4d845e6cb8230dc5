/** Opens a door from here: a reason, one order with a deadline, and its one outcome as it comes. */
import { meQuery } from '@loge/features/accounts/screens'
import { Notice, State, useLiveState, useMoments, useNow, useProblemText } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { EntrancePiece } from '../residence/pieces.ts'
import { useAskedFor } from '../residence/use-asked-for.ts'
import { openEntrance } from '../residence/asked-in-panes.ts'
import { devicesQuery } from '../residence/queries.ts'
import { FAILURES, type Outcome, UNSURE } from './outcome.ts'
import { ReasonedOrder } from './reasoned-order.tsx'
import { useOutcome } from './use-outcome.ts'

const REASONS = ['lockedOut', 'delivery', 'trade', 'emergency', 'test', 'other'] as const

export const OpenDoor = ({ piece }: { piece: EntrancePiece }) => {
  const t = useTranslations('doors')
  const { data: me } = useQuery(meQuery)
  const hasLock = piece.entrance.parts?.some((part) => part.role === 'lock') === true
  if (!hasLock) return null
  if (me?.grants.some((grant) => grant.permission === 'doors.open') === false)
    return <p className="note open-note">{t('openNotAllowed')}</p>
  return <OpenBox piece={piece} />
}

const OpenBox = ({ piece }: { piece: EntrancePiece }) => {
  const t = useTranslations('doors')
  const problem = useProblemText()
  const line = useLiveState()
  const { outcome, waitFor } = useOutcome()
  const open = useMutation({
    mutationFn: (text: string) => openEntrance(piece.id, text),
    onSuccess: ({ commandId, deadline }) => waitFor({ commandId, deadline: Date.parse(deadline) }),
  })
  const { second } = useMoments()
  const isRevoked = piece.entrance.placement?.inForce === 'edge_revoked'
  const whyOff =
    line.is !== 'live'
      ? t('openOffline')
      : piece.aloneSince === null
        ? undefined
        : t(isRevoked ? 'openRevoked' : 'openAlone', { time: second(piece.aloneSince) })
  const isSilent = piece.shut !== undefined && piece.shut.parts !== 'reader'
  const box = useAskedFor<HTMLFormElement>('open', 'select')
  return (
    <ReasonedOrder
      ref={box}
      why={t('whyOpen')}
      reasons={REASONS}
      say={(reason) => t(`reason.${reason}`)}
      act={t('openFor', { seconds: Math.round((piece.entrance.unlockMs ?? 5000) / 1000) })}
      isMain={!isSilent}
      busy={open.isPending || outcome?.is === 'asked'}
      hint={t(isSilent ? 'openSilent' : 'openHint')}
      whyOff={whyOff}
      onOrder={(reason) => open.mutate(reason)}
    >
      {piece.entrance.emergency?.kind === 'lockdown' ? (
        <Notice kind="att">{t('openLockedDown')}</Notice>
      ) : null}
      <div aria-live="polite">
        {open.error === null ? (
          <Answer outcome={outcome} piece={piece} />
        ) : (
          <Notice kind="att">{problem(open.error)}</Notice>
        )}
      </div>
    </ReasonedOrder>
  )
}

interface AnswerProps {
  readonly outcome: Outcome | undefined
  readonly piece: EntrancePiece
}

const Answer = ({ outcome, piece }: AnswerProps) => {
  const t = useTranslations('doors')
  const { second } = useMoments()
  if (outcome === undefined) return null
  if (outcome.is === 'asked') return <State kind="wait">{t('opening')}</State>
  if (outcome.is === 'opened') return <Opened key={outcome.at} at={outcome.at} piece={piece} />
  if (outcome.is === 'sent') return <State kind="ok">{t('openSent', { time: second(outcome.at) })}</State>
  if (outcome.is === 'silent') return <Notice kind="att">{t('openNoAnswer')}</Notice>
  const why = FAILURES.find((code) => code === outcome.code) ?? 'failed'
  return (
    <Notice kind="att">
      {t(UNSURE.has(why) ? 'openUnsure' : 'openFailed', { reason: t(`outcome.${why}`) })}
    </Notice>
  )
}

/** The lock takes a moment to report that it fell back. */
const REPORTS_AFTER_MS = 1000

/** Said once, then counted down for the eye alone: a reader is not told every second. */
const Opened = ({ at, piece }: { readonly at: number; readonly piece: EntrancePiece }) => {
  const t = useTranslations('doors')
  const { second } = useMoments()
  const queries = useQueryClient()
  const now = useNow()
  const [heardAt] = useState(now)
  const left = Math.ceil((heardAt + (piece.entrance.unlockMs ?? 5000) - now) / 1000)
  const isOver = left * 1000 <= -REPORTS_AFTER_MS
  useEffect(() => {
    if (isOver) void queries.invalidateQueries({ queryKey: devicesQuery.queryKey })
  }, [isOver, queries])
  const isLocked = piece.devices.some(({ health }) => health.lock === 'locked')
  return (
    <>
      <State kind="ok">{t('opened', { time: second(at) })}</State>{' '}
      {left > 0 ? (
        <span aria-hidden="true">{t('closesIn', { seconds: left })}</span>
      ) : isOver && isLocked ? (
        t('lockedAgain')
      ) : null}
    </>
  )
}
