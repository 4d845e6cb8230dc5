/** How many are counted inside a zone, and the way to forget them. Never who. */
import { Button, Notice, Select, useProblemText } from '@loge/ui'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { type ForgetReason, forgetInside, type ZoneRules } from './queries.ts'
import { useRulesChanged } from './undo-notice.tsx'

const REASONS: readonly ForgetReason[] = ['miscounted', 'after_emergency', 'asked_by_them']

interface InsideProps {
  readonly zone: ZoneRules
  readonly inside: number
  readonly mayChange: boolean
  readonly onForgotten: () => void
}

export const Inside = ({ zone, inside, mayChange, onForgotten }: InsideProps) => {
  const t = useTranslations('rules')
  const problem = useProblemText()
  const changed = useRulesChanged()
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState<ForgetReason>('miscounted')
  const forget = useMutation({
    mutationFn: () => forgetInside(zone.id, reason),
    onSuccess: async () => {
      await changed()
      setOpen(false)
      onForgotten()
    },
  })
  return (
    <>
      <p className="fact">
        <b>{t('inside', { count: inside })}</b> <span className="soft">{t('insideHow')}</span>
      </p>
      {forget.isSuccess && !isOpen ? (
        <Notice kind="ok" announce="polite">
          {t('forgotten')}
        </Notice>
      ) : null}
      {forget.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(forget.error)}
        </Notice>
      )}
      {!mayChange ? null : isOpen ? (
        <>
          <Select
            label={t('forgetWhy')}
            value={reason}
            options={REASONS.map((value) => ({ value, label: t(`forgetReason.${value}`) }))}
            onChange={setReason}
          />
          <div className="row">
            <Button busy={forget.isPending} onClick={() => forget.mutate()}>
              {t('forgetNow')}
            </Button>
            <Button kind="text" onClick={() => setOpen(false)}>
              {t('cancel')}
            </Button>
          </div>
        </>
      ) : (
        <div className="row">
          <Button small onClick={() => setOpen(true)}>
            {t('forget')}
          </Button>
        </div>
      )}
    </>
  )
}
