/** Why somebody looks at where one person went, said before they see it. */
import {
  Button,
  MomentField,
  Notice,
  Select,
  TextField,
  type TypedMoment,
  useNow,
  useProblemText,
} from '@loge/ui'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { LONGEST_LOOK_MS, LOOK_REASONS, type LookReason } from '../../core/index.ts'
import { type Look, openLook } from './queries.ts'

interface LookFormProps {
  readonly personId: string
  readonly onOpen: (look: Look) => void
  /** The period asked about already; the last week when left out. */
  readonly period?: Period
}

export interface Period {
  readonly from?: string | undefined
  readonly until?: string | undefined
}

const WEEK_MS = 7 * 86_400_000
const MINUTE = 60_000

const given = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Date.parse(text)

const iso = (at: number): string => new Date(at).toISOString()

/** What is wrong with a typed period; what no moment can be read from says so itself. */
const wrongPeriod = (from: TypedMoment, until: TypedMoment): 'periodMissing' | 'periodWrong' | undefined => {
  if (from === undefined || until === undefined) return 'periodMissing'
  if (from === 'unreadable' || until === 'unreadable') return undefined
  return until <= from || until - from > LONGEST_LOOK_MS ? 'periodWrong' : undefined
}

export const LookForm = ({ personId, onOpen, period = {} }: LookFormProps) => {
  const t = useTranslations('look')
  const problem = useProblemText()
  const now = useNow(MINUTE)
  const [reason, setReason] = useState<LookReason>('authorities')
  const [words, setWords] = useState('')
  const [from, setFrom] = useState<TypedMoment>(
    () => given(period.from) ?? Math.floor((now - WEEK_MS) / MINUTE) * MINUTE,
  )
  const [until, setUntil] = useState<TypedMoment>(
    () => given(period.until) ?? Math.ceil(now / MINUTE) * MINUTE,
  )
  const [isAsked, setAsked] = useState(false)
  const opening = useMutation({
    mutationFn: (period: { from: string; until: string }) =>
      openLook(personId, { ...period, reason, words: words.trim() }),
    onSuccess: onOpen,
  })
  const isSilent = words.trim().length < 3
  const wrong = wrongPeriod(from, until)
  const look = () => {
    setAsked(true)
    if (isSilent || wrong !== undefined || typeof from !== 'number' || typeof until !== 'number') return
    opening.mutate({ from: iso(from), until: iso(until) })
  }
  return (
    <form
      className="stack look-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        look()
      }}
    >
      <Select
        label={t('reason')}
        value={reason}
        options={LOOK_REASONS.map((value) => ({ value, label: t(`reasons.${value}`) }))}
        onChange={setReason}
      />
      <TextField
        label={t('words')}
        value={words}
        onChange={setWords}
        maxLength={500}
        autoComplete="off"
        hint={t('wordsHint')}
        error={isAsked && isSilent ? t('wordsMissing') : undefined}
      />
      <div className="look-period">
        <MomentField label={t('from')} bound="start" value={from} onChange={setFrom} />
        <MomentField
          label={t('until')}
          bound="end"
          value={until}
          onChange={setUntil}
          error={isAsked && wrong !== undefined ? t(wrong) : undefined}
        />
      </div>
      <div>
        <Button kind="main" type="submit" busy={opening.isPending}>
          {t('look')}
        </Button>
      </div>
      <p className="note">{t('told')}</p>
      {opening.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(opening.error)}
        </Notice>
      )}
    </form>
  )
}
