/** Equipment that somebody has to wipe by hand, for Today. */
import { buttonClass, LedgerItem, useMoments, useNow } from '@loge/ui'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import type { Disposal } from './queries.ts'

export const ByHandNeed = ({ disposal }: { disposal: Disposal }) => {
  const t = useTranslations('dispose')
  const { when } = useMoments()
  const now = useNow(60_000)
  const { device, startedAt, why, attempts } = disposal
  return (
    <LedgerItem
      mark="att"
      title={t('need', { name: device.name })}
      when={<time dateTime={startedAt}>{when(Date.parse(startedAt), now)}</time>}
      acts={
        <Link className={buttonClass()} to="/doors" search={{ device: device.id }}>
          {t('see')}
        </Link>
      }
    >
      {why === null ? null : t(`why.${why}`, { count: attempts })}
    </LedgerItem>
  )
}
