/** What doors lack to keep a rule, by their names. */
import { Notice } from '@loge/ui'
import { useTranslations } from 'use-intl'
import type { EntrancePiece } from '../residence/pieces.ts'
import type { ZoneRules } from './queries.ts'

const NEEDS = ['leads', 'sensors', 'oneEdge', 'noHours', 'noButtonWhenRefused'] as const

interface UnmetProps {
  readonly unmet: ZoneRules['unmet']
  readonly entrances: readonly EntrancePiece[]
}

export const Unmet = ({ unmet, entrances }: UnmetProps) => {
  const t = useTranslations('rules')
  if (unmet.length === 0) return null
  const nameOf = (id: string): string => entrances.find((one) => one.id === id)?.name ?? id
  const reasons = NEEDS.flatMap((need) => {
    const doors = new Set(unmet.filter((one) => one.need === need).flatMap(({ entranceIds }) => entranceIds))
    return doors.size === 0 ? [] : [t(`unmet.${need}`, { doors: [...doors].map(nameOf).join(', ') })]
  })
  return (
    <Notice kind="att">
      <b>{t('unmetTitle')}</b> {reasons.join(' ')}
    </Notice>
  )
}
