/** Corrects what is known of somebody's work; what is emptied is erased, alone. */
import {
  Button,
  DayField,
  isDay,
  Notice,
  PaneSection,
  TextField,
  type TypedDay,
  useProblemText,
} from '@loge/ui'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { File } from './queries.ts'
import { useAct } from './use-act.ts'

const FIELDS = ['title', 'areaOfInterest', 'workEmail', 'workPhone', 'workAddress'] as const

export const WorkForm = ({ one }: { readonly one: File }) => {
  const t = useTranslations('customers')
  const problem = useProblemText()
  const act = useAct(one)
  const join = useAct(one)
  const [company, setCompany] = useState(one.company ?? '')
  const [on, setOn] = useState<TypedDay>('')
  const [work, setWork] = useState(() => Object.fromEntries(FIELDS.map((key) => [key, one[key] ?? ''])))
  const said = Object.fromEntries(
    FIELDS.map((key) => [key, work[key]?.trim() === '' ? null : work[key]?.trim()]),
  )
  const refused = act.error ?? join.error
  return (
    <PaneSection title={t('work')}>
      <form
        className="stack"
        noValidate
        aria-label={t('work')}
        onSubmit={(event) => {
          event.preventDefault()
          act.mutate({ kind: 'change', work: said })
        }}
      >
        <p className="note">{t('workHint')}</p>
        {FIELDS.map((key) => (
          <TextField
            key={key}
            label={t(`field.${key}`)}
            value={work[key] ?? ''}
            autoComplete="off"
            onChange={(value) => setWork((before) => ({ ...before, [key]: value }))}
          />
        ))}
        <div>
          <Button type="submit" busy={act.isPending}>
            {t('save')}
          </Button>
        </div>
      </form>
      <form
        className="stack"
        noValidate
        aria-label={t('join')}
        onSubmit={(event) => {
          event.preventDefault()
          if (isDay(on))
            join.mutate({ kind: 'join', company: company.trim() === '' ? null : company.trim(), on })
        }}
      >
        <TextField
          label={t('field.company')}
          value={company}
          autoComplete="off"
          hint={t('joinHint')}
          onChange={setCompany}
        />
        <DayField label={`${t('joinOn')} *`} value={on} onChange={setOn} />
        <div>
          <Button type="submit" busy={join.isPending}>
            {t('join')}
          </Button>
        </div>
      </form>
      {refused === null ? null : (
        <Notice kind="bad" announce="urgent">
          {problem(refused)}
        </Notice>
      )}
    </PaneSection>
  )
}
