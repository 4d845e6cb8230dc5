/** Before somebody asks to be erased: what would go, and what would stay and why. */
import { Loading } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'use-intl'
import { ownErasureQuery } from './queries.ts'

export const WhatStays = () => {
  const t = useTranslations('myData.ask')
  const language = useLocale().startsWith('fr') ? 'fr' : 'en'
  const { data } = useQuery(ownErasureQuery)
  if (data === undefined) return <Loading label={t('staysTitle')} lines={2} />
  return (
    <div>
      <p>{t('goes', { count: data.goes })}</p>
      {data.stays.length === 0 ? (
        <p>{t('staysNothing')}</p>
      ) : (
        <>
          <p>{t('staysTitle')}</p>
          <ul>
            {data.stays.map(({ rule, sentence }) => (
              <li key={rule}>{sentence[language]}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
