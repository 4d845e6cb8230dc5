/** The register of processing: what is done with people's data, how long it is kept, and the next version of both. */
import { Button, buttonClass, Loading, Notice, useTitle } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { Activities } from './activities.tsx'
import { Authorities } from './authorities.tsx'
import { Checklist } from './checklist.tsx'
import { Controller } from './controller.tsx'
import { DraftPane } from './draft-pane.tsx'
import { registerQuery, versionQuery, versionsQuery } from './queries.ts'
import { Recipients, Security, Trackers } from './lists.tsx'
import { Retention } from './retention.tsx'
import { Versions } from './versions.tsx'
import './register.css'

interface RegisterPageProps {
  /** Whether whoever looks may write the next version. */
  readonly mayManage: boolean
}

export const RegisterPage = ({ mayManage }: RegisterPageProps) => {
  const t = useTranslations('registerDesk')
  useTitle(t('title'))
  const inForce = useQuery({ ...registerQuery, throwOnError: (_, { state }) => state.data === undefined })
  const versions = useQuery({ ...versionsQuery, throwOnError: (_, { state }) => state.data === undefined })
  const [today] = useState(() => new Date().toISOString())
  const draft = versions.data?.data.find(({ state }) => state === 'draft')
  const drafted = useQuery({ ...versionQuery(draft?.number ?? 0), enabled: draft !== undefined })
  const before = inForce.data?.content
  const content = draft === undefined ? before : drafted.data?.content
  return (
    <div className="page register">
      <div className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p className="lead">{t('lead')}</p>
        </div>
        <Files />
      </div>
      {before === undefined || content === undefined || versions.data === undefined ? (
        <Loading label={t('title')} lines={8} />
      ) : (
        <div className="stack">
          {inForce.data?.version === null ? <Notice kind="att">{t('unpublished')}</Notice> : null}
          {draft === undefined ? null : (
            <DraftPane before={before} content={content} version={draft} mayManage={mayManage} />
          )}
          <Checklist register={content} day={(draft?.recordedAt ?? today).slice(0, 10)} />
          <Controller content={content} hash={draft?.hash ?? null} mayManage={mayManage} />
          <Authorities content={content} hash={draft?.hash ?? null} mayManage={mayManage} />
          <Retention content={content} hash={draft?.hash ?? null} mayManage={mayManage} />
          <Activities content={content} />
          <Recipients content={content} />
          <Trackers content={content} />
          <Security content={content} />
          <Versions versions={versions.data.data} mayManage={mayManage} />
        </div>
      )}
    </div>
  )
}

/** The record an authority asks for, as files and on paper. */
const Files = () => {
  const t = useTranslations('registerDesk')
  const language = useLocale().startsWith('fr') ? 'fr' : 'en'
  return (
    <div className="acts">
      {(['30_1', '30_2'] as const).map((article) =>
        (['csv', 'json'] as const).map((format) => (
          <a
            key={`${article}-${format}`}
            className={buttonClass('plain', true)}
            href={`/api/v1/register/export?article=${article}&format=${format}&language=${language}`}
            download
          >
            {t(`file.${article}`, { format: format.toUpperCase() })}
          </a>
        )),
      )}
      <Button small onClick={() => window.print()}>
        {t('print')}
      </Button>
    </div>
  )
}
