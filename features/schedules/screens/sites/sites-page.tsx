/** The sites of the organization: address, clock and public holidays, and the buildings and homes of each. */
import { Blank, Button, Loading, Section, useTitle, useWords } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { Buildings } from './buildings.tsx'
import { type Site, sitesQuery } from './queries.ts'
import { SiteForm } from './site-form.tsx'
import './sites.css'

export interface SitesPageProps {
  /** Whether who looks may change places. */
  readonly mayManage: boolean
}

export const SitesPage = ({ mayManage }: SitesPageProps) => {
  const t = useTranslations('sites')
  useTitle(t('title'))
  const { data } = useQuery({ ...sitesQuery, throwOnError: (_, { state }) => state.data === undefined })
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p className="lead">{t('lead')}</p>
        </div>
      </div>
      <div className="stack sites">
        {data === undefined ? <Loading label={t('title')} lines={6} /> : null}
        {data?.data.length === 0 ? <Blank title={t('none')}>{t('noneText')}</Blank> : null}
        {data?.data.map((site) => (
          <OneSite key={site.id} site={site} mayManage={mayManage} />
        ))}
      </div>
    </div>
  )
}

const OneSite = ({ site, mayManage }: { readonly site: Site; readonly mayManage: boolean }) => {
  const t = useTranslations('sites')
  const [isChanging, setChanging] = useState(false)
  return (
    <Section title={site.name}>
      {isChanging ? (
        <SiteForm site={site} onDone={() => setChanging(false)} />
      ) : (
        <>
          <SiteFacts site={site} />
          {mayManage ? (
            <div className="row">
              <Button aria-label={t('changeOf', { site: site.name })} onClick={() => setChanging(true)}>
                {t('change')}
              </Button>
            </div>
          ) : null}
        </>
      )}
      <Buildings siteId={site.id} mayManage={mayManage} />
    </Section>
  )
}

const SiteFacts = ({ site }: { readonly site: Site }) => {
  const t = useTranslations('sites')
  const words = useWords()
  const { street, postalCode, city, country, timeZone, holidayRegion } = site
  const language = useLocale()
  const land =
    country === '' ? '' : (new Intl.DisplayNames(language, { type: 'region' }).of(country) ?? country)
  const address = [street, `${postalCode} ${city}`.trim(), land].filter((line) => line !== '').join(', ')
  return (
    <dl className="facts">
      <dt>{t('address')}</dt>
      <dd>{address}</dd>
      <dt>{t('clock')}</dt>
      <dd>{timeZone}</dd>
      <dt>{t('holidays')}</dt>
      <dd>
        {holidayRegion === null ? t('noHolidays') : (words(`region.${holidayRegion}`) ?? holidayRegion)}
      </dd>
    </dl>
  )
}
