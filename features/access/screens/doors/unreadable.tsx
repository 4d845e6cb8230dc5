/** What arrived from equipment and could not be read, latest first: for whoever connects a device. */
import { Section, useMoments, useNow, useWords } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { unknownPayloadsQuery } from '../residence/asked-in-panes.ts'

export const Unreadable = () => {
  const t = useTranslations('doors')
  const words = useWords()
  const { ago } = useMoments()
  const now = useNow(60_000)
  const { data = [] } = useQuery(unknownPayloadsQuery)
  if (data.length === 0) return null
  return (
    <Section title={t('unreadable.title')} note={t('unreadable.note')}>
      <ul className="list">
        {data.map(({ edgeId, topic, why, detail, count, lastAt }) => (
          <li key={`${edgeId} ${topic} ${why} ${detail ?? ''}`} className="list-row">
            <span>
              <b>{topic}</b>
              <span className="note">
                {words(`equipment.unknown.${why}`)} {detail}
              </span>
            </span>
            <span className="note">
              {t('unreadable.count', { count })}, {ago(Date.parse(lastAt), now)}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
