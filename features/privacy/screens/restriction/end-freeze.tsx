/** First the person is told that the freeze will end, then it ends. */
import { Button, Notice, Select, useMoments, useProblemText } from '@loge/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { lift, noteTold, type Restriction, restrictionsQuery, type ToldHow } from './queries.ts'

const WAYS = ['letter', 'email', 'phone', 'in_person'] as const

export const EndFreeze = ({ restriction }: { readonly restriction: Restriction }) => {
  const t = useTranslations('freeze')
  const { date } = useMoments()
  const { toldAt, toldHow, personId } = restriction
  return toldAt === null || toldHow === null ? (
    <Tell personId={personId} />
  ) : (
    <>
      <div className="note">{t('told', { day: date(Date.parse(toldAt)), how: t(`ways.${toldHow}`) })}</div>
      <Lift personId={personId} />
    </>
  )
}

const useDoing = (work: () => Promise<unknown>) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: work,
    onSuccess: () => queries.invalidateQueries({ queryKey: restrictionsQuery.queryKey }),
  })
}

const Refused = ({ error }: { readonly error: Error | null }) => {
  const problem = useProblemText()
  return error === null ? null : (
    <Notice kind="att" announce="urgent">
      {problem(error)}
    </Notice>
  )
}

const Tell = ({ personId }: { readonly personId: string }) => {
  const t = useTranslations('freeze')
  const [isOpen, setOpen] = useState(false)
  const [how, setHow] = useState<ToldHow>('letter')
  const tell = useDoing(() => noteTold(personId, how))
  if (!isOpen)
    return (
      <Button kind="text" onClick={() => setOpen(true)}>
        {t('tell')}
      </Button>
    )
  return (
    <div className="stack">
      <Refused error={tell.error} />
      <Select
        label={t('how')}
        value={how}
        onChange={setHow}
        options={WAYS.map((value) => ({ value, label: t(`ways.${value}`) }))}
      />
      <div className="row">
        <Button busy={tell.isPending} onClick={() => tell.mutate()}>
          {t('noteTold')}
        </Button>
        <Button kind="text" onClick={() => setOpen(false)}>
          {t('cancel')}
        </Button>
      </div>
    </div>
  )
}

const Lift = ({ personId }: { readonly personId: string }) => {
  const t = useTranslations('freeze')
  const [isSure, setSure] = useState(false)
  const lifting = useDoing(() => lift(personId))
  return (
    <>
      <Refused error={lifting.error} />
      <Button
        kind="text"
        busy={lifting.isPending}
        onClick={() => (isSure ? lifting.mutate() : setSure(true))}
      >
        {t(isSure ? 'liftSure' : 'lift')}
      </Button>
    </>
  )
}
