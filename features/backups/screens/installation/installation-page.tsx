/** What whoever runs the machine has set, as far as it matters to those who run the residence. */
import { Loading, Section, State, useTitle } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { installationQuery } from './queries.ts'

/** `also`: what features to the right know of the installation. */
export const InstallationPage = ({ also }: { readonly also?: ReactNode }) => {
  const t = useTranslations('installation')
  useTitle(t('title'))
  const { data } = useQuery({
    ...installationQuery,
    throwOnError: (_, { state }) => state.data === undefined,
  })
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p className="lead">{t('lead')}</p>
        </div>
      </div>
      {data === undefined ? (
        <Loading label={t('title')} lines={4} />
      ) : (
        <div className="stack settings">
          <Section title={t('mail')}>
            <p>
              <State kind={data.mail ? 'ok' : 'att'}>{t(data.mail ? 'mailSet' : 'mailNotSet')}</State>
            </p>
            <p className="soft">{t(data.mail ? 'mailSetText' : 'mailNotSetText')}</p>
          </Section>
          <Section title={t('residence')}>
            <p>
              <State kind={data.simulation ? 'wait' : 'ok'}>
                {t(data.simulation ? 'simulated' : 'real')}
              </State>
            </p>
            {data.simulation ? <p className="soft">{t('simulatedText')}</p> : null}
          </Section>
          <Section title={t('release')}>
            <p>Loge {data.release}</p>
            <p className="note">{t('guide')}</p>
          </Section>
          {also}
        </div>
      )}
    </div>
  )
}
