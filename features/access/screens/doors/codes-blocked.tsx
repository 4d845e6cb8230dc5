/** Where no code is taken after too many wrong ones: until when, and an order to take them again, with its outcome. */
import { meQuery } from '@loge/features/accounts/screens'
import { Notice, State, useLiveState, useMoments, useNow, useProblemText } from '@loge/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { releaseCodes } from '../residence/asked-in-panes.ts'
import type { EntrancePiece } from '../residence/pieces.ts'
import { FAILURES, type Outcome } from './outcome.ts'
import { ReasonedOrder } from './reasoned-order.tsx'
import { useOutcome } from './use-outcome.ts'

const REASONS = ['mistyped', 'replaced', 'keypad', 'test', 'other'] as const

export const CodesBlocked = ({ piece }: { piece: EntrancePiece }) => {
  const { outcome, waitFor } = useOutcome()
  const { codesBlocked: blocked } = piece.entrance
  const answer = <Answer outcome={outcome} />
  if (!blocked) return answer
  return (
    <>
      <Blocked blocked={blocked} />
      <Release piece={piece} waitFor={waitFor} isAsked={outcome?.is === 'asked'} />
      {answer}
    </>
  )
}

const Blocked = ({ blocked }: { blocked: NonNullable<EntrancePiece['entrance']['codesBlocked']> }) => {
  const t = useTranslations('doors.codes')
  const { when } = useMoments()
  const now = useNow(60_000)
  const { scope, tries: count, until } = blocked
  return (
    <Notice kind="att">
      <b>{t(`title.${scope}`, { until: when(Date.parse(until), now) })}</b> {t(`text.${scope}`, { count })}
    </Notice>
  )
}

interface ReleaseProps {
  readonly piece: EntrancePiece
  readonly waitFor: ReturnType<typeof useOutcome>['waitFor']
  readonly isAsked: boolean
}

const Release = ({ piece, waitFor, isAsked }: ReleaseProps) => {
  const t = useTranslations('doors.codes')
  const problem = useProblemText()
  const line = useLiveState()
  const { data: me } = useQuery(meQuery)
  const release = useMutation({
    mutationFn: (text: string) => releaseCodes(piece.id, text),
    onSuccess: ({ commandId, deadline }) => waitFor({ commandId, deadline: Date.parse(deadline) }),
  })
  if (me?.grants.some((grant) => grant.permission === 'doors.open') === false)
    return <p className="note open-note">{t('notAllowed')}</p>
  const whyOff = line.is !== 'live' ? t('offline') : piece.aloneSince === null ? undefined : t('alone')
  return (
    <ReasonedOrder
      why={t('why')}
      reasons={REASONS}
      say={(reason) => t(`reason.${reason}`)}
      act={t('release')}
      busy={release.isPending || isAsked}
      hint={t('hint')}
      whyOff={whyOff}
      onOrder={(reason) => release.mutate(reason)}
    >
      {release.error === null ? null : <Notice kind="att">{problem(release.error)}</Notice>}
    </ReasonedOrder>
  )
}

const Answer = ({ outcome }: { outcome: Outcome | undefined }) => {
  const t = useTranslations('doors')
  const { second } = useMoments()
  const told = (): ReactNode => {
    if (outcome === undefined) return null
    if (outcome.is === 'asked') return <State kind="wait">{t('opening')}</State>
    if (outcome.is === 'silent') return <Notice kind="att">{t('codes.silent')}</Notice>
    if (outcome.is === 'failed') {
      const why = FAILURES.find((code) => code === outcome.code) ?? 'failed'
      return <Notice kind="att">{t('codes.failed', { reason: t(`outcome.${why}`) })}</Notice>
    }
    return <State kind="ok">{t('codes.released', { time: second(outcome.at) })}</State>
  }
  return <div aria-live="polite">{told()}</div>
}
