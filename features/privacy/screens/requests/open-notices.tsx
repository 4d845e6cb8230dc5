/** On the desk: recipients that were told of a decision and have not acknowledged it, each a task until they do. */
import { Section, State } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { MARKS } from './notices.tsx'
import { openNoticesQuery } from './queries.ts'

export const OpenNotices = () => {
  const t = useTranslations('desk')
  const { data = [] } = useQuery(openNoticesQuery)
  if (data.length === 0) return null
  return (
    <Section title={t('openNotices', { count: data.length })} note={t('openNoticesNote')}>
      <ul className="list">
        {data.map(({ id, requestId, reference, name, about, state }) => (
          <li key={id} className="list-row">
            <span>
              <Link to="/privacy" search={{ id: requestId }}>
                {t('openNotice', { name, reference })}
              </Link>
              <span className="note">{t(`openAbout.${about}`)}</span>
            </span>
            <State kind={MARKS[state]}>{t(`telling.${state}`)}</State>
          </li>
        ))}
      </ul>
    </Section>
  )
}
