/** How often which kind of equipment needed help: counts, and no number of any device. */
import { Section } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { supportStatisticsQuery } from './queries.ts'

export const SupportStatistics = () => {
  const t = useTranslations('support')
  const { data } = useQuery({ ...supportStatisticsQuery, throwOnError: false })
  if (data === undefined || data.length === 0) return null
  const kinds = [...Map.groupBy(data, ({ deviceKind }) => deviceKind)]
  return (
    <Section title={t('statistics')} note={t('statisticsNote')}>
      <ul className="list">
        {kinds.map(([kind, devices]) => (
          <li key={kind} className="rule-line">
            <b>{t(`deviceKinds.${kind}`)}</b>
            <span>
              {t('casesOf', {
                cases: devices.reduce((sum, { cases }) => sum + cases, 0),
                devices: devices.length,
              })}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
