/** How often pages were met, in sums: a number that could be somebody is not shown. */
import { Section } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { audienceQuery } from './queries.ts'

export const Visits = () => {
  const t = useTranslations('documents.visits')
  const { data } = useQuery(audienceQuery)
  return (
    <Section title={t('title')} note={t('note')}>
      {data === undefined || data.data.length === 0 ? (
        <p className="soft">{t('none')}</p>
      ) : (
        <table className="tbl">
          <thead>
            <tr>
              {(['surface', 'what', 'value', 'count'] as const).map((head) => (
                <th scope="col" key={head}>
                  {t(`head.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.data.map(({ surface, what, value, count }) => (
              <tr key={`${surface} ${what} ${value}`}>
                <th scope="row">{surface}</th>
                <td>{t(`what.${what}`)}</td>
                <td>{count === null ? t('others') : value}</td>
                <td>{count ?? t('few', { least: String(data.least) })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  )
}
