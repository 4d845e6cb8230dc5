/** Where no code is taken after too many wrong ones: until when, and an order to take them again, with its outcome. */
import { meQuery } from '@loge/features/accounts/screens'
import {
  Button,
  Notice,
  Select,
  State,
  TextField,
  useLiveState,
  useMoments,
  useNow,
  useProblemText,
} from '@loge/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'
import { releaseCodes } from '../residence/asked-in-panes.ts'
import type { EntrancePiece } from '../residence/pieces.ts'
import { FAILURES, type Outcome } from './outcome.ts'
import { useOutcome } from './use-outcome.ts'

const REASONS = ['mistyped', 'replaced', 'keypad', 'test', 'other'] as const
type Reason = (typeof REASONS)[number]

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
  const common = useTranslations('doors')
  const problem = useProblemText()
  const line = useLiveState()
  const { data: me } = useQuery(meQuery)
  const [reason, setReason] = useState<Reason>('mistyped')
  const [own, setOwn] = useState('')
  const [short, setShort] = useState(false)
  const release = useMutation({
    mutationFn: (text: string) => releaseCodes(piece.id, text),
    onSuccess: ({ commandId, deadline }) => waitFor({ commandId, deadline: Date.parse(deadline) }),
  })
  if (me?.grants.some((grant) => grant.permission === 'doors.open') === false)
    return <p className="note open-note">{t('notAllowed')}</p>
  const whyOff = line.is !== 'live' ? t('offline') : piece.aloneSince === null ? undefined : t('alone')
  const isOff = whyOff !== undefined
  const submit = () => {
    const text = reason === 'other' ? own.trim() : t(`reason.${reason}`)
    setShort(text.length < 3)
    if (text.length >= 3) release.mutate(text)
  }
  return (
    <form
      className="open-box"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isOff) submit()
      }}
    >
      <Select
        label={t('why')}
        value={reason}
        options={REASONS.map((value) => ({ value, label: t(`reason.${value}`) }))}
        onChange={setReason}
      />
      {reason === 'other' ? (
        <TextField
          label={common('otherReason')}
          value={own}
          onChange={setOwn}
          maxLength={500}
          error={short ? common('reasonShort') : undefined}
        />
      ) : null}
      <Button type="submit" off={isOff} busy={release.isPending || isAsked}>
        {t('release')}
      </Button>
      <p className="hint">{whyOff ?? t('hint')}</p>
      {release.error === null ? null : <Notice kind="att">{problem(release.error)}</Notice>}
    </form>
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
