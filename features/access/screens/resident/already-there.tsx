/** With which stay a move overlaps: the home and its days, so that another day or home is chosen at once. */
import { useMoments } from '@loge/ui'
import { useTranslations } from 'use-intl'
import { useHomes } from './use-stay.ts'

interface AlreadyThereProps {
  readonly personId: string
  readonly unitId: string
}

export const AlreadyThere = ({ personId, unitId }: AlreadyThereProps) => {
  const t = useTranslations('resident')
  const { date } = useMoments()
  const stays = (useHomes(personId) ?? []).filter((home) => home.unitId === unitId && home.is !== 'past')
  return stays.map(({ tenancyId, unit, since, until }) => (
    <p key={tenancyId}>
      {until === null
        ? t('thereSince', { unit, from: date(since) })
        : // The last day is the one before the instant from which it is no longer theirs.
          t('thereUntil', { unit, from: date(since), until: date(until - 1) })}
    </p>
  ))
}
