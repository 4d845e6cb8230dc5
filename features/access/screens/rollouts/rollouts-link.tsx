/** The way to the changes of several devices. */
import { buttonClass } from '@loge/ui'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'

export const RolloutsLink = () => {
  const t = useTranslations('rollouts')
  return (
    <Link className={buttonClass('text', true)} to="/doors/changes" search={{}}>
      {t('link')}
    </Link>
  )
}
