/** What another clock or other public holidays would shift, said before it is kept. */
import { Fold, Loading, Notice, useMoments, useProblemText, useWords } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { type Site, type SiteTime, type TimePreview as Preview, timePreviewQuery } from './queries.ts'

interface TimePreviewProps {
  readonly site: Site
  readonly wanted: SiteTime
}

export const TimePreview = ({ site, wanted }: TimePreviewProps) => {
  const t = useTranslations('sites')
  const problem = useProblemText()
  const { data, error } = useQuery({ ...timePreviewQuery(site.id, wanted), throwOnError: false })
  if (error !== null)
    return (
      <Notice kind="att" announce="urgent">
        {problem(error)}
      </Notice>
    )
  if (data === undefined) return <Loading label={t('show')} lines={3} />
  const hours = Math.floor(Math.abs(data.shiftMinutes) / 60)
  const minutes = Math.abs(data.shiftMinutes) % 60
  const way = data.shiftMinutes === 0 ? 'none' : data.shiftMinutes > 0 ? 'later' : 'earlier'
  return (
    <section className="stack" aria-label={t('shifts')}>
      <Notice kind={data.shiftMinutes === 0 ? 'plain' : 'att'} announce="polite">
        <b>{t('shiftsTitle', { way, hours, minutes })}</b> {t('shiftsText')}
      </Notice>
      <Schedules schedules={data.schedules} />
      <Days title={t('gained')} days={data.holidays.gained} />
      <Days title={t('lost')} days={data.holidays.lost} />
      <p className="note">{t('shiftsDoors')}</p>
    </section>
  )
}

const Schedules = ({ schedules }: Pick<Preview, 'schedules'>) => {
  const t = useTranslations('sites')
  const { day, time } = useMoments()
  const at = (moment: Preview['schedules'][number]['before']) =>
    moment === null
      ? t('never')
      : t('opening', {
          day: day(Date.parse(moment.from)),
          from: time(Date.parse(moment.from)),
          until: time(Date.parse(moment.until)),
        })
  if (schedules.length === 0) return <p>{t('noSchedule')}</p>
  return (
    <table className="tbl">
      <thead>
        <tr>
          <th scope="col">{t('schedule')}</th>
          <th scope="col">{t('before')}</th>
          <th scope="col">{t('after')}</th>
        </tr>
      </thead>
      <tbody>
        {schedules.map(({ id, name, before, after }) => (
          <tr key={id}>
            <th scope="row">{name}</th>
            <td>{at(before)}</td>
            <td>{at(after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface DaysProps {
  readonly title: string
  readonly days: Preview['holidays']['gained']
}

const Days = ({ title, days }: DaysProps) => {
  const words = useWords()
  const { date } = useMoments()
  if (days.length === 0) return null
  return (
    <Fold summary={`${title} (${days.length})`}>
      <ul>
        {days.map(({ on, code }) => (
          <li key={on}>
            {/* Noon, so that no zone makes it another day. */}
            {date(Date.parse(`${on}T12:00:00Z`))}, {words(`holiday.${code}`) ?? code}
          </li>
        ))}
      </ul>
    </Fold>
  )
}
