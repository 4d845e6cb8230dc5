/** Who made a change of rights, and what it touched, in words. */
import { useTranslations } from 'use-intl'
import type { Grid, PastChange, Schedule } from './queries.ts'

type Touched = PastChange['touched'][number]

const KINDS = ['apiKey', 'system'] as const

/** A colleague is named; what acted by itself is told by its kind. */
export const useWhoChanged = () => {
  const t = useTranslations('rights')
  return ({ kind, name }: { readonly kind: string; readonly name: string | null }): string => {
    const known = KINDS.find((one) => one === kind)
    return name ?? t(`by.${known ?? 'somebody'}`)
  }
}

export const useChangeWords = ({ profiles }: Grid, schedules: readonly Pick<Schedule, 'id' | 'name'>[]) => {
  const t = useTranslations('rights')
  const named = (touched: Touched): string | undefined => {
    const act = touched.isNew ? 'made' : 'changed'
    if (touched.kind === 'removeProfile') return t('touched.group.removed')
    if (touched.kind === 'keepProfile') {
      const name = profiles.find(({ id }) => id === touched.accessProfileId)?.name
      return t(`touched.group.${act}`, { name: name ?? '?', known: String(name !== undefined) })
    }
    if (touched.kind !== 'keepSchedule') return undefined
    const name = schedules.find(({ id }) => id === touched.scheduleId)?.name
    return t(`touched.schedule.${act}`, { name: name ?? '?', known: String(name !== undefined) })
  }
  return ({ touched, edits }: PastChange): string => {
    const counted = (['grant', 'revoke', 'suspend', 'restore'] as const).flatMap((kind) => {
      const count = touched.filter((one) => one.kind === kind).length
      return count === 0 ? [] : [t(`touched.${kind}`, { count })]
    })
    const more = edits - touched.length
    const rest = more > 0 ? [t('touched.more', { count: more })] : []
    return [...touched.flatMap((one) => named(one) ?? []), ...counted, ...rest].join(', ')
  }
}
