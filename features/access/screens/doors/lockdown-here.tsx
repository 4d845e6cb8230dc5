/** Why few or none may enter: the lockdown that stands at a door, since when, and who could enter without it. */
import { Notice, useMoments, useNow } from '@loge/ui'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import type { Who } from '../residence/queries.ts'

interface LockdownHereProps {
  readonly lockdown: NonNullable<Who['lockdown']>
  /** Of another moment than now: what was, without a word of its end, which may have come since. */
  readonly isElsewhen?: boolean
  readonly nameOf: (profileId: string) => string | undefined
}

export const LockdownHere = ({ lockdown, isElsewhen = false, nameOf }: LockdownHereProps) => {
  const t = useTranslations('doors.lockdownHere')
  const { when } = useMoments()
  const now = useNow(60_000)
  const { since, until, without } = lockdown
  const groups = without.byProfile.map(({ accessProfileId: id, count }) =>
    t('group', { count, group: nameOf(id) ?? '…' }),
  )
  const ends = until === null ? t('untilOpened') : t('until', { until: when(Date.parse(until), now) })
  return (
    <Notice kind="bad">
      <b>
        {since === null
          ? t(isElsewhen ? 'wasClosed' : 'closed')
          : t(isElsewhen ? 'stood' : 'stands', { since: when(Date.parse(since), now) })}
      </b>{' '}
      {isElsewhen ? (
        t('passed')
      ) : (
        <>
          {ends} {t('passes')}
        </>
      )}{' '}
      {t('without', { count: without.total, groups: groups.join(', ') })}{' '}
      <Link to="/emergency">{t('see')}</Link>
    </Notice>
  )
}
