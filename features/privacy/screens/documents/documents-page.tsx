/** The documents of the organization: which version of each holds, which comes, which held; and the terms, to be written. */
import { Loading, Mark, Notice, Section, useMoments, useTitle } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'use-intl'
import { documentsQuery, type DocumentVersion } from './queries.ts'
import { Signed } from './signed.tsx'
import { TermsEditor } from './terms-editor.tsx'
import { Visits } from './visits.tsx'
import './documents.css'

const PAGES = {
  terms: '/terms',
  privacy_policy: '/privacy-policy',
  cookie_policy: '/cookies',
  legal_notice: '/legal',
  confidentiality: '/confidentiality',
} as const
const DOCUMENTS = ['terms', 'privacy_policy', 'cookie_policy', 'legal_notice', 'confidentiality'] as const
const MARKS = { draft: 'wait', scheduled: 'wait', in_force: 'ok', archived: 'off' } as const

export const DocumentsPage = ({ mayKeep }: { readonly mayKeep: boolean }) => {
  const t = useTranslations('documents')
  const { data } = useQuery({ ...documentsQuery, throwOnError: (_, { state }) => state.data === undefined })
  useTitle(t('title'))
  if (data === undefined) return <Loading label={t('title')} lines={8} />
  const draft = data.data.find(({ document, state }) => document === 'terms' && state === 'draft')
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p className="lead">{t('lead')}</p>
        </div>
      </div>
      <div className="stack documents">
        {data.operatorNamed ? null : <Notice kind="att">{t('unnamed')}</Notice>}
        {DOCUMENTS.filter((one) => one !== 'confidentiality' || data.secrecyAsked).map((document) => (
          <Section key={document} title={t(`name.${document}`)} note={t(`how.${document}`)}>
            <Versions
              versions={data.data.filter((one) => one.document === document)}
              page={PAGES[document]}
            />
            {document === 'terms' && mayKeep ? (
              <TermsEditor key={draft?.hash ?? 'none'} draft={draft} mayPublish={data.operatorNamed} />
            ) : null}
            {document === 'confidentiality' ? <Signed /> : null}
          </Section>
        ))}
        <Visits />
      </div>
    </div>
  )
}

interface VersionsProps {
  readonly versions: readonly DocumentVersion[]
  readonly page: string
}

const Versions = ({ versions, page }: VersionsProps) => {
  const t = useTranslations('documents')
  const { date } = useMoments()
  const language = useLocale().startsWith('fr') ? 'fr' : 'en'
  if (versions.length === 0) return <p className="soft">{t('none')}</p>
  return (
    <table className="tbl">
      <thead>
        <tr>
          {(['version', 'state', 'from', 'change', 'asked', 'text'] as const).map((head) => (
            <th scope="col" key={head}>
              {t(`head.${head}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {versions.map(({ number, state, effectiveAt, level, asks }) => (
          <tr key={number}>
            <th scope="row">{number}</th>
            <td>
              <span className="st">
                <Mark kind={MARKS[state]} /> {t(`state.${state}`)}
              </span>
            </td>
            <td>{effectiveAt === null ? '' : date(Date.parse(effectiveAt))}</td>
            <td>{state === 'draft' ? '' : t(`level.${level}`)}</td>
            <td>{state === 'draft' ? '' : t(`asks.${asks}`)}</td>
            <td>
              {state === 'draft' ? (
                ''
              ) : (
                <a href={`${page}?lang=${language}&version=${number}`}>{t('read')}</a>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
