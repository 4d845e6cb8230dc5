/** The way to the labels: all of them, or that of one piece. */
import { buttonClass } from '@loge/ui'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'

export const LabelsLink = ({ only }: { only?: string }) => {
  const t = useTranslations('labels')
  return (
    <Link
      className={buttonClass('text', true)}
      to="/doors/labels"
      search={only === undefined ? {} : { only }}
    >
      {t(only === undefined ? 'link' : 'linkOne')}
    </Link>
  )
}
