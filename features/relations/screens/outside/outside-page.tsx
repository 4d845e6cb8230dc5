/** Those outside: who wrote and waits for an answer, and who must still be told where their data come from. */
import { Loading, Seg, useTitle } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { ApplicationPane } from '../applications/application-pane.tsx'
import { Applications } from '../applications/applications.tsx'
import { MessagePane } from './message-pane.tsx'
import { Messages } from './messages.tsx'
import { Newsletter } from './newsletter.tsx'
import { messagesQuery } from './queries.ts'
import { PARTS } from './search.ts'
import { ToTell } from './to-tell.tsx'
import './outside.css'

export const OutsidePage = ({ may }: { readonly may: (permission: string) => boolean }) => {
  const t = useTranslations('outside')
  const { id, part: asked } = useSearch({ from: '/console/relations' })
  const parts = PARTS.filter((one) => one !== 'applications' || may('applications.manage'))
  // Of a link to what one may not read, the first part that one may.
  const part = parts.find((one) => one === asked) ?? 'messages'
  const go = useNavigate()
  useTitle(t('title'))
  const { data } = useQuery({
    ...messagesQuery('open'),
    throwOnError: (_, { state }) => state.data === undefined,
  })
  const waiting = data?.data.filter(({ state }) => state === 'new' || state === 'assigned').length ?? 0
  const isMessage = part === 'messages' && id?.startsWith('cmg_') === true
  const isApplication = part === 'applications' && id?.startsWith('apl_') === true
  return (
    <div className={isMessage || isApplication ? 'with-pane' : undefined}>
      <div className="page">
        <div className="page-head">
          <div>
            <h1>{t('title')}</h1>
            <p className="lead">{data === undefined ? ' ' : t('lead', { count: waiting })}</p>
          </div>
          <div className="acts">
            <Seg
              label={t('parts')}
              value={part}
              options={parts.map((value) => ({ value, label: t(`part.${value}`) }))}
              onChange={(next) =>
                void go({ to: '/relations', search: next === 'messages' ? {} : { part: next } })
              }
            />
          </div>
        </div>
        {data === undefined ? <Loading label={t('title')} lines={6} /> : null}
        {data !== undefined && part === 'messages' ? <Messages open={data.data} chosen={id} /> : null}
        {part === 'applications' ? <Applications chosen={id} /> : null}
        {data !== undefined && part === 'newsletter' ? (
          <Newsletter mayManage={may('relations.manage')} />
        ) : null}
        {data !== undefined && part === 'toTell' ? <ToTell mayManage={may('relations.manage')} /> : null}
      </div>
      {isMessage ? <MessagePane key={id} id={id} mayManage={may('relations.manage')} /> : null}
      {isApplication ? <ApplicationPane key={id} id={id} /> : null}
    </div>
  )
}
