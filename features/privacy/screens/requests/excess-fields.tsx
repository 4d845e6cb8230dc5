/** A request that asks too much: by which criterion, what was asked before, and what the work would cost. */
import { Notice, Select, TextField } from '@loge/ui'
import { useTranslations } from 'use-intl'
import { EXCESS_CRITERIA, type ExcessCriterion, feeFor } from '../../core/index.ts'
import type { Act, Case } from './queries.ts'
import { useMoney } from './use-money.ts'

const KINDS = ['excess_found', 'fee_announced', 'fee_accepted', 'fee_declined'] as const
type ExcessKind = (typeof KINDS)[number]

export const isExcessKind = (kind: string): kind is ExcessKind => (KINDS as readonly string[]).includes(kind)

export const NO_EXCESS = { criterion: 'repetition' as ExcessCriterion, hours: '', postage: '' }

/** As people type it, with a comma or a point. */
const numberIn = (text: string): number => Number(text.trim().replace(',', '.')) || 0
const costsOf = ({ hours, postage }: typeof NO_EXCESS) => ({
  minutes: Math.round(numberIn(hours) * 60),
  postage: Math.round(numberIn(postage) * 100),
})

export const excessActOf = (kind: ExcessKind, reason: string, said: typeof NO_EXCESS): Act => {
  if (kind === 'excess_found') return { kind, criterion: said.criterion, reason }
  return kind === 'fee_announced' ? { kind, ...costsOf(said) } : { kind }
}

/** Nothing is asked to be paid in a usual case: there is no such step before somebody found that it asks too much. */
export const isExcessOffered = ({ excess, fee }: Case, kind: ExcessKind): boolean => {
  if (kind === 'excess_found') return excess === null
  if (kind === 'fee_announced') return excess !== null && fee === null
  return fee?.state === 'announced'
}

interface ExcessFieldsProps {
  readonly one: Case
  readonly kind: ExcessKind
  readonly said: typeof NO_EXCESS
  readonly change: (more: Partial<typeof NO_EXCESS>) => void
}

export const ExcessFields = ({ one, kind, said, change }: ExcessFieldsProps) => {
  const t = useTranslations('desk')
  const money = useMoney()
  if (kind === 'excess_found')
    return (
      <>
        <Select
          label={t('criterion')}
          value={said.criterion}
          options={EXCESS_CRITERIA.map((value) => ({ value, label: t(`criterion_.${value}`) }))}
          onChange={(criterion) => change({ criterion })}
        />
        <p className="note">
          {one.earlier.length === 0
            ? t('earlierNone')
            : t('earlier', { count: one.earlier.length, list: one.earlier.join(', ') })}
        </p>
        <Notice>{t('excessThen')}</Notice>
      </>
    )
  if (kind !== 'fee_announced') return null
  const { hourly, cap, currency } = one.feeTerms
  return (
    <>
      <TextField label={t('hours')} value={said.hours} onChange={(hours) => change({ hours })} />
      <TextField label={t('postage')} value={said.postage} onChange={(postage) => change({ postage })} />
      <p className="note">
        {t('feeSum', {
          hourly: money(hourly, currency),
          cap: money(cap, currency),
          sum: money(feeFor(costsOf(said), one.feeTerms), currency),
        })}
      </p>
    </>
  )
}
