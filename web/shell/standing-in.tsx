/** Top of every page of whoever stands in for somebody: for whom, and until when. */
import { meQuery } from '@loge/features/accounts/screens'
import { useMoments, useNow } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'

const A_FEW_HOURS = 12 * 3_600_000

export const StandingIn = () => {
  const t = useTranslations('shell')
  const { day, time } = useMoments()
  const now = useNow(60_000)
  const { data: me } = useQuery(meQuery)
  if (me === undefined || me.standsInFor.length === 0) return null
  return (
    <div className="banner">
      {me.standsInFor.map(({ name, until }) => (
        <p key={`${name} ${until}`} className="note">
          {/* A key behind glass ends within hours. A role ends as the next day begins: a moment before is its last day. */}
          {Date.parse(until) - now < A_FEW_HOURS
            ? t('standingInBriefly', { name, time: time(Date.parse(until)) })
            : t('standingIn', { name, day: day(Date.parse(until) - 1) })}
        </p>
      ))}
    </div>
  )
}
