/** Why few or none may enter: the lockdown that stands at a door, since when, and who could enter without it. */
import { Notice, useMoments, useNow } from '@loge/ui'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import type { Who } from '../residence/queries.ts'

interface LockdownHereProps {
  readonly lockdown: NonNullable<Who['lockdown']>
  readonly nameOf: (profileId: string) => string | undefined
}

export const LockdownHere = ({ lockdown, nameOf }: LockdownHereProps) => {
  const t = useTranslations('doors.lockdownHere')
  const { when } = useMoments()
  const now = useNow(60_000)
  const { since, until, without } = lockdown
  const groups = without.byProfile.map(({ accessProfileId: id, count }) =>
    t('group', { count, group: nameOf(id) ?? '…' }),
  )
  return (
    <Notice kind="bad">
      <b>{since === null ? t('closed') : t('stands', { since: when(Date.parse(since), now) })}</b>{' '}
      {until === null ? t('untilOpened') : t('until', { until: when(Date.parse(until), now) })} {t('passes')}{' '}
      {t('without', { count: without.total, groups: groups.join(', ') })}{' '}
      <Link to="/emergency">{t('see')}</Link>
    </Notice>
  )
}
