/** Where something is to be sent: that no mail server is set up yet, and where one reads how. */
import { buttonClass, Notice } from '@loge/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { lettersQuery } from './queries.ts'

export const NoMail = () => {
  const t = useTranslations('noMail')
  // Who may not read of letters is told nothing of them.
  const { data } = useInfiniteQuery({ ...lettersQuery(undefined), retry: false, throwOnError: false })
  if (data?.pages[0]?.mailIsSetUp !== false) return null
  return (
    <Notice
      kind="att"
      act={
        <Link className={buttonClass('plain', true)} to="/settings/messages">
          {t('how')}
        </Link>
      }
    >
      {t('text')}
    </Notice>
  )
}
