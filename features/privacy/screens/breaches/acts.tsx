/** What is done about a breach: each a small form that says why. */
import { Button, Notice, Select, TextField, useProblemText } from '@loge/ui'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'
import { NOTICE_STAGES, RISKS, TOLD } from '../../core/index.ts'
import { TextArea } from '../requests/text-area.tsx'
import type { Breach, BreachAct } from './queries.ts'
import { useBreachAct } from './use-act.ts'

interface OfBreach {
  readonly breach: Breach
}

interface ActFormProps extends OfBreach {
  readonly name: string
  /** Undefined: something is missing. */
  readonly act: BreachAct | undefined
  readonly children: ReactNode
  readonly onDone?: () => void
}

/** Opens by its button; says what went wrong where it was asked. */
export const ActForm = ({ breach, name, act, children, onDone }: ActFormProps) => {
  const t = useTranslations('breaches')
  const problem = useProblemText()
  const [isOpen, setOpen] = useState(false)
  const doing = useBreachAct(breach, () => {
    setOpen(false)
    onDone?.()
  })
  if (!isOpen)
    return (
      <div className="row">
        <Button small onClick={() => setOpen(true)}>
          {name}…
        </Button>
      </div>
    )
  return (
    <form
      className="stack"
      aria-label={name}
      onSubmit={(event) => {
        event.preventDefault()
        if (act !== undefined) doing.mutate(act)
      }}
    >
      {children}
      {doing.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(doing.error)}
        </Notice>
      )}
      <div className="row">
        <Button kind="main" small type="submit" off={act === undefined} busy={doing.isPending}>
          {name}
        </Button>
        <Button small kind="text" onClick={() => setOpen(false)}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}

const isSaid = (text: string): boolean => text.trim() !== ''

export const Assess = ({ breach }: OfBreach) => {
  const t = useTranslations('breaches')
  const [risk, setRisk] = useState<(typeof RISKS)[number]>('risk')
  const [reasons, setReasons] = useState('')
  return (
    <ActForm
      breach={breach}
      name={t('assess')}
      act={isSaid(reasons) ? { kind: 'assessed', risk, reasons } : undefined}
      onDone={() => setReasons('')}
    >
      <Select
        label={t('level')}
        value={risk}
        onChange={setRisk}
        options={RISKS.map((value) => ({ value, label: t(`risk.${value}`) }))}
      />
      <TextArea label={t('reasons')} value={reasons} onChange={setReasons} rows={3} />
    </ActForm>
  )
}

export const Confirm = ({ breach }: OfBreach) => {
  const t = useTranslations('breaches')
  const problem = useProblemText()
  const confirm = useBreachAct(breach)
  if (breach.proposed === null) return null
  const risk = t(`risk.${breach.proposed.risk}`)
  return (
    <Notice kind="att">
      {t(breach.proposed.byMe ? 'proposedByMe' : 'proposed', { risk })}
      {confirm.error === null ? null : <p>{problem(confirm.error)}</p>}
      {breach.proposed.byMe ? null : (
        <Button small busy={confirm.isPending} onClick={() => confirm.mutate({ kind: 'confirmed' })}>
          {t('confirm')}
        </Button>
      )}
    </Notice>
  )
}

export const Tell = ({ breach }: OfBreach) => {
  const t = useTranslations('breaches')
  const wasTold = breach.clocks.some(({ to, metAt }) => to === 'authority' && metAt !== null)
  const [to, setTo] = useState<(typeof TOLD)[number]>('authority')
  const [stage, setStage] = useState<(typeof NOTICE_STAGES)[number]>(wasTold ? 'follow_up' : 'first')
  const [reference, setReference] = useState('')
  const [lateReason, setLateReason] = useState('')
  const isLate = breach.clocks.some((clock) => clock.to === to && clock.state === 'late')
  const needsReason = isLate && stage === 'first'
  return (
    <ActForm
      breach={breach}
      name={t('tell')}
      act={
        needsReason && !isSaid(lateReason)
          ? undefined
          : { kind: 'notified', to, stage, reference, lateReason: needsReason ? lateReason : '' }
      }
    >
      {breach.facts.isExploitedWeakness ? (
        <Select
          label={t('whom')}
          value={to}
          onChange={setTo}
          options={TOLD.map((value) => ({ value, label: t(`to.${value}`) }))}
        />
      ) : null}
      <Select
        label={t('stage')}
        value={stage}
        onChange={setStage}
        options={NOTICE_STAGES.map((value) => ({ value, label: t(`stages.${value}`) }))}
      />
      <TextField
        label={t('reference')}
        hint={t('referenceHint')}
        value={reference}
        maxLength={200}
        onChange={setReference}
      />
      {needsReason ? (
        <TextArea label={t('lateReason')} value={lateReason} onChange={setLateReason} rows={3} />
      ) : null}
    </ActForm>
  )
}

export const Note = ({ breach }: OfBreach) => {
  const t = useTranslations('breaches')
  const [words, setWords] = useState('')
  return (
    <ActForm
      breach={breach}
      name={t('note')}
      act={isSaid(words) ? { kind: 'noted', words } : undefined}
      onDone={() => setWords('')}
    >
      <TextArea label={t('noteWords')} value={words} onChange={setWords} rows={3} />
    </ActForm>
  )
}

export const CloseIt = ({ breach }: OfBreach) => {
  const t = useTranslations('breaches')
  const [lessons, setLessons] = useState('')
  if (breach.duties.length > 0)
    return (
      <p className="note">
        {t('notYet', { what: breach.duties.map((duty) => t(`duty.${duty}`)).join(', ') })}
      </p>
    )
  return (
    <ActForm
      breach={breach}
      name={t('close')}
      act={isSaid(lessons) ? { kind: 'closed', lessons } : undefined}
    >
      <TextArea label={t('lessons')} value={lessons} onChange={setLessons} rows={3} />
    </ActForm>
  )
}
