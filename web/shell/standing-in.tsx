/** Top of every page of whoever stands in for somebody: for whom, and until when. */
import { meQuery } from '@loge/features/accounts/screens'
import { useMoments } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'

export const StandingIn = () => {
  const t = useTranslations('shell')
  const { day } = useMoments()
  const { data: me } = useQuery(meQuery)
  if (me === undefined || me.standsInFor.length === 0) return null
  return (
    <div className="banner">
      {me.standsInFor.map(({ name, until }) => (
        <p key={`${name} ${until}`} className="note">
          {/* It ends as the next day begins, so a moment before is in the last day. */}
          {t('standingIn', { name, day: day(Date.parse(until) - 1) })}
        </p>
      ))}
    </div>
  )
}
